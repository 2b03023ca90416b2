import type { Transport } from "@windowpane/core";
import { httpTransport, type HeaderProvider } from "@windowpane/transport-http";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource, Platform } from "../source/source.ts";
import { withDoorWords } from "./http-door.ts";
import { isLoopback } from "../source/loopback.ts";
import { nodeFetch } from "./node-fetch.ts";
import { refuseAwsOptions } from "../source/refuse-aws-options.ts";

/**
 * A Windowpane API, or any endpoint that speaks as Systems Manager does and wants no signature. The token is in
 * WINDOWPANE_TOKEN: words of a command line are seen by everybody on the machine.
 *
 * @throws UsageError for an address that cannot be asked; ConfigurationError for a token that must not be sent there.
 */
export const httpSource: OpenSource = async (options) => {
  const { detail, platform } = options;
  const { env } = platform;
  refuseAwsOptions(options, "an HTTP source");
  const url = readAddress(detail);
  const token = readToken(env, url);
  const authorize: HeaderProvider | undefined =
    token === undefined ? undefined : () => ({ authorization: `Bearer ${token}` });
  const transport: Transport = httpTransport({
    url: url.href,
    fetch: nodeFetch(url.href, { env }),
    headers: { "user-agent": "windowpane" },
    authorize,
  });
  return {
    transport: withDoorWords(transport, { origin: url.origin, hasToken: token !== undefined }),
    permittedBy: "endpoint",
    budget: { owner: url.origin },
  };
};

const readAddress = (text: string): URL => {
  if (!URL.canParse(text)) {
    throw new SourceError(
      "usage",
      `--source cannot be "${text}".`,
      "Give an address such as http://localhost:8080.",
    );
  }
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    throw new SourceError(
      "usage",
      "The address after --source carries a user or a password, which everybody on this machine can read.",
      "Leave them out, and put a token into WINDOWPANE_TOKEN.",
    );
  }
  return url;
};

const readToken = (env: Platform["env"], url: URL): string | undefined => {
  // A file's last line ends with a line end, which is not the token's.
  const token = env["WINDOWPANE_TOKEN"]?.trim() ?? "";
  if (token === "") return undefined;
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw new SourceError(
      "configuration",
      "WINDOWPANE_TOKEN holds what no bearer token can: other characters than letters, digits and -._~+/=.",
      "Set it to the token alone.",
    );
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname) && env["WINDOWPANE_TOKEN_OVER_HTTP"] !== "1") {
    throw new SourceError(
      "configuration",
      `The token in WINDOWPANE_TOKEN would go to ${url.origin} for everybody on the way to read.`,
      "Use https://, unset WINDOWPANE_TOKEN, or set WINDOWPANE_TOKEN_OVER_HTTP=1 if the network is yours.",
    );
  }
  return token;
};
