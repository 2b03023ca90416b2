/** What can go wrong at the REST door, as data: the documents, the reference page and the types are read off this table. */

interface ProblemRow {
  readonly status: number;
  /** The same for every occurrence, as RFC 9457 wants it. */
  readonly title: string;
  /** What it means and what to do, for the reference page. */
  readonly about: string;
}

export const problems = {
  "malformed-url": {
    status: 400,
    title: "The address cannot be read",
    about:
      "A percent sign without two hexadecimal digits, or bytes that are no UTF-8. Encode the address anew.",
  },
  "invalid-request": {
    status: 400,
    title: "The request breaks its rules",
    about:
      "`errors` lists every fault, each with the parameter or member it is about. Nothing was sent to AWS.",
  },
  "refused-input": {
    status: 400,
    title: "AWS does not take the request",
    about:
      "AWS found a fault that its published model does not tell: an expired token, a filter it does not know.",
  },
  "not-authenticated": {
    status: 401,
    title: "Nobody knows who asks",
    about:
      "The request carries no credential, or a wrong one. `code` is AWS's word for what is wrong with it.",
  },
  "not-allowed": {
    status: 403,
    title: "The caller may not do this",
    about: "The caller is known, but lacks the role that the route needs.",
  },
  "no-such-route": {
    status: 404,
    title: "There is nothing at this address",
    about: "No route has this path. `/openapi.json` lists them.",
  },
  "no-such-thing": {
    status: 404,
    title: "AWS does not know it",
    about:
      "The id is well formed, but AWS does not know it, or no longer: it forgets executions after some time.",
  },
  "method-not-allowed": {
    status: 405,
    title: "The route has no such method",
    about: "The header `Allow` lists the methods that it has.",
  },
  "not-acceptable": {
    status: 406,
    title: "There is no such form of the answer",
    about: "`available` lists the media types that the route can answer with.",
  },
  "body-too-large": {
    status: 413,
    title: "The body is too large",
    about: "Requests are small; the limit is 64 KiB unless the host has set another.",
  },
  "address-too-long": {
    status: 414,
    title: "The address is too long",
    about: "An address has at most 8,192 characters.",
  },
  "unsupported-media-type": {
    status: 415,
    title: "The body is in no form that is read here",
    about: "Send `content-type: application/json`.",
  },
  "too-many-requests": {
    status: 429,
    title: "The caller asks too often",
    about: "The header `Retry-After` says after how many seconds to ask again.",
  },
  "too-many-walks": {
    status: 429,
    title: "The caller has too many walks under way",
    about:
      "Reports, whole lists and event streams are walks over AWS's pages. Wait until one of yours has ended.",
  },
  "throttled-by-aws": {
    status: 429,
    title: "AWS throttles",
    about:
      "The account's quota of requests is used up, by this server or by others. Ask again after `Retry-After` seconds.",
  },
  internal: {
    status: 500,
    title: "Something is broken here",
    about: "A fault of this server. Its log holds the request id.",
  },
  "refused-by-aws": {
    status: 502,
    title: "AWS refuses this server",
    about:
      "The credentials of this server are not accepted, or lack a permission. That is its operator's to mend, so it is no 401 or 403: those are about the caller.",
  },
  "failed-at-aws": {
    status: 502,
    title: "AWS had an error of its own",
    about: "Ask again later.",
  },
  "no-answer": {
    status: 502,
    title: "No answer came from AWS",
    about: "The connection between this server and AWS broke. Ask again.",
  },
  "unreadable-answer": {
    status: 502,
    title: "AWS's answer cannot be read",
    about: "It has another shape than AWS documents. Tell the maintainers of Windowpane.",
  },
  "stalled-list": {
    status: 502,
    title: "AWS's pages go in a circle",
    about: "AWS gave the same token twice, so the rest of the list cannot be reached. Ask again.",
  },
  "too-much-work": {
    status: 502,
    title: "The answer needs too many requests to AWS",
    about: "This server asks AWS only so often for one answer. Go on from the token given, or ask for less.",
  },
  "not-ready": {
    status: 503,
    title: "The server is not ready",
    about: "Only `/readyz` says so. Ask again in a moment.",
  },
  "timed-out": {
    status: 504,
    title: "The answer took too long",
    about:
      "Mostly it is AWS that is slow. What was under way has been aborted. Ask for less at once, or later.",
  },
} as const satisfies Record<string, ProblemRow>;

/** The name of a problem, which ends its `type`. */
export type ProblemName = keyof typeof problems;
