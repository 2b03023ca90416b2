import { httpTransport } from "@windowpane/transport-http";
import { isLoopback } from "../source/loopback.ts";
import { refuseAwsOptions } from "../source/refuse-aws-options.ts";
import { SourceError } from "../source/source-error.ts";
import type { OpenSource, Platform } from "../source/source.ts";
import { withAccessErrors } from "./access-errors.ts";
import { nodeFetch, nodeGet } from "./node-fetch.ts";

/**
 * A Windowpane API, or any endpoint with Systems Manager's protocol that requires no signatures. The token is in WINDOWPANE_TOKEN,
 * as other users of the machine can read command lines.
 *
 * @throws SourceError for an invalid URL, or a token that must not be sent to it.
 */
export const httpSource: OpenSource = async (options) => {
  const { detail, platform, network } = options;
  const { env } = platform;
  refuseAwsOptions(options, "an HTTP source");
  const url = readUrl(detail);
  const token = readToken(env, url);
  const authorize = token === undefined ? undefined : () => ({ authorization: `Bearer ${token}` });
  const transport = httpTransport({
    url: url.href,
    fetch: nodeFetch(url.href, { env, network }),
    headers: { "user-agent": "windowpane" },
    authorize,
  });
  return {
    transport: withAccessErrors(transport, { origin: url.origin, hasToken: token !== undefined }),
    get: async (address, { headers, signal }) =>
      nodeGet(
        address,
        { headers: { ...headers, "user-agent": "windowpane", ...authorize?.() }, signal },
        { env, network },
      ),
    permittedBy: "endpoint",
    budget: { owner: url.origin },
  };
};

const readUrl = (text: string): URL => {
  if (!URL.canParse(text)) {
    throw new SourceError(
      "usage",
      `--source "${text}" is not a valid URL.`,
      "Use one such as http://localhost:8080.",
    );
  }
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    throw new SourceError(
      "usage",
      "The URL in --source contains a user name or password, which other users of this machine can read.",
      "Remove it, and set WINDOWPANE_TOKEN to a token.",
    );
  }
  return url;
};

const readToken = (env: Platform["env"], url: URL): string | undefined => {
  // The last line of a file ends with a line break, which is not part of the token.
  const token = env["WINDOWPANE_TOKEN"]?.trim() ?? "";
  if (token === "") return undefined;
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw new SourceError(
      "configuration",
      "WINDOWPANE_TOKEN is not a valid bearer token: it contains characters other than letters, digits and -._~+/=.",
      "Set it to the token only.",
    );
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname) && env["WINDOWPANE_TOKEN_OVER_HTTP"] !== "1") {
    throw new SourceError(
      "configuration",
      `The token in WINDOWPANE_TOKEN would be sent to ${url.origin} without encryption.`,
      "Use https://, unset WINDOWPANE_TOKEN, or set WINDOWPANE_TOKEN_OVER_HTTP=1 if you trust the network.",
    );
  }
  return token;
};
