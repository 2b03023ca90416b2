import {
  accessFrom,
  accessVariables,
  connectionLimit,
  isEnvironmentError,
  limitFlag,
  limitTable,
  loopbackHosts,
  readBasePath,
  readOrigins,
  readLimit,
  readLimits,
  type AppOptions,
  type LimitSource,
} from "@windowpane/http-api";
import { whyUnreadable } from "@windowpane/sources";
import { ConfigurationError } from "../../host/configuration-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "../context/context.ts";

/** Validated options, environment variables and files. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  readonly app: Pick<
    AppOptions,
    "access" | "open" | "cors" | "limits" | "limitName" | "allowedHosts" | "patches" | "basePath"
  >;
}

/**
 * Reads the options before the server listens or sends requests.
 *
 * @throws UsageError when an option is invalid; ConfigurationError without authentication for a real account, or when a
 *   list of credentials cannot be read.
 */
export const readServeOptions = async (context: Context): Promise<ServeOptions> => {
  const { options } = context;
  const host = text(options["host"]) ?? "127.0.0.1";
  const port = readNumber("--port", text(options["port"]), { least: 0, most: 65_535 }) ?? 8080;
  const { connections, limits } = readGivenLimits(options);
  const names = readNames(options["allowedHost"]);
  const access = await readAccess(context, host);
  return {
    host,
    port,
    connections,
    app: {
      ...access,
      ...corsIn(options["cors"]),
      // Other addresses are reachable without a web page's help, and have authentication or only the demo.
      ...(isLoopback(host) || names.length > 0 ? { allowedHosts: loopbackHosts(names) } : {}),
      patches: options["patches"] !== false,
      ...basePathIn(text(options["basePath"])),
      limits,
      limitName: (limit) => limitFlag(limitTable[limit]),
    },
  };
};

const readGivenLimits = (
  options: Readonly<Record<string, unknown>>,
): Pick<ServeOptions, "connections"> & Pick<ServeOptions["app"], "limits"> => {
  const given: LimitSource = {
    nameOf: limitFlag,
    // Commander's name of the option: requestsPerScan for --requests-per-scan.
    textOf: ({ name }) =>
      text(options[name.replaceAll(/-(\w)/gu, (_, letter: string) => letter.toUpperCase())]),
  };
  return asUsage(() => ({
    limits: readLimits(given),
    connections: readLimit(connectionLimit, given) ?? connectionLimit.value,
  }));
};

const readAccess = async (
  { host: { env, now, readFile }, options, settings: { source } }: Context,
  address: string,
): Promise<Pick<AppOptions, "access" | "open">> => {
  const isDemo = /^demo(:|$)/.test(source);
  const openGiven = options["open"] === true;
  if (openGiven && !isDemo) {
    throw new UsageError(
      `--open cannot be combined with --source ${source}, because every client could read that account.`,
      "Omit it and give --tokens-file, or serve the demo account with --demo.",
    );
  }
  const hasFile = typeof options["tokensFile"] === "string" || typeof options["signingKeysFile"] === "string";
  if (openGiven && hasFile) {
    throw new UsageError(
      "--open cannot be combined with --tokens-file or --signing-keys-file.",
      "Omit --open to require authentication.",
    );
  }
  const variables = { ...env };
  for (const row of fileOptions) {
    const path = options[row.member];
    if (typeof path === "string") variables[row.variable] = await readEntries(path, row, readFile);
  }
  const isUnset = accessVariables.every((name) => (variables[name] ?? "") === "");
  const isOpen = openGiven || (isDemo && isUnset && !hasFile && isLoopback(address));
  try {
    return accessFrom(variables, {
      isDemo,
      isOpen,
      openOption: "--open",
      tokensOption: "--tokens-file",
      now,
    });
  } catch (error) {
    if (!isEnvironmentError(error)) throw error;
    const given = fileBehind(error.message, options);
    const named = (words: string): string => (given === undefined ? words : words.replaceAll(...given));
    throw new ConfigurationError(named(error.message), named(error.advice), { cause: error });
  }
};

/** The variable that an error is about, and the file that was given instead of it. */
const fileBehind = (
  message: string,
  options: Readonly<Record<string, unknown>>,
): readonly [variable: string, file: string] | undefined => {
  for (const { variable, flag, member } of fileOptions) {
    const path = options[member];
    if (typeof path === "string" && message.includes(variable)) return [variable, `${flag} ${path}`];
  }
  return undefined;
};

/** A file with the entries of a variable. */
interface FileOption {
  readonly variable: string;
  readonly flag: string;
  /** Commander's name of the option. */
  readonly member: string;
  /** An entry, as an example. */
  readonly form: string;
}

const fileOptions: readonly FileOption[] = [
  {
    variable: "WINDOWPANE_TOKENS",
    flag: "--tokens-file",
    member: "tokensFile",
    form: "dashboard:read:TOKEN",
  },
  {
    variable: "WINDOWPANE_SIGNING_KEYS",
    flag: "--signing-keys-file",
    member: "signingKeysFile",
    form: "KEYID:read:SECRET",
  },
];

/** Whether a file has a line that is neither empty nor a comment. */
const hasEntry = (text: string): boolean =>
  text.split("\n").some((line) => line.trim() !== "" && !line.trim().startsWith("#"));

const readEntries = async (
  path: string,
  { flag, form }: FileOption,
  readFile: (path: string) => Promise<string>,
): Promise<string> => {
  const entries = await readFile(path).catch((error: unknown) => {
    // The message contains the path, but not the content.
    throw new ConfigurationError(
      `${flag} ${path || '""'} cannot be read: ${whyUnreadable(error)}.`,
      "Check the path and the permissions.",
      { cause: error },
    );
  });
  if (hasEntry(entries)) return entries;
  throw new ConfigurationError(`${flag} ${path} has no entries.`, `Add lines of the form ${form}.`);
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
  throw new UsageError(`${flag} "${word}" is not valid.`, `Use a whole number from ${least} to ${most}.`);
};

const readNames = (option: unknown): readonly string[] => {
  const names = Array.isArray(option) ? option.map(String) : [];
  const wrong = names.find((name) => !/^(?:[a-z\d_](?:[a-z\d_.-]{0,252})|\[[\da-f:]+\])$/iu.test(name));
  if (wrong === undefined) return names;
  throw new UsageError(
    `--allowed-host "${wrong}" is not a valid host name.`,
    "Use a name such as windowpane.example.com, without scheme, port, path or wildcard.",
  );
};

const basePathIn = (path: string | undefined): Pick<AppOptions, "basePath"> =>
  path === undefined ? {} : { basePath: asUsage(() => readBasePath(path, "--base-path")) };

const corsIn = (option: unknown): Pick<AppOptions, "cors"> =>
  Array.isArray(option) && option.length > 0
    ? { cors: { origins: asUsage(() => readOrigins(option.map(String), "--cors")) } }
    : {};

/** Reads the value of an option with a reader of the API's settings, whose errors become usage errors. */
const asUsage = <Value>(read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    if (!isEnvironmentError(error)) throw error;
    throw new UsageError(error.message, error.advice, { cause: error });
  }
};
