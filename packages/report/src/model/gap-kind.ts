/** The kinds of gaps, each with the reason and the next step. */
import { errorMeaning, type ErrorMeaning, type OperationName, type WindowpaneError } from "@windowpane/core";

/**
 * Why something could not be read. These values do not change between releases.
 *
 * - `not-sent`: no request was sent: credentials, region or endpoint are missing, expired or cannot be loaded.
 * - `credentials`: AWS received the request and rejected its credentials.
 * - `foreign`: the response is not from AWS but from a sign-in page, a proxy or a firewall.
 * - `denied`: the caller lacks the permission.
 * - `throttled`: too many requests.
 * - `no-response`: no response or only part of it: a timeout or a closed connection.
 * - `fault`: AWS had an internal error.
 * - `not-found`: AWS does not know the ID, or its history has expired.
 * - `stalled-list`: the pages of a list end before the list does.
 * - `rejected`: AWS rejected the request itself.
 * - `invalid-response`: the response does not have the documented shape.
 * - `damaged`: the response was stored before, such as in an archive, and is damaged.
 * - `missing`: a response lacks something that another response names.
 * - `unknown-status`: AWS reports a status that Windowpane does not know.
 * - `limit`: not requested because a limit of Windowpane was reached.
 */
export const gapKinds = [
  "not-sent",
  "credentials",
  "foreign",
  "denied",
  "throttled",
  "no-response",
  "fault",
  "not-found",
  "stalled-list",
  "rejected",
  "invalid-response",
  "damaged",
  "missing",
  "unknown-status",
  "limit",
] as const;

/** Why something could not be read; see `gapKinds`. */
export type GapKind = (typeof gapKinds)[number];

/** The texts of a gap. */
export interface GapText {
  /** Why something is missing, as the second part of a sentence, without a full stop. */
  readonly why: string;
  /** What to do, in one sentence. */
  readonly nextStep: string;
}

/** The kind of gap for an error. */
export const gapKindOf = (error: WindowpaneError): GapKind => kinds[errorMeaning(error)];

/**
 * The texts of a gap of this kind.
 *
 * @param operation - the operation that was requested.
 */
export const gapText = (kind: GapKind, operation: OperationName): GapText => texts[kind](operation);

/** The texts of the gap for an error. A few errors have more specific texts than their kind. */
export const explainError = (error: WindowpaneError, operation: OperationName): GapText => {
  const kind = gapKindOf(error);
  // Only Windowpane knows that an invalid ID is from a response.
  if (kind === "rejected" && error.kind !== "service") {
    return {
      why: "an ID in a response from AWS is not valid as a parameter",
      nextStep: `Check the IDs of the invocation, and call ${operation} yourself.`,
    };
  }
  if (kind === "stalled-list") return { ...gapText(kind, operation), why: listEnd(error) };
  return gapText(kind, operation);
};

/** Complete by its type: a new meaning needs its kind here. */
const kinds: Readonly<Record<ErrorMeaning, GapKind>> = {
  unsent: "not-sent",
  credentials: "credentials",
  denied: "denied",
  throttled: "throttled",
  "no-response": "no-response",
  foreign: "foreign",
  fault: "fault",
  "not-found": "not-found",
  "stale-token": "stalled-list",
  stalled: "stalled-list",
  "unread-locations": "stalled-list",
  "invalid-input": "rejected",
  refused: "rejected",
  "invalid-output": "invalid-response",
  damaged: "damaged",
};

const texts: Readonly<Record<GapKind, (operation: OperationName) => GapText>> = {
  "not-sent": () => ({
    why: "the request was not sent",
    nextStep:
      "Provide or renew the credentials (aws sso login), check the region and the endpoint, then try again.",
  }),
  credentials: () => ({
    why: "AWS rejected the credentials as invalid or expired",
    nextStep: "Renew the credentials (aws sso login) and check this machine's clock, then try again.",
  }),
  foreign: () => ({
    why: "the response is not from AWS, but from a sign-in page, a proxy or a firewall",
    nextStep:
      "Sign in to the network, or check the proxy (HTTPS_PROXY, NO_PROXY) and the endpoint, then try again.",
  }),
  denied: (operation) => ({
    why: "the caller lacks the permission",
    nextStep: `Allow the caller ssm:${operation} (on Resource "*"), then try again.`,
  }),
  throttled: () => ({
    why: "AWS throttled the requests, even after retries",
    nextStep: "Try again later, or with a lower concurrency.",
  }),
  "no-response": () => ({
    why: "there was no complete response",
    nextStep: "Check the network connection, then try again.",
  }),
  fault: () => ({
    why: "AWS had an internal error",
    nextStep: "Try again; if it persists, check the AWS Health Dashboard for Systems Manager.",
  }),
  "not-found": () => ({
    why: "Systems Manager did not find it; its history may have expired",
    nextStep:
      "Run Command and Automation keep history for 30 days. Check the S3 bucket or log group that the task writes to, and take snapshots of executions that you must keep.",
  }),
  "stalled-list": () => ({
    why: "its list ended early",
    nextStep:
      "Try again: the list is then read from its beginning. If it ends early again, read the rest from the token in this gap.",
  }),
  rejected: (operation) => ({
    why: "AWS rejected the request",
    nextStep: `Read AWS's message (--debug shows it), and call ${operation} yourself.`,
  }),
  "invalid-response": (operation) => ({
    why: "the response does not have the documented shape",
    nextStep: `Check the response (windowpane call ${operation}) and report the difference.`,
  }),
  damaged: () => ({
    why: "what is stored of it is damaged",
    nextStep:
      "Restore the archive from a backup, or delete the damaged runs (windowpane archive verify lists them).",
  }),
  missing: () => ({
    why: "AWS's responses do not contain it",
    nextStep: "Try again; if it is still missing, check the console.",
  }),
  "unknown-status": () => ({
    why: "Windowpane does not know this status",
    nextStep: "Look up the status in AWS's documentation or the console, and update Windowpane.",
  }),
  limit: () => ({
    why: "this server limits the number of requests for one response",
    nextStep: "Read the tasks and invocations page by page, or ask the server's operator to raise the limit.",
  }),
};

const listEnd = (error: WindowpaneError): string => {
  if (errorMeaning(error) === "stalled") return "its pages repeat, so the rest of the list is missing";
  return error.resumeFrom === undefined
    ? "AWS rejected the token to start the list from"
    : "AWS no longer accepts the token of the next page, so the rest of the list is missing";
};
