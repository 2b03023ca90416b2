import { key, since2, windows, type Environment } from "./environment.ts";

/** Profiles with endpoints in all places. */
export const config = `
[default]
region = eu-west-1
${key("DEFAULT")}
[profile all]
region = eu-west-1
endpoint_url = {B}
${key("ALL")}
[profile svc]
region = eu-west-1
services = local
${key("SVC")}
[profile both]
region = eu-west-1
services = local
endpoint_url = {B}
${key("BOTH")}
[profile rest]
region = eu-west-1
services = without-ssm
endpoint_url = {B}
${key("REST")}
[profile ignoring]
region = eu-west-1
services = local
endpoint_url = {B}
ignore_configured_endpoint_urls = true
${key("IGNORING")}
[profile nowhere]
region = eu-west-1
services = missing
${key("NOWHERE")}
[services empty]
[profile empty]
region = eu-west-1
services = empty
endpoint_url = {B}
${key("EMPTY")}
[profile path]
region = eu-west-1
endpoint_url = {B}/with/path/
${key("PATH")}
[ profile indented ]
region = eu-west-1
${key("INDENTED")}
[profile fips]
region = us-east-1
use_fips_endpoint = true
${key("FIPS")}
[profile dual]
region = us-east-1
use_dualstack_endpoint = true
${key("DUAL")}
[services local]
ssm =
  endpoint_url = {C}
sts =
  endpoint_url = {D}
[services without-ssm]
s3 =
  endpoint_url = {D}
[services 'with space']
ssm =
  endpoint_url = {C}
[profile spaced]
region = eu-west-1
services = with space
${key("SPACED")}
`;

/** The proxy that shows hosts. */
export const over = { HTTPS_PROXY: "{PROXY}" };

/** The rest of an environment. */
export type Given = Omit<Environment, "about" | "config">;

const with_ = (about: string, given: Given): Environment => ({ about, config, differs: since2, ...given });

/** AWS's own endpoint of a region: the proxy shows its host. */
export const own = (about: string, host: string, argv: readonly string[], more: Given = {}): Environment => ({
  about,
  config,
  requests: [host],
  argv,
  ...more,
  env: { ...over, ...more.env },
});

/** The flag for the endpoint at A. */
export const flag = ["--endpoint-url", "{A}"];

