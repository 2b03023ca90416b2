import { config, flag, over, own } from "./endpoints.ts";
import { windows, type Environment } from "./environment.ts";

/** Through which proxy, and with which certificates. */
export const proxies: readonly Environment[] = [
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
  {
    about: "a proxy for an endpoint with HTTP on another machine",
    config,
    argv: ["--endpoint-url", "http://ssm.example.test:8080/path"],
    env: { HTTP_PROXY: "{PROXY}" },
    requests: ["http://ssm.example.test:8080/path"],
  },
  {
    about: "a proxy for an endpoint with HTTPS on another machine",
    config,
    argv: ["--endpoint-url", "https://ssm.example.test:8443"],
    env: { HTTPS_PROXY: "{PROXY}" },
    requests: ["ssm.example.test:8443"],
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
