/** Problems of the REST API, as data: responses, OpenAPI document, reference page and types come from this table. */

interface ProblemRow {
  readonly status: number;
  /** The same for every occurrence, as RFC 9457 requires. */
  readonly title: string;
  /** Cause and remedy, for the reference page. */
  readonly about: string;
}

export const problems = {
  "malformed-url": {
    status: 400,
    title: "Malformed URL",
    about:
      "The URL has a percent sign without two hexadecimal digits, or bytes that are not UTF-8. Encode it again.",
  },
  "invalid-request": {
    status: 400,
    title: "Invalid request",
    about: "`errors` lists every invalid parameter or body member. Nothing was sent to AWS.",
  },
  "invalid-input": {
    status: 400,
    title: "Input rejected by AWS",
    about:
      "AWS rejected the request for a reason that its published model does not include, such as an expired token or an unknown filter.",
  },
  "not-authenticated": {
    status: 401,
    title: "Authentication required",
    about: "The request has no credentials, or invalid ones. For invalid ones, `code` is AWS's error code.",
  },
  "not-allowed": {
    status: 403,
    title: "Not allowed",
    about: "The caller does not have the role that the route requires.",
  },
  "cross-origin": {
    status: 403,
    title: "Cross-origin request refused",
    about:
      "A web page of another origin sent the request. The host can allow origins (CORS). Links to GET routes work from everywhere.",
  },
  "route-not-found": {
    status: 404,
    title: "Route not found",
    about: "No route matches this path. See `/openapi.json` for the list.",
  },
  "not-found": {
    status: 404,
    title: "Not found",
    about:
      "The ID is well-formed, but AWS does not find it. An execution may have expired: AWS keeps its history for about 30 days.",
  },
  "no-archive": {
    status: 404,
    title: "No archive",
    about:
      "The server has no archive of earlier runs, or not the part that the route reads. It can only show what AWS keeps: about 30 days. The operator of the server can configure one.",
  },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    about: "The `Allow` header lists the methods of the route.",
  },
  "not-acceptable": {
    status: 406,
    title: "Not acceptable",
    about: "The route supports none of the media types in `Accept`. `available` lists the supported ones.",
  },
  "body-too-large": {
    status: 413,
    title: "Request body too large",
    about: "The limit is 64 KiB, unless the host sets another one. Send a smaller body.",
  },
  "url-too-long": {
    status: 414,
    title: "URL too long",
    about: "The limit is 8,192 characters.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "Unsupported media type",
    about: "Send `content-type: application/json`.",
  },
  "host-not-allowed": {
    status: 421,
    title: "Host name not allowed",
    about:
      "A server on loopback answers only to localhost and loopback addresses, because a web page could reach it under another name (DNS rebinding). Behind a reverse proxy that forwards the host name, allow the name with `--allowed-host`.",
  },
  "too-many-requests": {
    status: 429,
    title: "Rate limited",
    about: "The caller has reached its rate limit. Retry after the number of seconds in `Retry-After`.",
  },
  "too-many-scans": {
    status: 429,
    title: "Too many concurrent scans",
    about:
      "Reports, whole lists, event streams and pages of failures, executions or counts scan many pages of AWS. Wait until one of the caller's scans has finished.",
  },
  "throttled-by-aws": {
    status: 429,
    title: "Throttled by AWS",
    about:
      "The account has used up its request quota, for this server or for other clients. Retry after the number of seconds in `Retry-After`.",
  },
  internal: {
    status: 500,
    title: "Internal error",
    about: "This server has an unexpected error. Its log has the details under the request ID.",
  },
  "rejected-by-aws": {
    status: 502,
    title: "Server rejected by AWS",
    about:
      "The server's AWS credentials are invalid or lack a permission. Tell its operator. The status is not 401 or 403, because those refer to the caller's credentials.",
  },
  "failed-at-aws": {
    status: 502,
    title: "Internal error of AWS",
    about: "Retry later.",
  },
  "no-response": {
    status: 502,
    title: "No response from AWS",
    about: "The connection between this server and AWS failed. Retry.",
  },
  "invalid-response": {
    status: 502,
    title: "Invalid response from AWS",
    about: "The response does not have the documented shape. Report it to the maintainers of Windowpane.",
  },
  "stalled-list": {
    status: 502,
    title: "Pagination stalled",
    about: "AWS returned the same token twice, so the rest of the list cannot be read. Retry.",
  },
  "too-many-aws-requests": {
    status: 502,
    title: "Too many requests to AWS",
    about:
      "The response needs more requests to AWS than this server allows. Resume from the token in the response, or request less.",
  },
  "unread-locations": {
    status: 502,
    title: "Accounts or regions not read",
    about:
      "A list over several accounts and regions has ended, and some of them could not be read. The pages before have all items of the others. `gaps` has the reason and what to do for each. Requesting the same page again tries them again.",
  },
  "not-ready": {
    status: 503,
    title: "Not ready",
    about: "Only `/readyz` responds with this problem. Retry in a moment.",
  },
  "account-unavailable": {
    status: 503,
    title: "Account unavailable",
    about:
      "The part of this server that reads the account restarts, or has too many requests. Retry after the number of seconds in `Retry-After`.",
  },
  "authentication-unavailable": {
    status: 503,
    title: "Authentication unavailable",
    about:
      "The keys of Cloudflare Access cannot be fetched, so this server cannot check the token, which can be valid. Retry after the number of seconds in `Retry-After`.",
  },
  "timed-out": {
    status: 504,
    title: "Timed out",
    about:
      "The response took too long, usually because AWS is slow. Pending requests to AWS were aborted. Request less, or retry later.",
  },
} as const satisfies Record<string, ProblemRow>;

/** Name of a problem, which is the end of its `type`. */
export type ProblemName = keyof typeof problems;
