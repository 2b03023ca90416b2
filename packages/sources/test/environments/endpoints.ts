import { key, since2, windows, type Environment } from "./environment.ts";

const config = `
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

const over = { HTTPS_PROXY: "{PROXY}" };

type Given = Omit<Environment, "about" | "config">;

const with_ = (about: string, given: Given): Environment => ({ about, config, differs: since2, ...given });

/** AWS's own endpoint of a region: the proxy shows its host. */
const own = (about: string, host: string, argv: readonly string[], more: Given = {}): Environment => ({
  about,
  config,
  requests: [host],
  argv,
  ...more,
  env: { ...over, ...more.env },
});

const flag = ["--endpoint-url", "{A}"];

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
  // The proxy.
  own("a proxy without a scheme", "ssm.eu-west-1.amazonaws.com:443", [], {
    env: { HTTPS_PROXY: "{PROXY_HOST}" },
  }),
  own("a proxy in lower case", "ssm.eu-west-1.amazonaws.com:443", [], {
    env: { HTTPS_PROXY: "http://127.0.0.1:1", https_proxy: "{PROXY}" },
  }),
  own("a proxy with a user and password", "ssm.eu-west-1.amazonaws.com:443", [], {
    env: { HTTPS_PROXY: "http://me:p%40ss@{PROXY_HOST}" },
  }),
  own("a list of hosts without a proxy that does not name this one", "ssm.eu-west-1.amazonaws.com:443", [], {
    env: { NO_PROXY: "example.com,.internal,169.254.169.254" },
  }),
  own("a list in lower case wins", "ssm.eu-west-1.amazonaws.com:443", [], {
    env: { NO_PROXY: "*", no_proxy: "example.com" },
  }),
  {
    about: "a proxy of another kind",
    config,
    env: { HTTPS_PROXY: "socks5://{PROXY_HOST}" },
    refused: "configuration",
  },
  { about: "an invalid proxy", config, env: { HTTPS_PROXY: "not a proxy" }, refused: "configuration" },
  {
    about: "a proxy that nothing listens to",
    config,
    env: { HTTPS_PROXY: "http://127.0.0.1:1", AWS_MAX_ATTEMPTS: "1" },
    refused: "unreachable",
  },
  {
    about: "a proxy for HTTP beside an HTTPS endpoint of another",
    config,
    env: { ...over, HTTP_PROXY: "http://127.0.0.1:1" },
    requests: ["ssm.eu-west-1.amazonaws.com:443"],
  },
  {
    about: "a proxy for HTTPS beside an endpoint with HTTP",
    config,
    argv: flag,
    env: { HTTPS_PROXY: "http://127.0.0.1:1" },
    requests: [windows("A", "DEFAULT")],
  },
  {
    about: "a proxy for everything, which other programs read",
    config,
    argv: flag,
    env: { ALL_PROXY: "socks5://127.0.0.1:1" },
    requests: [windows("A", "DEFAULT")],
  },
  {
    about: "a proxy for this machine",
    config,
    argv: flag,
    env: { HTTP_PROXY: "http://127.0.0.1:1" },
    requests: [windows("A", "DEFAULT")],
    differs: { 1: "it uses the proxy for this machine, too", 2: "it uses the proxy for this machine, too" },
  },
  // Certificates.
  {
    about: "a bundle of certificates that does not exist",
    config,
    argv: ["--endpoint-url", "https://127.0.0.1:1"],
    env: { AWS_CA_BUNDLE: "{HOME}/gone.pem" },
    refused: "configuration",
  },
  {
    about: "a bundle that is not one",
    config,
    files: { "not.pem": "nothing" },
    argv: ["--endpoint-url", "https://127.0.0.1:1"],
    env: { AWS_CA_BUNDLE: "{HOME}/not.pem" },
    refused: "configuration",
  },
];
