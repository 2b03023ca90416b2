import type { SSMClientConfig } from "@aws-sdk/client-ssm";
import { memoize } from "@smithy/core/config";
import type { Http } from "./http.ts";
import { isNetworkError, newReach, reasonOf, unreachedError, type Reach } from "./reach.ts";
import { isSourceError, SourceError } from "../source/source-error.ts";
import type { Platform, SourceOptions } from "../source/source.ts";
import type { AwsConfig } from "./config-files.ts";
import { adviseOn, nothingFound } from "./credentials-advice.ts";
import type { EffectiveLocation } from "./location.ts";
import { planSignIn } from "./plan-sign-in.ts";
import { providerOf, type Provider } from "./providers.ts";
import type { AccessKey, SignIn } from "./sign-in.ts";
import { TooLateError, waitFor, type WaitingFor } from "./wait-for.ts";

/** Credentials as every client of the SDK takes them. */
export type Credentials = Extract<SSMClientConfig["credentials"], (...context: never) => unknown>;

interface CredentialsOptions extends Pick<SourceOptions, "platform" | "notify"> {
  readonly location: EffectiveLocation;
  readonly config: AwsConfig;
  /** Where roles are assumed if neither the profile nor the location has a region. */
  readonly defaultRegion: string;
  readonly http: Http;
}

/**
 * The credentials of a location. They are loaded when first needed and again before they expire. They reject with a SourceError: of
 * kind `unreachable` if a host did not respond, else one that names the command to run.
 *
 * @throws SourceError if the profile does not exist or is incomplete.
 */
export const credentialsFor = (options: CredentialsOptions): Credentials => {
  const { location, platform } = options;
  const { profile } = location;
  // A one-time code is valid once, so all regions of a profile share the credentials.
  const key = profile === undefined ? "" : `${profile.setBy.kind} ${profile.value}`;
  const known = signIns.get(platform) ?? new Map<string, Credentials>();
  signIns.set(platform, known);
  const shared = known.get(key) ?? signInWith(options);
  known.set(key, shared);
  return shared;
};

/** One sign-in per profile and platform. */
const signIns = new WeakMap<Platform, Map<string, Credentials>>();

const signInWith = (options: CredentialsOptions): Credentials => {
  const { location, config, platform, notify } = options;
  const profile = location.profile?.value;
  const signIn = planSignIn({ profile: location.profile, config, env: platform.env });
  if (signIn === undefined) throw configurationError(nothingFound(profile, { config, env: platform.env }));
  const onLong = (): void => notify?.({ type: "credentials", profile });
  const reach = newReach();
  const { provider, waitingFor } = prepare(signIn, options, reach);
  let held: AccessKey | undefined;
  return async () => {
    const attempt = new AbortController();
    reach.signal = attempt.signal;
    try {
      held = await waitFor(provider(), { sleep: platform.sleep, waitingFor, onLong });
      return held;
    } catch (error) {
      const problem = isSourceError(error)
        ? error
        : (reach.refused ?? explain(error, signIn, options, reach));
      attempt.abort();
      // They are renewed before they expire, so a short failure of the network does no harm.
      if (problem.kind === "unreachable" && held !== undefined && !isStale(held, platform, 0)) return held;
      throw problem;
    }
  };
};

interface Prepared {
  readonly provider: Provider;
  readonly waitingFor: () => WaitingFor;
}

const prepare = (
  signIn: SignIn,
  { location, defaultRegion, http, platform }: CredentialsOptions,
  reach: Reach,
): Prepared => {
  let isAsking = false;
  const askCode = async (mfaSerial: string, profile: string): Promise<string> => {
    isAsking = true;
    const code = await oneAtATime(() => askFor(platform, mfaSerial, profile));
    isAsking = false;
    return code;
  };
  const region = location.region?.value ?? defaultRegion;
  const provider = providerOf(signIn, { location, region, http, reach, platform, askCode });
  const runsProgram = (one: SignIn): boolean =>
    one.kind === "role" ? runsProgram(one.source) : one.kind === "process";
  const source = runsProgram(signIn) ? "program" : "machine";
  return {
    provider: memoize(
      provider,
      (key) => isStale(key, platform, EARLY),
      ({ expiration }) => expiration !== undefined,
    ),
    waitingFor: () => (isAsking ? "person" : source),
  };
};

const isStale = ({ expiration }: AccessKey, { now }: Pick<Platform, "now">, early: number): boolean =>
  expiration !== undefined && expiration.getTime() - now().getTime() < early;

/** Credentials are renewed this many milliseconds before they expire, as in the SDK: they must outlast a request. */
const EARLY = 300_000;

const askFor = async ({ ask }: Platform, serial: string, profile: string): Promise<string> => {
  const code = (await ask(`One-time code of ${serial} for profile ${profile}: `))?.trim();
  if (code === undefined || code === "") throw new Error("Multi-factor authentication needs a code.");
  return code;
};

/** Runs one question after the other: two at once would read each other's answers. */
export const oneAtATime = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
  const next = last.then(work, work);
  last = next.catch(() => {});
  return next;
};
let last: Promise<unknown> = Promise.resolve();

const explain = (
  error: unknown,
  signIn: SignIn,
  { location, config, platform: { env } }: CredentialsOptions,
  reach: Reach,
): SourceError => {
  const profile = location.profile?.value;
  const purpose = `The credentials${profile === undefined ? "" : ` of profile ${profile}`}`;
  const reason = reasonOf(error);
  const pending = error instanceof TooLateError ? (reach.pending ?? machineOf(signIn, env)) : undefined;
  if (pending !== undefined) return unreachedError(purpose, { ...pending, reason, cause: error });
  if (reach.last !== undefined) return unreachedError(purpose, reach.last);
  const machine = machineOf(signIn, env);
  if (machine !== undefined && (isNetworkError(error) || /\b5\d\d\b/.test(reason) || hasFailed(error))) {
    return unreachedError(purpose, { ...machine, reason, cause: error });
  }
  return configurationError(adviseOn(signIn, reason, { config, env }), error);
};

const hasFailed = (error: unknown): boolean =>
  error instanceof Error && "statusCode" in error && Number(error.statusCode) >= 500;

/** The instance metadata that a sign-in depends on. Without a role or variable that names it, most machines have none. */
const machineOf = (
  signIn: SignIn,
  env: Platform["env"],
): { readonly service: string; readonly origin: string; readonly proxy: undefined } | undefined => {
  const root = signIn.kind === "role" ? signIn.source : signIn;
  if (root.kind === "role") return machineOf(root, env);
  const endpoint = env["AWS_EC2_METADATA_SERVICE_ENDPOINT"];
  if (root.kind !== "instance" || (root.forRole === undefined && !endpoint)) return undefined;
  const origin = endpoint || "http://169.254.169.254";
  return { service: "instance metadata", origin, proxy: undefined };
};

const configurationError = (
  { wrong, todo }: { readonly wrong: string; readonly todo: string },
  cause?: unknown,
) => new SourceError("configuration", wrong, todo, cause === undefined ? {} : { cause });
