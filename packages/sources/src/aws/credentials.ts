import type { SSMClientConfig } from "@aws-sdk/client-ssm";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { memoize, parseKnownFiles } from "@smithy/core/config";
import { isSourceError, SourceError } from "../source/source-error.ts";
import type { SourceOptions } from "../source/source.ts";
import { adviseOn } from "./credentials-advice.ts";
import { readProfile } from "./profile.ts";
import type { Line } from "./http-settings.ts";
import { inTime, type WaitedFor } from "./in-time.ts";

/** Credentials as every client of the SDK takes them. */
export type Credentials = Extract<SSMClientConfig["credentials"], (...asked: never) => unknown>;

interface CredentialsOptions extends Pick<SourceOptions, "profile" | "platform" | "notify"> {
  readonly line: Line;
  /** Where STS is asked for a role whose profile names no region. */
  readonly region: () => Promise<string>;
}

/**
 * The credentials of a profile, or of the SDK's whole chain when none is named, fetched when they are first needed and
 * again before they expire. They reject with a ConfigurationError that names the command which mends them.
 */
export const credentialsFor = (options: CredentialsOptions): Credentials => {
  const { profile, platform, notify } = options;
  const { env, sleep } = platform;
  const name = profile ?? (env["AWS_PROFILE"] || undefined);
  // A one-time code counts once, so all regions of a profile share what it gave.
  const key = name ?? "";
  const known = signIns.get(platform) ?? new Map<string, Credentials>();
  signIns.set(platform, known);
  const sharer = known.get(key);
  if (sharer !== undefined) return sharer;
  const onFelt = (): void => notify?.({ type: "credentials", profile: name });
  let chosen: Promise<Chosen> | undefined;
  const credentials: Credentials = async (...asked) => {
    chosen ??= choose(name, options);
    try {
      const { provider, waitedFor } = await chosen;
      return await inTime(provider(...asked), { sleep, waitedFor, onFelt });
    } catch (error) {
      chosen = undefined;
      throw isSourceError(error) ? error : await explained(error, name, env);
    }
  };
  known.set(key, credentials);
  return credentials;
};

/** One sign-in for each profile, for as long as the machine that it was made on is there. */
const signIns = new WeakMap<SourceOptions["platform"], Map<string, Credentials>>();

interface Chosen {
  readonly provider: Credentials;
  readonly waitedFor: () => WaitedFor;
}

/**
 * A profile that says where its credentials come from is asked alone. The SDK's chain would go on from a failing one to
 * the role of the instance, and the answer would be that of an account nobody asked for.
 */
const choose = async (
  name: string | undefined,
  { region, platform, line }: CredentialsOptions,
): Promise<Chosen> => {
  const chosen = name ?? "default";
  let isAsking = false;
  const init = {
    profile: chosen,
    mfaCodeProvider: async (serial: string) => {
      isAsking = true;
      const code = await oneAtATime(() => askCode(platform, serial, chosen));
      isAsking = false;
      return code;
    },
    clientConfig: { requestHandler: line },
    parentClientConfig: { region },
  };
  const { profile: _, ...chainInit } = init;
  const profile = readProfile(await parseKnownFiles({}), chosen);
  const who = profile?.kind === "process" ? "program" : "machine";
  const waitedFor = (): WaitedFor => (isAsking ? "question" : who);
  if (name === undefined && ((platform.env["AWS_ACCESS_KEY_ID"] ?? "") !== "" || profile === undefined)) {
    return { provider: defaultProvider(chainInit), waitedFor };
  }
  if (profile === undefined) throw new Error(`no profile ${chosen}`);
  if (profile.kind === "none" && !profile.takesRole) {
    return { provider: defaultProvider(name === undefined ? chainInit : init), waitedFor };
  }
  // Five minutes before the end, as the SDK has it: a request must not leave with credentials that end under way.
  const isStale = ({ expiration }: { readonly expiration?: Date }): boolean =>
    expiration !== undefined && expiration.getTime() - platform.now().getTime() < 300_000;
  const { fromIni } = await import("@aws-sdk/credential-provider-ini");
  const provider = memoize(fromIni(init), isStale, ({ expiration }) => expiration !== undefined);
  return { provider, waitedFor };
};

const askCode = async ({ ask }: SourceOptions["platform"], serial: string, name: string): Promise<string> => {
  const code = (await ask(`One-time code of ${serial} for profile ${name}: `))?.trim();
  if (code === undefined || code === "") throw new Error("Multi-factor authentication needs a code.");
  return code;
};

/** Two questions at once would read each other's answers. */
const oneAtATime = (work: () => Promise<string>): Promise<string> => {
  const next = last.then(work, work);
  last = next.catch(() => {});
  return next;
};
let last: Promise<unknown> = Promise.resolve();

const explained = async (
  error: unknown,
  name: string | undefined,
  env: SourceOptions["platform"]["env"],
): Promise<SourceError> => {
  const profiles = await parseKnownFiles({});
  const { wrong, todo } = adviseOn({ name, profiles, env, said: firstLine(error) });
  const isProcess = readProfile(profiles, name ?? "default")?.kind === "process";
  // What a credential process printed may hold a secret, and `--debug` prints causes.
  return new SourceError("configuration", wrong, todo, isProcess ? {} : { cause: error });
};

/** Errors of several addresses tried at once have a code and no text. */
const firstLine = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return (error.message.split("\n", 1)[0] ?? "") || code;
};
