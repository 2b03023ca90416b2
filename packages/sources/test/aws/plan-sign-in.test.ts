import { describe, expect, it } from "vitest";
import { adviseOn } from "../../src/aws/credentials-advice.ts";
import type { AwsConfig } from "../../src/aws/config-files.ts";
import { planSignIn } from "../../src/aws/plan-sign-in.ts";
import type { SignIn } from "../../src/aws/sign-in.ts";
import { configOf } from "./config.ts";

const config = configOf(
  `
[default]
region = eu-west-1
[profile keys]
aws_access_key_id = CONFIG
aws_secret_access_key = s
[profile both]
aws_access_key_id = CONFIG
aws_secret_access_key = s
aws_session_token = t
[profile half]
aws_access_key_id = HALF
[profile everything]
aws_access_key_id = CONFIG
aws_secret_access_key = s
credential_process = print
sso_start_url = https://acme.example/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Reader
[profile process]
aws_access_key_id = CONFIG
aws_secret_access_key = s
credential_process = print
[profile saved-process]
credential_process = print
[profile sso-half]
sso_account_id = 123456789012
[profile sso-lost]
sso_session = gone
sso_account_id = 123456789012
sso_role_name = Reader
[profile sso-other]
sso_session = Acme Dev
sso_region = us-east-1
sso_account_id = 123456789012
sso_role_name = Reader
[profile 'Acme Dev']
sso_session = Acme Dev
sso_account_id = 123456789012
sso_role_name = Reader
[sso-session 'Acme Dev']
sso_start_url = https://acme.example/start
sso_region = eu-west-1
[profile role]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
mfa_serial = arn:mfa
duration_seconds = 900
aws_access_key_id = UNUSED
aws_secret_access_key = s
[profile chain]
role_arn = arn:aws:iam::123456789012:role/c
source_profile = over-sso
[profile over-sso]
role_arn = arn:aws:iam::123456789012:role/o
source_profile = Acme Dev
[profile self]
role_arn = arn:aws:iam::123456789012:role/s
source_profile = self
aws_access_key_id = SELF
aws_secret_access_key = s
[profile one]
role_arn = arn:aws:iam::1:role/r
source_profile = other
[profile other]
role_arn = arn:aws:iam::1:role/r
source_profile = one
[profile orphan]
role_arn = arn:aws:iam::1:role/r
source_profile = gone
[profile over-bare]
role_arn = arn:aws:iam::1:role/r
source_profile = bare
[profile bare]
region = eu-west-1
[profile no-source]
role_arn = arn:aws:iam::1:role/r
[profile two-sources]
role_arn = arn:aws:iam::1:role/r
source_profile = keys
credential_source = Environment
[profile machine]
role_arn = arn:aws:iam::1:role/r
credential_source = Ec2InstanceMetadata
[profile env-role]
role_arn = arn:aws:iam::1:role/r
credential_source = Environment
[profile odd-source]
role_arn = arn:aws:iam::1:role/r
credential_source = Elsewhere
[profile web]
role_arn = arn:aws:iam::1:role/w
web_identity_token_file = /token
[profile login]
login_session = arn:aws:iam::123456789012:user/me
`,
  `
[both]
aws_access_key_id = CREDENTIALS
aws_secret_access_key = s
[saved-process]
aws_access_key_id = CREDENTIALS
aws_secret_access_key = s
`,
);

type Env = Readonly<Record<string, string>>;

const plan = (
  name: string | undefined,
  env: Env = {},
  kind: "flag" | "variable" = "flag",
): SignIn | undefined =>
  planSignIn({
    profile: name === undefined ? undefined : { value: name, setBy: { kind, name: "--profile" } },
    config,
    env,
  });

const inEnv = { AWS_ACCESS_KEY_ID: "ENV", AWS_SECRET_ACCESS_KEY: "s" };
const token = { AWS_WEB_IDENTITY_TOKEN_FILE: "/env-token", AWS_ROLE_ARN: "arn:aws:iam::1:role/e" };

