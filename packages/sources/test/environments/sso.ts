import { key, keyInEnv, since2, windows, type Environment } from "./environment.ts";

const account = "sso_account_id = 123456789012\nsso_role_name = ReadOnly\n";

const config = `
[sso-session corp]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
[sso-session 'Acme Dev']
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
[sso-session half]
sso_region = eu-west-1
[profile sso]
region = eu-west-1
sso_session = corp
${account}
[profile "with space"]
region = eu-west-1
sso_session = Acme Dev
${account}
[profile legacy]
region = eu-west-1
sso_start_url = https://acme.awsapps.com/legacy#/
sso_region = eu-west-1
${account}
[profile sso-and-keys]
region = eu-west-1
sso_session = corp
${account}${key("KEYS")}
[profile sso-at]
region = eu-west-1
sso_session = corp
services = sso-at
${account}
[services sso-at]
ssm =
  endpoint_url = {A}
sso =
  endpoint_url = {D}
[profile over-sso]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/r
source_profile = with space
[profile lost]
region = eu-west-1
sso_session = gone
${account}
[profile half]
region = eu-west-1
sso_session = half
${account}
[profile other-region]
region = eu-west-1
sso_session = corp
sso_region = us-east-1
${account}
[profile only-session]
region = eu-west-1
sso_session = corp
`;

const local = {
  AWS_ENDPOINT_URL_SSM: "{A}",
  AWS_ENDPOINT_URL_STS: "{B}",
  AWS_ENDPOINT_URL_SSO: "{C}",
  AWS_ENDPOINT_URL_SSO_OIDC: "{C}",
};

const valid = "2099-01-01T00:00:00Z";
const expired = "2020-01-01T00:00:00Z";

type Given = Omit<Environment, "about" | "config">;

const over = (profile: string, about: string, { env = {}, ...given }: Given): Environment => ({
  about,
  config,
  argv: ["--profile", profile],
  differs: since2,
  ssoTokens: { corp: valid, "Acme Dev": valid, "https://acme.awsapps.com/legacy#/": valid },
  env: { ...local, ...env },
  ...given,
});

const refused = (profile: string, about: string, more: Given = {}): Environment =>
  over(profile, about, { refused: "configuration", differs: {}, ...more });

const signedIn = ["C /federation/credentials", windows("A", "SSO")];

/** IAM Identity Center. */
export const sso: readonly Environment[] = [
  over("sso", "an SSO session", { requests: signedIn }),
  over("sso", "an SSO session of AWS_PROFILE", { argv: [], env: { AWS_PROFILE: "sso" }, requests: signedIn }),
  over("with space", "an SSO session whose name has a space", { requests: signedIn }),
  over("legacy", "SSO without a session", { requests: signedIn }),
  over("sso-and-keys", "SSO beside the profile's key", { requests: signedIn }),
  over("sso-at", "SSO at the endpoint of its services section", {
    env: { AWS_ENDPOINT_URL_SSM: "", AWS_ENDPOINT_URL_SSO: "" },
    requests: ["D /federation/credentials", windows("A", "SSO")],
  }),
  over("over-sso", "a role over SSO", {
    requests: ["C /federation/credentials", "B AssumeRole SSO eu-west-1", windows("A", "ROLE")],
  }),
  refused("sso", "an SSO session without a token", { ssoTokens: {} }),
  refused("sso", "an SSO session with an expired token", { ssoTokens: { corp: expired } }),
  over("sso", "an SSO session whose token is refreshed", {
    ssoTokens: { corp: `${expired}+` },
    requests: ["C /token", ...signedIn],
  }),
  over("with space", "an SSO session whose refresh cannot be reached", {
    ssoTokens: { "Acme Dev": `${expired}+` },
    env: { AWS_ENDPOINT_URL_SSO_OIDC: "http://127.0.0.1:1" },
    refused: "unreachable",
  }),
  over("sso", "an SSO session whose portal cannot be reached", {
    env: { AWS_ENDPOINT_URL_SSO: "http://127.0.0.1:1" },
    refused: "unreachable",
  }),
  over("sso", "an SSO session whose portal fails", {
    env: { AWS_ENDPOINT_URL_SSO: "{D}/failing" },
    refused: "unreachable",
  }),
  over("sso", "AWS's SSO portal", {
    env: { AWS_ENDPOINT_URL_SSO: "", HTTPS_PROXY: "{PROXY}" },
    requests: ["portal.sso.eu-west-1.amazonaws.com:443"],
    differs: {},
  }),
  refused("legacy", "SSO without a session, without a token", { ssoTokens: {} }),
  refused("lost", "an SSO session that does not exist"),
  refused("lost", "an SSO session that does not exist, beside keys in variables", {
    argv: [],
    env: { AWS_PROFILE: "lost", ...keyInEnv },
  }),
  refused("half", "an SSO session without a start URL"),
  refused("other-region", "an SSO session with another region than its profile"),
  refused("only-session", "an SSO session without an account, which is for tokens only"),
];
