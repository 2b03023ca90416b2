import { accessFrom, isEnvironmentError, type AppOptions } from "@windowpane/http-api";
import type { Context } from "../context/context.ts";
import { ConfigurationError } from "../../host/errors/configuration-error.ts";
import { UsageError } from "../../host/errors/usage-error.ts";

/** What the command line, the variables and the files say about serving. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly app: Pick<AppOptions, "access" | "open" | "cors" | "limits">;
}

/**
 * Reads and checks everything before a socket is opened or AWS is asked.
 *
 * @throws UsageError when an option makes no sense; ConfigurationError when nobody may call, or all may call a real
 * account, or a list of credentials cannot be read.
 */
export const readServeOptions = async (context: Context): Promise<ServeOptions> => {
  const { own } = context;
  const host = text(own["host"]) ?? "127.0.0.1";
  const port = readNumber("--port", text(own["port"]), { least: 0, most: 65_535 }) ?? 8080;
  const connections =
    readNumber("--connections", text(own["connections"]), { least: 1, most: 65_535 }) ?? 512;
  const requestsPerMinute = readNumber("--requests-per-minute", text(own["requestsPerMinute"]), {
    least: 1,
    most: 10_000_000,
  });
  const origins = readOrigins(own["cors"]);
  const access = await readAccess(context, host);
  return {
    host,
    port,
    connections,
    app: {
      ...access,
      ...(origins.length === 0 ? {} : { cors: { origins } }),
      limits: {
        ...(access.open === true ? openLimits : {}),
        ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
      },
    },
  };
};

/** Walks of everybody together: more of them would make everybody's single pages wait for their turn. */
const openLimits = { walksPerCaller: 16 } as const;

const readAccess = async (
  { host: { env, now, readFile }, own, settings: { source } }: Context,
  address: string,
): Promise<Pick<AppOptions, "access" | "open">> => {
  const isMadeUp = /^demo(:|$)/.test(source);
  const saidOpen = own["open"] === true;
  if (saidOpen && !isMadeUp) {
    throw new UsageError(
      `--open cannot stand beside --source ${source}: everybody could read that account.`,
      "Leave it out and give --tokens-file, or serve a made-up account with --demo.",
    );
  }
  const variables = {
    ...env,
    ...(await fromFile("WINDOWPANE_TOKENS", own["tokensFile"], readFile)),
    ...(await fromFile("WINDOWPANE_SIGNING_KEYS", own["signingKeysFile"], readFile)),
  };
  const isUnset = credentialVariables.every((name) => (variables[name] ?? "") === "");
  const isOpen = saidOpen || (isMadeUp && isUnset && isLoopback(address));
  try {
    return accessFrom(variables, { isMadeUp, isOpen, howToOpen: "--open", now });
  } catch (error) {
    if (!isEnvironmentError(error)) throw error;
    throw new ConfigurationError(error.message, error.advice, { cause: error });
  }
};

const credentialVariables = [
  "WINDOWPANE_TOKENS",
  "WINDOWPANE_SIGNING_KEYS",
  "WINDOWPANE_ACCESS_TEAM",
  "WINDOWPANE_ACCESS_AUDIENCE",
] as const;

const fromFile = async (
  variable: string,
  path: unknown,
  readFile: (path: string) => Promise<string>,
): Promise<Readonly<Record<string, string>>> => {
  if (typeof path !== "string") return {};
  try {
    return { [variable]: await readFile(path) };
  } catch (error) {
    // The file system's words hold the path; what the file holds is never in them.
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError(`${path} cannot be read: ${reason}.`, "Check the path and its rights.", {
      cause: error,
    });
  }
};

const isLoopback = (address: string): boolean =>
  /^(127(\.\d{1,3}){3}|::1|localhost)$/.test(address.toLowerCase());

const text = (option: unknown): string | undefined => (typeof option === "string" ? option : undefined);

const readNumber = (
  flag: string,
  word: string | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined => {
  if (word === undefined) return undefined;
  const value = /^\d{1,8}$/.test(word) ? Number(word) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${flag} cannot be "${word}".`, `Give a whole number from ${least} to ${most}.`);
};

const readOrigins = (option: unknown): readonly string[] => {
  const origins = Array.isArray(option) ? option.map(String) : [];
  const wrong = origins.find((origin) => !/^https?:\/\/[^/*\s]+$/.test(origin));
  if (wrong === undefined) return origins;
  throw new UsageError(
    `--cors cannot be "${wrong}".`,
    "Give a whole origin such as https://example.com, without a path or a star.",
  );
};