/** Which host is asked. */
export const endpoints: readonly Environment[] = [
  with_("the flag before all", {
    argv: [...flag, "--profile", "both"],
    env: { AWS_ENDPOINT_URL: "{D}", AWS_ENDPOINT_URL_SSM: "{D}" },
    requests: [windows("A", "BOTH")],
    differs: {},
  }),
  with_("the variable of the service", {
    env: { AWS_ENDPOINT_URL_SSM: "{A}", AWS_ENDPOINT_URL: "{D}" },
    argv: ["--profile", "both"],
    requests: [windows("A", "BOTH")],
  }),
  with_("the variable of all services", {
    env: { AWS_ENDPOINT_URL: "{A}" },
    argv: ["--profile", "both"],
    requests: [windows("A", "BOTH")],
  }),
  with_("an empty flag, which never leads to another endpoint", {
    argv: ["--endpoint-url", "", "--profile", "all"],
    env: { AWS_ENDPOINT_URL: "{D}" },
    refused: "usage",
    differs: {},
  }),
  with_("an empty variable", {
    env: { AWS_ENDPOINT_URL: "", AWS_ENDPOINT_URL_SSM: "" },
    argv: ["--profile", "both"],
    requests: [windows("C", "BOTH")],
  }),
  with_("the variable of another service", {
    env: { AWS_ENDPOINT_URL_S3: "{A}" },
    argv: ["--profile", "all"],
    requests: [windows("B", "ALL")],
  }),
  with_("the services section", { argv: ["--profile", "svc"], requests: [windows("C", "SVC")] }),
  with_("the services section of AWS_PROFILE", {
    env: { AWS_PROFILE: "svc" },
    requests: [windows("C", "SVC")],
  }),
  with_("the services section before the profile's endpoint", {
    argv: ["--profile", "both"],
    requests: [windows("C", "BOTH")],
  }),
  with_("the profile's endpoint for a service that its section lacks", {
    argv: ["--profile", "rest"],
    requests: [windows("B", "REST")],
  }),
  with_("a services section with a space", {
    argv: ["--profile", "spaced"],
    requests: [windows("C", "SPACED")],
  }),
  with_("the profile's endpoint", { argv: ["--profile", "all"], requests: [windows("B", "ALL")] }),
  with_("ignored endpoints of the profile", {
    argv: ["--profile", "ignoring"],
    env: over,
    requests: ["ssm.eu-west-1.amazonaws.com:443"],
    differs: {},
  }),
  with_("ignored endpoints of variables", {
    env: {
      ...over,
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "TRUE",
      AWS_ENDPOINT_URL: "{A}",
      AWS_ENDPOINT_URL_SSM: "{A}",
    },
    argv: ["--profile", "both"],
    requests: ["ssm.eu-west-1.amazonaws.com:443"],
    differs: {},
  }),
  with_("ignored endpoints beside the flag", {
    argv: [...flag, "--profile", "ignoring"],
    requests: [windows("A", "IGNORING")],
    differs: {},
  }),
  with_("endpoints that the variable does not ignore after all", {
    env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false" },
    argv: ["--profile", "ignoring"],
    requests: [windows("C", "IGNORING")],
  }),
  with_("a word that is not true", {
    env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "1" },
    argv: ["--profile", "all"],
    requests: [windows("B", "ALL")],
  }),
  with_("a services section that does not exist", {
    argv: ["--profile", "nowhere"],
    refused: "configuration",
  }),
  with_("a services section that does not exist, of AWS_PROFILE", {
    env: { AWS_PROFILE: "nowhere" },
    refused: "configuration",
  }),
  with_("a services section that does not exist, beside a variable", {
    argv: ["--profile", "nowhere"],
    env: { AWS_ENDPOINT_URL: "{A}" },
    requests: [windows("A", "NOWHERE")],
  }),
  with_("an invalid endpoint", {
    argv: ["--endpoint-url", "127.0.0.1"],
    refused: "usage",
    differs: {},
  }),
  with_("an invalid endpoint of a variable", {
    env: { AWS_ENDPOINT_URL: "localhost:80" },
    refused: "configuration",
  }),
  with_("a services section without members", { argv: ["--profile", "empty"], refused: "configuration" }),
  with_("an endpoint with a path", { argv: ["--profile", "path"], requests: [windows("B", "PATH")] }),
  with_("a section with a space before its kind", {
    argv: [...flag, "--profile", "indented"],
    refused: "configuration",
    differs: {},
  }),
  with_("an endpoint in capitals", {
    argv: ["--endpoint-url", "HTTP://{A_HOST}"],
    requests: [windows("A", "DEFAULT")],
    differs: {},
  }),
  with_("an endpoint by name", {
    argv: ["--endpoint-url", "http://localhost:{A_PORT}"],
    requests: [windows("A", "DEFAULT")],
    differs: {},
  }),
  // FIPS and dual stack.
  with_("FIPS of the variable beside the flag", {
    argv: flag,
    env: { AWS_USE_FIPS_ENDPOINT: "true" },
    requests: [windows("A", "DEFAULT")],
    differs: {},
  }),
  with_("FIPS of the profile beside the flag", {
    argv: [...flag, "--profile", "fips"],
    requests: [windows("A", "FIPS", "us-east-1")],
    differs: {},
  }),
  with_("dual stack of the profile beside a variable", {
    argv: ["--profile", "dual"],
    env: { AWS_ENDPOINT_URL: "{A}" },
    requests: [windows("A", "DUAL", "us-east-1")],
  }),
  own("FIPS of the profile", "ssm-fips.us-east-1.amazonaws.com:443", ["--profile", "fips"]),
  own("FIPS of the variable", "ssm-fips.us-east-1.amazonaws.com:443", ["--region", "us-east-1"], {
    env: { AWS_USE_FIPS_ENDPOINT: "True" },
  }),
  own("FIPS that the variable switches off", "ssm.us-east-1.amazonaws.com:443", ["--profile", "fips"], {
    env: { AWS_USE_FIPS_ENDPOINT: "false" },
  }),
  own("FIPS with a word that is not true", "ssm.us-east-1.amazonaws.com:443", ["--region", "us-east-1"], {
    env: { AWS_USE_FIPS_ENDPOINT: "yes" },
  }),
  own("dual stack", "ssm.us-east-1.api.aws:443", ["--profile", "dual"]),
  own("dual stack and FIPS", "ssm-fips.us-east-1.api.aws:443", ["--profile", "dual"], {
    env: { AWS_USE_FIPS_ENDPOINT: "true" },
  }),
  // Partitions.
  own("AWS's endpoint", "ssm.eu-west-1.amazonaws.com:443", []),
  own("China", "ssm.cn-north-1.amazonaws.com.cn:443", ["--region", "cn-north-1"]),
  own("GovCloud", "ssm.us-gov-west-1.amazonaws.com:443", ["--region", "us-gov-west-1"]),
  own("GovCloud with FIPS", "ssm.us-gov-west-1.amazonaws.com:443", ["--region", "us-gov-west-1"], {
    env: { AWS_USE_FIPS_ENDPOINT: "true" },
  }),
  own("the European Sovereign Cloud", "ssm.eusc-de-east-1.amazonaws.eu:443", ["--region", "eusc-de-east-1"], {
    differs: since2,
  }),
  own("the isolated regions", "ssm.us-iso-east-1.c2s.ic.gov:443", ["--region", "us-iso-east-1"]),
  own("a region that no partition has", "ssm.xx-new-1.amazonaws.com:443", ["--region", "xx-new-1"]),
];
