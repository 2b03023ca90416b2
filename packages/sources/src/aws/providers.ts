/** Requests the credentials of a planned sign-in. */
import { invalidSignIn, type AccessKey, type Role, type SignIn } from "./sign-in.ts";
import type { Http } from "./http.ts";
import type { Reach } from "./reach.ts";
import type { Platform } from "../source/source.ts";
import { clientSettings } from "./client-settings.ts";
import { expand } from "./config-files.ts";
import { requestContainerCredentials } from "./container-credentials.ts";
import type { EffectiveLocation } from "./location.ts";
import { runCredentialProcess } from "./process-credentials.ts";

/** What providers need. */
export interface ProviderTools {
  readonly location: EffectiveLocation;
  /** Where roles are assumed. */
  readonly region: string;
  readonly http: Http;
  /** Follows all requests. */
  readonly reach: Reach;
  readonly platform: Platform;
  /** Asks for the one-time code of a device. */
  readonly askCode: (mfaSerial: string, profile: string) => Promise<string>;
}

/** Requests credentials. Rejects as AWS's SDK does. */
export type Provider = () => Promise<AccessKey>;

/** The provider of a sign-in. Clients are loaded when they are needed. */
export const providerOf = (signIn: SignIn, tools: ProviderTools): Provider => {
  switch (signIn.kind) {
    case "keys":
      return async () => unexpired(signIn.key, tools.platform.now());
    case "role":
      return roleProvider(signIn, tools);
    case "web-identity":
      return async () => {
        const { platform } = tools;
        const token = await platform.readFile(expand(signIn.tokenFile, platform.env));
        return assume(tools, undefined, { ...signIn.role, token: token.trim() });
      };
    case "sso":
      return ssoProvider(signIn, tools);
    case "login":
      return loginProvider(signIn, tools);
    case "process":
      return () => runCredentialProcess(signIn.command, signIn.accountId, tools.platform);
    case "container":
      return () => requestContainerCredentials(tools.http, tools.reach, tools.platform);
    case "instance":
      return async () => (await import("@smithy/credential-provider-imds")).fromInstanceMetadata()();
  }
};

const unexpired = (key: AccessKey, now: Date): AccessKey => {
  if (key.expiration === undefined || key.expiration > now) return key;
  throw invalidSignIn(
    `The session in the environment variables expired at ${key.expiration.toISOString()} (AWS_CREDENTIAL_EXPIRATION).`,
    "Sign in again, and set the variables of the new session.",
  );
};

const roleProvider = (
  { profile, role, source }: Extract<SignIn, { readonly kind: "role" }>,
  tools: ProviderTools,
): Provider => {
  const provider = providerOf(source, tools);
  return async () => {
    const key = await provider();
    const { mfaSerial } = role;
    const code = mfaSerial === undefined ? undefined : await tools.askCode(mfaSerial, profile);
    return assume(tools, key, { ...role, code });
  };
};

interface AssumeOptions extends Partial<Role> {
  readonly arn: string;
  /** A web identity, which needs no key. */
  readonly token?: string;
  /** The device's one-time code. */
  readonly code?: string | undefined;
}

const assume = async (
  { location, region, http, reach, platform }: ProviderTools,
  key: AccessKey | undefined,
  { arn, sessionName, externalId, mfaSerial, duration, token, code }: AssumeOptions,
): Promise<AccessKey> => {
  const { STSClient, AssumeRoleCommand, AssumeRoleWithWebIdentityCommand } =
    await import("@aws-sdk/client-sts");
  const client = new STSClient({
    ...clientSettings(location, "sts"),
    region,
    ...(key === undefined ? {} : { credentials: key }),
    requestHandler: http.handler({ service: "STS", reach }),
  });
  const named = { RoleArn: arn, RoleSessionName: sessionName ?? `windowpane-${platform.now().getTime()}` };
  try {
    const { Credentials, AssumedRoleUser } =
      token === undefined
        ? await client.send(
            new AssumeRoleCommand({
              ...named,
              ExternalId: externalId,
              DurationSeconds: duration,
              SerialNumber: mfaSerial,
              TokenCode: code,
            }),
          )
        : await client.send(new AssumeRoleWithWebIdentityCommand({ ...named, WebIdentityToken: token }));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined)
      throw new Error("STS returned no credentials");
    const accountId = AssumedRoleUser?.Arn?.split(":")[4];
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
      ...(Expiration === undefined ? {} : { expiration: Expiration }),
      ...(accountId ? { accountId } : {}),
    };
  } finally {
    client.destroy();
  }
};

/** The paths of the SDK's SSO clients, which take one endpoint for both. */
const ssoServices = { "/federation/credentials": "sso", "/token": "sso_oidc" } as const;

const ssoProvider = (
  signIn: Extract<SignIn, { readonly kind: "sso" }>,
  { location, http, reach }: ProviderTools,
): Provider => {
  const { session, startUrl, region, accountId, roleName } = signIn;
  const endpoints = new Map(
    Object.entries(ssoServices).map(([path, service]) => [path, clientSettings(location, service).endpoint]),
  );
  const { endpoint: _, ...settings } = clientSettings(location, "sso");
  const clientConfig = {
    ...settings,
    region,
    requestHandler: http.handler({ service: "SSO", reach, endpointOf: (path) => endpoints.get(path) }),
  };
  return async () => {
    const { fromSSO } = await import("@aws-sdk/credential-provider-sso");
    if (session === undefined) {
      const whole = {
        ssoStartUrl: startUrl,
        ssoRegion: region,
        ssoAccountId: accountId,
        ssoRoleName: roleName,
      };
      return fromSSO({ ...whole, clientConfig })();
    }
    // The SDK's token provider reads the session from a file only.
    const file = await virtualFile(
      `[profile.${NAME}]\nsso_session = ${session}\nsso_account_id = ${accountId}\nsso_role_name = ${roleName}\n` +
        `[sso-session.${session}]\nsso_start_url = ${startUrl}\nsso_region = ${region}\n`,
    );
    return fromSSO({ profile: NAME, ...file, clientConfig })();
  };
};

const loginProvider =
  (
    { session }: Extract<SignIn, { readonly kind: "login" }>,
    { location, region, http, reach }: ProviderTools,
  ): Provider =>
  async () => {
    const { fromLoginCredentials } = await import("@aws-sdk/credential-provider-login");
    const file = await virtualFile(`[profile.${NAME}]\nlogin_session = ${session}\n`);
    const clientConfig = {
      ...clientSettings(location, "signin"),
      region,
      requestHandler: http.handler({ service: "AWS Sign-In", reach }),
    };
    return fromLoginCredentials({ profile: NAME, ...file, clientConfig })();
  };

/** The profile of virtual files. */
const NAME = "windowpane";

/**
 * A config file for the SDK that is not on disk: its reader does not know all names of profiles and sessions. Section names as here, with
 * a dot, are how the reader keeps them; unlike those with a space they can contain any character.
 */
const virtualFile = async (
  contents: string,
): Promise<{ readonly filepath: string; readonly configFilepath: string }> => {
  const { externalDataInterceptor } = await import("@smithy/core/config");
  const { createHash } = await import("node:crypto");
  const configFilepath = `windowpane:${createHash("sha256").update(contents).digest("hex")}`;
  externalDataInterceptor.interceptFile(configFilepath, contents);
  externalDataInterceptor.interceptFile(EMPTY, "");
  return { filepath: EMPTY, configFilepath };
};

const EMPTY = "windowpane:empty";