describe("a sign-in comes from", () => {
  it.each<readonly [about: string, found: SignIn | undefined, expected: object | undefined]>([
    ["variables", plan(undefined, inEnv), { kind: "keys", profile: undefined, key: { accessKeyId: "ENV" } }],
    [
      "variables, not AWS_PROFILE",
      plan("keys", inEnv, "variable"),
      { kind: "keys", key: { accessKeyId: "ENV" } },
    ],
    ["--profile, not variables", plan("keys", inEnv), { kind: "keys", key: { accessKeyId: "CONFIG" } }],
    [
      "the older variable of a token",
      plan(undefined, { ...inEnv, AWS_SECURITY_TOKEN: "old", AWS_SESSION_TOKEN: "new" }),
      { key: { sessionToken: "old" } },
    ],
    [
      "the credentials file, before the config file",
      plan("both"),
      { kind: "keys", key: { accessKeyId: "CREDENTIALS" } },
    ],
    ["SSO, before keys and programs", plan("everything"), { kind: "sso", session: undefined }],
    ["a program, before the config file's keys", plan("process"), { kind: "process", command: "print" }],
    ["the credentials file's keys, before a program", plan("saved-process"), { kind: "keys" }],
    [
      "a session whose name has a space",
      plan("Acme Dev"),
      { kind: "sso", session: "Acme Dev", region: "eu-west-1" },
    ],
    [
      "a role, before the profile's own keys",
      plan("role"),
      {
        kind: "role",
        role: { mfaSerial: "arn:mfa", duration: 900 },
        source: { kind: "keys", profile: "keys" },
      },
    ],
    [
      "a role over a role over SSO",
      plan("chain"),
      { kind: "role", source: { kind: "role", profile: "over-sso", source: { kind: "sso" } } },
    ],
    [
      "a role over the profile's own keys",
      plan("self"),
      { kind: "role", source: { kind: "keys", key: { accessKeyId: "SELF" } } },
    ],
    [
      "a role over an instance",
      plan("machine"),
      { kind: "role", source: { kind: "instance", forRole: "machine" } },
    ],
    [
      "a role over variables, with --profile too",
      plan("env-role", inEnv),
      { kind: "role", source: { kind: "keys", profile: undefined } },
    ],
    ["a web identity", plan("web"), { kind: "web-identity", profile: "web", tokenFile: "/token" }],
    [
      "a web identity of variables, before AWS_PROFILE's SSO",
      plan("Acme Dev", token, "variable"),
      { kind: "web-identity", profile: undefined, tokenFile: "/env-token" },
    ],
    ["--profile, not a web identity of variables", plan("Acme Dev", token), { kind: "sso" }],
    [
      "a role of AWS_PROFILE, before a web identity of variables",
      plan("role", token, "variable"),
      { kind: "role" },
    ],
    ["a login session", plan("login"), { kind: "login" }],
    [
      "a container, for a profile without credentials",
      plan("bare", { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://localhost/" }),
      { kind: "container" },
    ],
    ["an instance", plan("bare"), { kind: "instance" }],
    ["nothing, without instance metadata", plan("bare", { AWS_EC2_METADATA_DISABLED: "TRUE" }), undefined],
  ])("%s", (_, found, expected) => {
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(expected);
  });

  it("one file only: a token is not added to the other file's key", () => {
    expect(plan("both")).toEqual({
      kind: "keys",
      profile: "both",
      key: { accessKeyId: "CREDENTIALS", secretAccessKey: "s" },
    });
  });
});

describe("a sign-in that is incomplete is refused, and no other one is used", () => {
  it.each<readonly [message: string, find: () => unknown]>([
    [
      "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not.",
      () => plan(undefined, { AWS_ACCESS_KEY_ID: "ENV" }),
    ],
    [
      "AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not.",
      () => plan(undefined, { AWS_WEB_IDENTITY_TOKEN_FILE: "/t" }),
    ],
    ["Profile gone is not in the AWS config files.", () => plan("gone")],
    ["Profile constructor is not in the AWS config files.", () => plan("constructor")],
    [
      "Profile gone is not in the AWS config files (AWS_CONFIG_FILE is /etc/aws).",
      () => plan("gone", { AWS_CONFIG_FILE: "/etc/aws" }),
    ],
    ["Profile gone is not in the AWS config files.", () => plan("gone", inEnv, "variable")],
    ["Profile gone, which profile orphan uses, is not in the AWS config files.", () => plan("orphan")],
    ["The access key of profile half is incomplete: aws_secret_access_key is missing.", () => plan("half")],
    ["Profile sso-half uses SSO, but sso_start_url is missing.", () => plan("sso-half")],
    [
      "Profile sso-lost uses the sso-session section gone, which is not in the AWS config file.",
      () => plan("sso-lost"),
    ],
    [
      "Profile sso-other has another sso_region than its sso-session section Acme Dev.",
      () => plan("sso-other"),
    ],
    ["The source_profile of profile other leads back to it: one, other, one.", () => plan("one")],
    ["Profile bare, which profile over-bare uses, defines no credentials.", () => plan("over-bare")],
    [
      "Profile no-source has a role_arn, but neither source_profile nor credential_source.",
      () => plan("no-source"),
    ],
    ["Profile two-sources has both source_profile and credential_source.", () => plan("two-sources")],
    ["The credential_source Elsewhere of profile odd-source does not exist.", () => plan("odd-source")],
    [
      "Profile env-role assumes its role with the credentials of Environment (credential_source), and AWS_ACCESS_KEY_ID is not set.",
      () => plan("env-role"),
    ],
  ])("%s", (message, find) => {
    expect(find).toThrow(expect.objectContaining({ name: "SourceError", kind: "configuration", message }));
  });

  it("quotes profiles in commands, and lists eight of many", () => {
    const find = (names: readonly string[], name: string) =>
      planSignIn({
        profile: { value: name, setBy: { kind: "flag", name: "--profile" } },
        config: { ...config, profiles: new Map(names.map((one) => [one, new Map<string, string>()])) },
        env: {},
      });
    expect(() => find(["my team"], "it's")).toThrow(
      expect.objectContaining({
        advice: String.raw`Choose a profile with --profile ('my team'), or create one. Run ${"`"}aws configure sso --profile 'it'\''s'${"`"} to set up SSO, or ${"`"}aws configure --profile 'it'\''s'${"`"} to set up an access key.`,
      }),
    );
    const many = Array.from({ length: 20 }, (_, place) => `p${place}`);
    expect(() => find(many, "x")).toThrow(
      expect.objectContaining({
        advice: expect.stringContaining("(p0, p1, p2, p3, p4, p5, p6, p7, ...)") as string,
      }),
    );
  });
});

describe("advice without credentials", () => {
  const machine: { readonly config: AwsConfig; readonly env: Env } = { config, env: {} };
  const advise = (name: string | undefined, reason: string, env: Env = {}) => {
    const signIn = plan(name, env);
    if (signIn === undefined) throw new Error("There is a sign-in.");
    return adviseOn(signIn, reason, machine);
  };

  it.each([
    ["login", "whatever", "`aws login --profile login`"],
    ["web", "ENOENT: /token", "Check web_identity_token_file and role_arn"],
    ["keys", "no secret", "`aws configure --profile keys`"],
    ["Acme Dev", "Token is expired", "`aws sso login --profile 'Acme Dev'`"],
    ["role", "MultiFactorAuthentication failed with invalid MFA one time pass code.", "type a new code"],
    ["role", "The security token included in the request is invalid", "`aws configure --profile keys`"],
    ["chain", "Token is expired", "`aws sso login --profile 'Acme Dev'`"],
    ["machine", "no role", "source_profile"],
  ])("profile %s, and the SDK reports: %s", (name, reason, todo) => {
    expect(advise(name, reason).todo).toContain(todo);
  });

  it("names the variable of a web identity", () => {
    expect(advise(undefined, "ENOENT", token).wrong).toBe(
      "The web identity of AWS_WEB_IDENTITY_TOKEN_FILE returned no credentials: ENOENT.",
    );
  });
});
