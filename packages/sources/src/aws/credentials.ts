import type { SSMClientConfig } from "@aws-sdk/client-ssm";
import type { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } from "@aws-sdk/client-sts";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { memoize, parseKnownFiles } from "@smithy/core/config";
import { isSourceError, SourceError } from "../source/source-error.ts";
import type { Platform, SourceOptions } from "../source/source.ts";
import { clientSettings } from "./client-settings.ts";
import { adviseOn } from "./credentials-advice.ts";
import type { HttpSettings } from "./http-settings.ts";
import type { EffectiveLocation } from "./location.ts";
import { readProfile, type ProfileReading } from "./profile.ts";
import { ssoHandler } from "./sso-handler.ts";
import { waitFor, type WaitingFor } from "./wait-for.ts";

/** Credentials as every client of the SDK takes them. */
export type Credentials = Extract<SSMClientConfig["credentials"], (...context: never) => unknown>;

interface CredentialsOptions extends Pick<SourceOptions, "platform" | "notify"> {
  readonly location: EffectiveLocation;
  /** Where roles are assumed if neither the profile nor the location has a region. */
  readonly defaultRegion: string;
  readonly http: HttpSettings;
}

/**
 * The credentials of a location's profile, or of the SDK's whole chain if none is named. They are loaded when first needed and
 * again before they expire. They reject with a SourceError that names the command to run.
 */
export const credentialsFor = (options: CredentialsOptions): Credentials => {
  const { location, platform, notify } = options;
  const { profile } = location;
  // A one-time code is valid once, so all regions of a profile share the credentials.
  const key = profile === undefined ? "" : `${profile.setBy.kind} ${profile.value}`;
  const known = signIns.get(platform) ?? new Map<string, Credentials>();
  signIns.set(platform, known);
  const shared = known.get(key);
  if (shared !== undefined) return shared;
  const onLong = (): void => notify?.({ type: "credentials", profile: profile?.value });
  let chosen: Promise<Chosen> | undefined;
  const credentials: Credentials = async (...context) => {
    chosen ??= choose(options);
    try {
      const { provider, waitingFor } = await chosen;
      return await waitFor(provider(...context), { sleep: platform.sleep, waitingFor, onLong });
    } catch (error) {
      chosen = undefined;
      throw isSourceError(error) ? error : await explain(error, profile?.value, platform.env);
    }
  };
  known.set(key, credentials);
  return credentials;
};

/** One sign-in per profile and platform. */
const signIns = new WeakMap<Platform, Map<string, Credentials>>();

interface Chosen {
  readonly provider: Credentials;
  readonly waitingFor: () => WaitingFor;
}

/**
 * Chooses where credentials come from, in the AWS CLI's order: the profile of `--profile`, keys in the environment, the profile of a
 * variable, the SDK's chain. A profile that defines credentials is used alone: the SDK's chain would continue after a failure
 * with the role of the instance, and show another account.
 */
const choose = async (options: CredentialsOptions): Promise<Chosen> => {
  const { location, platform } = options;
  const name = location.profile?.value ?? "default";
  const profile = readProfile(await parseKnownFiles({}), name);
  if (profile === undefined && location.profile !== undefined) throw new Error(`no profile ${name}`);
  const keys = location.profile?.setBy.kind === "flag" ? undefined : keysIn(platform.env);
  if (keys !== undefined) return { provider: async () => keys, waitingFor: () => "machine" };
  let isAsking = false;
  const mfaCodeProvider = async (serial: string): Promise<string> => {
    isAsking = true;
    const code = await oneAtATime(() => askCode(platform, serial, name));
    isAsking = false;
    return code;
  };
  const chainInit = { ...chainClients(options, profile?.kind), mfaCodeProvider };
  const init = { ...chainInit, profile: name };
  const source = profile?.kind === "process" ? "program" : "machine";
  const waitingFor = (): WaitingFor => (isAsking ? "person" : source);
  if (profile === undefined || (profile.kind === "none" && !profile.takesRole)) {
    return { provider: defaultProvider(location.profile === undefined ? chainInit : init), waitingFor };
  }
  const { fromIni } = await import("@aws-sdk/credential-provider-ini");
  const isStale = ({ expiration }: { readonly expiration?: Date }): boolean =>
    expiration !== undefined && expiration.getTime() - platform.now().getTime() < EARLY;
  const provider = memoize(fromIni(init), isStale, ({ expiration }) => expiration !== undefined);
  return { provider, waitingFor };
};

/** Credentials are renewed this many milliseconds before they expire, as in the SDK: they must outlast a request. */
const EARLY = 300_000;

/** The keys that environment variables hold; undefined unless both halves are set. */
const keysIn = (env: Platform["env"]): Awaited<ReturnType<Credentials>> | undefined => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_CREDENTIAL_EXPIRATION } = env;
  const { AWS_ACCOUNT_ID } = env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    ...(AWS_CREDENTIAL_EXPIRATION ? { expiration: new Date(AWS_CREDENTIAL_EXPIRATION) } : {}),
    ...(AWS_ACCOUNT_ID ? { accountId: AWS_ACCOUNT_ID } : {}),
  };
};

/** The settings of the clients that the SDK's credential chain makes. A chain signs in once, so it needs one kind of client. */
const chainClients = (
  { location, defaultRegion, http }: CredentialsOptions,
  kind: ProfileReading["kind"] | undefined,
) => {
  const region = location.region?.value ?? defaultRegion;
  const signIn =
    kind === "login"
      ? { ...clientSettings(location, "signin"), requestHandler: http }
      : { ignoreConfiguredEndpointUrls: true, requestHandler: ssoHandler(location, http) };
  return {
    ...roleAssumers(() => ({ ...clientSettings(location, "sts"), region, requestHandler: http })),
    clientConfig: signIn,
    parentClientConfig: { region },
  };
};

type RoleAssumer = ReturnType<typeof getDefaultRoleAssumer>;

/**
 * The SDK's functions to assume a role, with our settings: the SDK would use one endpoint for all clients of the chain, STS and SSO
 * alike. The client is loaded when a role is assumed.
 */
const roleAssumers = (
  options: () => Parameters<typeof getDefaultRoleAssumer>[0],
): {
  readonly roleAssumer: RoleAssumer;
  readonly roleAssumerWithWebIdentity: ReturnType<typeof getDefaultRoleAssumerWithWebIdentity>;
} => {
  let assumer: Promise<RoleAssumer> | undefined;
  return {
    async roleAssumer(source, input) {
      assumer ??= import("@aws-sdk/client-sts").then((sts) => sts.getDefaultRoleAssumer(options()));
      return (await assumer)(source, input);
    },
    async roleAssumerWithWebIdentity(input) {
      const sts = await import("@aws-sdk/client-sts");
      return sts.getDefaultRoleAssumerWithWebIdentity(options())(input);
    },
  };
};

const askCode = async ({ ask }: Platform, serial: string, name: string): Promise<string> => {
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

const explain = async (
  error: unknown,
  profile: string | undefined,
  env: Platform["env"],
): Promise<SourceError> => {
  const profiles = await parseKnownFiles({});
  const { wrong, todo } = adviseOn({ profile, profiles, env, reason: firstLine(error) });
  const isProcess = readProfile(profiles, profile ?? "default")?.kind === "process";
  // What a credential process printed may be secret, and `--debug` prints causes.
  return new SourceError("configuration", wrong, todo, isProcess ? {} : { cause: error });
};

/** The first line of a message. Errors of several addresses tried at once have a code and no message. */
const firstLine = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  return (error.message.split("\n", 1)[0] ?? "") || code;
};
