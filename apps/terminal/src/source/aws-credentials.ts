import type { SSMClientConfig } from "@aws-sdk/client-ssm";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { memoize, parseKnownFiles } from "@smithy/core/config";
import { ConfigurationError } from "../errors/configuration-error.ts";
import type { SourceOptions } from "../host.ts";
import { adviseOn } from "./aws-advice.ts";
import { readProfile } from "./aws-profile.ts";
import { timeouts } from "./aws-timeouts.ts";

/** Credentials as every client of the SDK takes them. */
export type Credentials = Extract<SSMClientConfig["credentials"], (...asked: never) => unknown>;

interface CredentialsOptions extends Pick<SourceOptions, "profile" | "env" | "ask" | "clock"> {
  /** Where STS is asked for a role whose profile names no region. */
  readonly region: () => Promise<string>;
}

/**
 * The credentials of a profile, or of the SDK's whole chain when none is named, fetched when they are first needed and
 * again before they expire. They reject with a ConfigurationError that names the command which mends them.
 */
export const credentialsFor = (options: CredentialsOptions): Credentials => {
  const { profile, env, clock } = options;
  const name = profile ?? (env["AWS_PROFILE"] || undefined);
  // A one-time code counts once, so all regions of a profile share what it gave.
  const key = name ?? "";
  const known = signIns.get(clock) ?? new Map<string, Credentials>();
  signIns.set(clock, known);
  const sharer = known.get(key);
  if (sharer !== undefined) return sharer;
  let provider: Promise<Credentials> | undefined;
  const credentials: Credentials = async (...asked) => {
    provider ??= choose(name, options);
    try {
      return await (
        await provider
      )(...asked);
    } catch (error) {
      provider = undefined;
      throw error instanceof ConfigurationError ? error : await explained(error, name, env);
    }
  };
  known.set(key, credentials);
  return credentials;
};

/** One sign-in for each profile, for as long as the machine that it was made on is there. */
const signIns = new WeakMap<SourceOptions["clock"], Map<string, Credentials>>();

/**
 * A profile that says where its credentials come from is asked alone. The SDK's chain would go on from a failing one to
 * the role of the instance, and the answer would be that of an account nobody asked for.
 */
const choose = async (
  name: string | undefined,
  { region, env, ask, clock }: CredentialsOptions,
): Promise<Credentials> => {
  const chosen = name ?? "default";
  const init = {
    profile: chosen,
    mfaCodeProvider: (serial: string) => oneAtATime(() => askCode(ask, serial, chosen)),
    clientConfig: { requestHandler: timeouts },
    parentClientConfig: { region },
  };
  const { profile: _, ...chainInit } = init;
  const profile = readProfile(await parseKnownFiles({}), chosen);
  if (name === undefined && ((env["AWS_ACCESS_KEY_ID"] ?? "") !== "" || profile === undefined)) {
    return defaultProvider(chainInit);
  }
  if (profile === undefined) throw new Error(`no profile ${chosen}`);
  if (profile.kind === "none" && !profile.takesRole) {
    return defaultProvider(name === undefined ? chainInit : init);
  }
  // Five minutes before the end, as the SDK has it: a request must not leave with credentials that end under way.
  const isStale = ({ expiration }: { readonly expiration?: Date }): boolean =>
    expiration !== undefined && expiration.getTime() - clock.now().getTime() < 300_000;
  const { fromIni } = await import("@aws-sdk/credential-provider-ini");
  return memoize(fromIni(init), isStale, ({ expiration }) => expiration !== undefined);
};

const askCode = async (ask: SourceOptions["ask"], serial: string, name: string): Promise<string> => {
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
  env: SourceOptions["env"],
): Promise<ConfigurationError> => {
  const profiles = await parseKnownFiles({});
  const { wrong, todo } = adviseOn({ name, profiles, env, said: firstLine(error) });
  const isProcess = readProfile(profiles, name ?? "default")?.kind === "process";
  // What a credential process printed may hold a secret, and `--debug` prints causes.
  return new ConfigurationError(wrong, todo, isProcess ? {} : { cause: error });
};

/** Errors of several addresses tried at once have a code and no text. */
const firstLine = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return (error.message.split("\n", 1)[0] ?? "") || code;
};
