/** What a gap is: its kind, why something is missing, and the next step. The only table of it. */
import { errorMeaning, type ErrorMeaning, type OperationName, type WindowpaneError } from "@windowpane/core";

/**
 * What kept something from being read. Stable from release to release.
 *
 * - `not-sent`: nothing was sent: credentials, region or endpoint are missing, expired or cannot be loaded.
 * - `credentials`: AWS received the request and rejected its credentials.
 * - `foreign`: something else than AWS responded: a sign-in page, a proxy, a firewall.
 * - `refused`: the caller lacks the permission.
 * - `throttled`: too many requests.
 * - `broken`: no response came, or only a part: a timeout, a closed connection.
 * - `fault`: AWS had an internal error.
 * - `not-found`: AWS does not know the ID, or its history has expired.
 * - `list`: the pages of a list do not lead to its end.
 * - `invalid`: AWS rejected the request itself.
 * - `unreadable`: the response has another shape than AWS documents.
 * - `missing`: a response lacks something that another one names.
 * - `unknown-status`: AWS gives a status that Windowpane does not know.
 * - `limit`: not requested, because a limit of Windowpane's own was reached.
 */
export const gapKinds = [
  "not-sent",
  "credentials",
  "foreign",
  "refused",
  "throttled",
  "broken",
  "fault",
  "not-found",
  "list",
  "invalid",
  "unreadable",
  "missing",
  "unknown-status",
  "limit",
] as const;

/** What kept something from being read; see `gapKinds`. */
export type GapKind = (typeof gapKinds)[number];

/** A gap in words. */
export interface GapText {
  /** Why something is missing, as the second half of a sentence, without a full stop. */
  readonly why: string;
  /** What to do, in one sentence. */
  readonly whatToDo: string;
}

/** The kind of the gap that an error leaves. */
export const gapKindOf = (error: WindowpaneError): GapKind => kinds[errorMeaning(error)];

/** Why a gap of this kind is there, and what to do about it. `operation`: what was requested. */
export const gapText = (kind: GapKind, operation: OperationName): GapText => texts[kind](operation);

/** The gap that an error leaves, in words. A few errors say more than their kind. */
export const explainError = (error: WindowpaneError, operation: OperationName): GapText => {
  const kind = gapKindOf(error);
  // Of a fault in the IDs only Windowpane can tell where they are from.
  if (kind === "invalid" && error.kind !== "service") {
    return {
      why: "an ID from one of AWS's responses is not valid as a parameter",
      whatToDo: `Check the IDs of the invocation, and call ${operation} by hand.`,
    };
  }
  if (kind === "list") return { ...gapText(kind, operation), why: listEnd(error) };
  return gapText(kind, operation);
};

/** Complete by its type: a new meaning needs its kind here. */
const kinds: Readonly<Record<ErrorMeaning, GapKind>> = {
  unsent: "not-sent",
  credentials: "credentials",
  denied: "refused",
  throttled: "throttled",
  "no-response": "broken",
  foreign: "foreign",
  fault: "fault",
  "not-found": "not-found",
  "stale-token": "list",
  stalled: "list",
  "invalid-input": "invalid",
  refused: "invalid",
  "invalid-output": "unreadable",
};

const texts: Readonly<Record<GapKind, (operation: OperationName) => GapText>> = {
  "not-sent": () => ({
    why: "the request was not sent",
    whatToDo:
      "Provide or renew the credentials (aws sso login), check the region and the endpoint, then try again.",
  }),
  credentials: () => ({
    why: "AWS rejected the credentials as invalid or expired",
    whatToDo: "Renew the credentials (aws sso login) and check this machine's clock, then try again.",
  }),
  foreign: () => ({
    why: "the response is not from AWS, but from a sign-in page, a proxy or a firewall",
    whatToDo:
      "Sign in to the network, or check the proxy (HTTPS_PROXY, NO_PROXY) and the endpoint, then try again.",
  }),
  refused: (operation) => ({
    why: "the caller lacks the permission",
    whatToDo: `Allow the caller ssm:${operation} (on Resource "*"), then try again.`,
  }),
  throttled: () => ({
    why: "AWS rejected too many requests, also after retries",
    whatToDo: "Try again later, or with a lower concurrency.",
  }),
  broken: () => ({
    why: "no response came, or it broke off",
    whatToDo: "Check the network connection, then try again.",
  }),
  fault: () => ({
    why: "AWS had an internal error",
    whatToDo: "Try again; if it persists, check the AWS Health Dashboard for Systems Manager.",
  }),
  "not-found": () => ({
    why: "Systems Manager does not know it, or no longer",
    whatToDo:
      "Run Command and Automation keep their history for 30 days: look in the S3 bucket or log group that the task writes to, and take snapshots of executions that must be kept.",
  }),
  list: () => ({
    why: "its list broke off",
    whatToDo:
      "Try again: the list is then read from its beginning. If it breaks off again, read the rest from the token given here.",
  }),
  invalid: (operation) => ({
    why: "AWS rejected the request",
    whatToDo: `Read AWS's message (--debug shows it), and call ${operation} by hand.`,
  }),
  unreadable: (operation) => ({
    why: "the response has another shape than AWS documents",
    whatToDo: `Look at the response (windowpane call ${operation}) and report what differs.`,
  }),
  missing: () => ({
    why: "AWS's responses do not hold it",
    whatToDo: "Try again; if it is still missing, look in the console.",
  }),
  "unknown-status": () => ({
    why: "Windowpane does not know what this status means",
    whatToDo: "Look up the status in AWS's documentation or in the console, and update Windowpane.",
  }),
  limit: () => ({
    why: "this server limits the number of requests for one response",
    whatToDo: "Read the tasks and invocations page by page, or let the operator raise requestsPerWalk.",
  }),
};

const listEnd = (error: WindowpaneError): string => {
  if (errorMeaning(error) === "stalled")
    return "its pages go in a circle, so the rest of the list is missing";
  return error.resumeFrom === undefined
    ? "AWS does not accept the token that the list was to begin at"
    : "AWS no longer accepts the token of the next page, so the rest of the list is missing";
};
