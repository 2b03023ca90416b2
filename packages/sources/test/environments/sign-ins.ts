import { signInConfig as config } from "./sign-in-config.ts";
import { key, keyInEnv, since2, windows, type Environment } from "./environment.ts";

const print = `echo '{"Version": 1, "AccessKeyId": "PRINTED", "SecretAccessKey": "s"}'\n`;
const printing = {
  "print.sh": print,
  "with space/print.sh": `test "$1" = 'a ; b' && test "$2" = '# c' && ${print}`,
};

/** Systems Manager at A and STS at B, unless the environment has others. */
const local = { AWS_ENDPOINT_URL_SSM: "{A}", AWS_ENDPOINT_URL_STS: "{B}" };

type Given = Omit<Environment, "about" | "config">;

const over = (profile: string, about: string, { env = {}, ...given }: Given): Environment => ({
  about,
  config,
  argv: ["--profile", profile],
  files: { token: "the-token", ...printing },
  differs: since2,
  env: { ...local, ...env },
  ...given,
});

const refused = (profile: string, about: string, more: Given = {}): Environment =>
  over(profile, about, { refused: "configuration", differs: {}, ...more });

const assumed = [windows("A", "ROLE")];

/** Roles, web identities, programs, containers and instances. */
export const signIns: readonly Environment[] = [
  over("role", "a role", { requests: ["B AssumeRole KEYS eu-west-1", ...assumed] }),
  over("role", "a role of AWS_PROFILE", {
    argv: [],
    env: { AWS_PROFILE: "role" },
    requests: ["B AssumeRole KEYS eu-west-1", ...assumed],
  }),
  over("role", "a role beside keys in variables", {
    env: keyInEnv,
    requests: ["B AssumeRole KEYS eu-west-1", ...assumed],
  }),
  over("role", "a role of AWS_PROFILE beside keys in variables", {
    argv: [],
    env: { AWS_PROFILE: "role", ...keyInEnv },
    requests: [windows("A", "ENV")],
  }),
  over("role", "a role in the region of the flag", {
    argv: ["--profile", "role", "--region", "eu-north-1"],
    requests: ["B AssumeRole KEYS eu-north-1", windows("A", "ROLE", "eu-north-1")],
  }),
  over("role-north", "a role in the region of its profile", {
    requests: ["B AssumeRole KEYS eu-north-1", windows("A", "ROLE", "eu-north-1")],
  }),
  over("role-here", "a role at the endpoint of its profile, not of its source's", {
    env: { AWS_ENDPOINT_URL_SSM: "", AWS_ENDPOINT_URL_STS: "" },
    requests: ["B AssumeRole ELSEWHERE eu-west-1", windows("B", "ROLE")],
  }),
  over("role-services", "a role at the endpoint of its services section", {
    env: { AWS_ENDPOINT_URL_SSM: "", AWS_ENDPOINT_URL_STS: "" },
    requests: ["D AssumeRole KEYS eu-west-1", windows("C", "ROLE")],
  }),
  over("role", "a role beside the flag for an endpoint, which STS does not use", {
    argv: ["--profile", "role", "--endpoint-url", "{C}"],
    requests: ["B AssumeRole KEYS eu-west-1", windows("C", "ROLE")],
  }),
  over("chain", "a role over a role", {
    requests: ["B AssumeRole KEYS eu-west-1", "B AssumeRole ROLE eu-west-1", ...assumed],
  }),
  over("self", "a role over the profile's own key", {
    requests: ["B AssumeRole SELF eu-west-1", ...assumed],
  }),
  over("role-and-keys", "a role beside the profile's own key", {
    requests: ["B AssumeRole KEYS eu-west-1", ...assumed],
  }),
  over("over-role-and-keys", "a role over a profile with a role and a key", {
    requests: ["B AssumeRole OWN eu-west-1", ...assumed],
  }),
  refused("role-without-region", "a role without a region", { requests: [] }),
  refused("role-lost-services", "a role whose services section does not exist", {
    env: { AWS_ENDPOINT_URL_STS: "" },
    requests: [],
  }),
  refused("loop", "roles in a circle"),
  refused("orphan", "a role over a profile that does not exist"),
  refused("over-bare", "a role over a profile without credentials"),
  refused("no-source", "a role without a source"),
  refused("two-sources", "a role with two sources"),
  refused("odd-source", "a role with a source that does not exist"),
  refused("small-source", "a role with a source in small letters", { env: keyInEnv }),
  over("env-role", "a role over variables", {
    env: keyInEnv,
    requests: ["B AssumeRole ENV eu-west-1", ...assumed],
  }),
  refused("env-role", "a role over variables that are not set"),
  over("container-role", "a role over a container", {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "{D}/credentials" },
    requests: ["D /credentials", "B AssumeRole CONTAINER eu-west-1", ...assumed],
  }),
  over("instance-role", "a role over an instance", {
    env: { AWS_EC2_METADATA_DISABLED: "false", AWS_EC2_METADATA_SERVICE_ENDPOINT: "{D}" },
    requests: ["D metadata", "B AssumeRole INSTANCE eu-west-1", ...assumed],
  }),
  // Web identities.
  over("web", "a web identity", { requests: ["B AssumeRoleWithWebIdentity", windows("A", "WEB")] }),
  refused("web-gone", "a web identity without its file"),
  over("over-web", "a role over a web identity", {
    requests: ["B AssumeRoleWithWebIdentity", "B AssumeRole WEB eu-west-1", ...assumed],
  }),
  over("", "a web identity of variables", {
    argv: [],
    env: { AWS_WEB_IDENTITY_TOKEN_FILE: "{HOME}/token", AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/e" },
    requests: ["B AssumeRoleWithWebIdentity", windows("A", "WEB")],
  }),
  over("", "a web identity of variables before AWS_PROFILE's key", {
    argv: [],
    env: {
      AWS_PROFILE: "keys",
      AWS_WEB_IDENTITY_TOKEN_FILE: "{HOME}/token",
      AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/e",
    },
    requests: ["B AssumeRoleWithWebIdentity", windows("A", "WEB")],
  }),
  over("keys", "the flag before a web identity of variables", {
    env: { AWS_WEB_IDENTITY_TOKEN_FILE: "{HOME}/token", AWS_ROLE_ARN: "arn:aws:iam::123456789012:role/e" },
    requests: [windows("A", "KEYS")],
  }),
  over("", "a web identity of variables without a role", {
    argv: [],
    env: { AWS_WEB_IDENTITY_TOKEN_FILE: "{HOME}/token" },
    refused: "configuration",
    differs: {},
  }),
  // Programs.
  over("printed", "a program", { requests: [windows("A", "PRINTED")] }),
  over("printed-spaces", "a program with spaces and quotes", { requests: [windows("A", "PRINTED")] }),
  over("printed-and-keys", "a program before the config file's key", { requests: [windows("A", "PRINTED")] }),
  over("printed-and-keys", "the credentials file's key before a program", {
    credentials: `[printed-and-keys]\n${key("CREDS")}`,
    requests: [windows("A", "CREDS")],
  }),
  over("over-printed", "a role over a program", { requests: ["B AssumeRole PRINTED eu-west-1", ...assumed] }),
  refused("printed-junk", "a program that prints something else"),
  refused("printed-version", "a program of another version"),
  refused("printed-half", "a program that prints half a key"),
  refused("printed-fail", "a program that fails"),
  refused("printed-missing", "a program that does not exist"),
  refused("printed-expired", "a program with an expired session"),
  // Machines.
  over("bare", "a container", {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "{D}/credentials" },
    requests: ["D /credentials", windows("A", "CONTAINER")],
  }),
  over("", "a container without a profile", {
    argv: [],
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "{D}/credentials" },
    requests: ["D /credentials", windows("A", "CONTAINER")],
  }),
  over("keys", "a key before a container", {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "{D}/credentials" },
    requests: [windows("A", "KEYS")],
  }),
  refused("bare", "a container that refuses", { env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "{D}/denied" } }),
  over("bare", "a container that cannot be reached", {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1/credentials" },
    refused: "unreachable",
    differs: {},
  }),
  over("bare", "a container that fails", {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "{D}/failing" },
    refused: "unreachable",
    differs: {},
  }),
  refused("bare", "a container's address on another machine without TLS", {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://example.test/credentials" },
  }),
  over("bare", "an instance", {
    env: { AWS_EC2_METADATA_DISABLED: "false", AWS_EC2_METADATA_SERVICE_ENDPOINT: "{D}" },
    requests: ["D metadata", windows("A", "INSTANCE")],
  }),
  refused("bare", "an instance whose metadata is disabled", {
    env: { AWS_EC2_METADATA_DISABLED: "True", AWS_EC2_METADATA_SERVICE_ENDPOINT: "{D}" },
  }),
  over("bare", "an instance whose metadata another word does not disable", {
    env: { AWS_EC2_METADATA_DISABLED: "1", AWS_EC2_METADATA_SERVICE_ENDPOINT: "{D}" },
    requests: ["D metadata", windows("A", "INSTANCE")],
  }),
  refused("half", "half a key is not completed by a container", {
    env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: "{D}/credentials" },
  }),
  // A network that fails.
  over("role", "STS that cannot be reached", {
    env: { AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" },
    refused: "unreachable",
    differs: {},
  }),
  over("role", "STS that fails", {
    env: { AWS_ENDPOINT_URL_STS: "{D}/failing" },
    refused: "unreachable",
    differs: since2,
  }),
  over("role", "AWS's STS behind a proxy that refuses", {
    env: { AWS_ENDPOINT_URL_STS: "", HTTPS_PROXY: "{PROXY}" },
    requests: ["sts.eu-west-1.amazonaws.com:443"],
    differs: {},
  }),
  over("role", "AWS's STS with the older global endpoint", {
    env: { AWS_ENDPOINT_URL_STS: "", AWS_STS_REGIONAL_ENDPOINTS: "legacy", HTTPS_PROXY: "{PROXY}" },
    requests: ["sts.eu-west-1.amazonaws.com:443"],
    differs: { 1: "version 2 and Windowpane always ask the STS of the region" },
  }),
  over("role", "AWS's STS with FIPS", {
    argv: ["--profile", "role", "--region", "us-east-1"],
    env: { AWS_ENDPOINT_URL_STS: "", AWS_USE_FIPS_ENDPOINT: "true", HTTPS_PROXY: "{PROXY}" },
    requests: ["sts-fips.us-east-1.amazonaws.com:443"],
    differs: {},
  }),
  over("role", "AWS's STS of the European Sovereign Cloud", {
    argv: ["--profile", "role", "--region", "eusc-de-east-1"],
    env: { AWS_ENDPOINT_URL_STS: "", HTTPS_PROXY: "{PROXY}" },
    requests: ["sts.eusc-de-east-1.amazonaws.eu:443"],
  }),
];
