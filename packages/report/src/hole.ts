import {
  errorCode,
  errorMeaning,
  type ErrorMeaning,
  type OperationName,
  type WindowpaneError,
} from "@windowpane/core";
import type { Hole } from "./model.ts";
import { plainLine } from "./plain-text.ts";

/** Where a hole is: what was asked for. */
export interface HolePlace {
  readonly operation: OperationName;
  readonly ids: Readonly<Record<string, string>>;
  /** What is missing without it, as the beginning of a sentence: `What the command did on its machines`. */
  readonly what: string;
}

/** The hole that an error of the family leaves. */
export const holeOf = (error: WindowpaneError, { operation, ids, what }: HolePlace): Hole => {
  const { why, whatToDo } = explain(error, operation);
  const message = hasWords(error) ? plainLine(error.message) : undefined;
  return {
    operation,
    count: 1,
    ids,
    code: errorCode(error),
    why: `${what} could not be read: ${why}.`,
    ...(message === undefined ? {} : { message }),
    whatToDo,
    ...(error.resumeFrom === undefined ? {} : { resumeFrom: error.resumeFrom }),
  };
};

/** The hole of a finished action whose detail AWS has already forgotten. */
export const expiredHole = ({ operation, ids, what }: HolePlace): Hole => ({
  operation,
  count: 1,
  ids,
  code: "expired",
  why: `${what} could not be read: Systems Manager no longer knows it.`,
  whatToDo: expiredAdvice,
});

/** The hole of something that one answer names and another, which should have it, does not. */
export const missingHole = (
  { operation, ids, what }: HolePlace,
  whatToDo = "Ask again; if it stays so, look in the console.",
): Hole => ({
  operation,
  count: 1,
  ids,
  code: "missing",
  why: `${what}.`,
  whatToDo,
});

/** The hole of a list of tasks that lacks one. Default: the task is listed, but without an id. */
export const missingTask = (
  WindowExecutionId: string,
  what = "AWS lists a task without an id, so what it did cannot be asked for",
): Hole =>
  missingHole({
    operation: "DescribeMaintenanceWindowExecutionTasks",
    ids: { WindowExecutionId },
    what,
  });

/** Equal holes as one, with their number: by operation, then ids, as the order in which answers come differs from run to run. */
export const foldHoles = (holes: Iterable<Hole>): readonly Hole[] => {
  const folded = new Map<string, Placed>();
  for (const hole of holes) {
    const key = [hole.operation, hole.code, hole.why].join("\n");
    const placed = { hole, place: placeOf(hole) };
    const before = folded.get(key);
    if (before === undefined) folded.set(key, placed);
    else {
      const first = byPlace(placed, before) < 0 ? placed : before;
      folded.set(key, { ...first, hole: { ...first.hole, count: before.hole.count + hole.count } });
    }
  }
  return [...folded.values()].toSorted(byPlace).map(({ hole }) => hole);
};

interface Placed {
  readonly hole: Hole;
  readonly place: string;
}

const placeOf = ({ operation, ids, code, why }: Hole): string =>
  [operation, ...Object.values(ids), code, why].join("\n");

const byPlace = ({ place: one }: Placed, { place: other }: Placed): number =>
  one < other ? -1 : Number(one > other);

/** What AWS says, or what kept a request from being sent: both name the trouble better than any word of ours. */
const hasWords = (error: WindowpaneError): boolean =>
  error.kind === "service"
    ? error.message !== error.code
    : error.kind === "transport" && errorMeaning(error) === "unsent";

interface Explanation {
  readonly why: string;
  readonly whatToDo: string;
}

const explain = (error: WindowpaneError, operation: OperationName): Explanation => {
  const meaning = errorMeaning(error);
  // Of a fault in the ids only we can tell where they are from.
  if (meaning === "invalid-input" && error.kind !== "service") return ourFault(operation);
  if (meaning === "stale-token" && error.resumeFrom === undefined) return firstTokenRefused;
  return explanations[meaning](operation);
};

const ourFault = (operation: OperationName): Explanation => ({
  why: "an id that AWS gave is not one that it takes",
  whatToDo: `Look at the ids of the invocation, and ask ${operation} by hand.`,
});

const expiredAdvice =
  "Run Command and Automation keep their history for 30 days; look in the S3 bucket or log group that the task writes to, and take snapshots of executions that must be kept.";

const readAgain = "Ask again: the list is then read from its beginning.";

const firstTokenRefused: Explanation = {
  why: "AWS does not take the token that its list was to begin at",
  whatToDo: readAgain,
};

/** Complete by its type: a new meaning asks for its words here. */
const explanations: Readonly<Record<ErrorMeaning, (operation: OperationName) => Explanation>> = {
  denied: (operation) => ({
    why: "the caller may not ask for it",
    whatToDo: `Allow the caller ssm:${operation} (on Resource "*"), then ask again.`,
  }),
  throttled: () => ({
    why: "AWS refused too many requests, also after retries",
    whatToDo: "Ask again with less concurrency, or later.",
  }),
  credentials: () => ({
    why: "the credentials are not or no longer accepted",
    whatToDo: "Renew the credentials (aws sso login), then ask again.",
  }),
  "not-found": () => ({ why: "Systems Manager does not know it, or no longer", whatToDo: expiredAdvice }),
  "stale-token": () => ({
    why: "AWS no longer takes the token of its next page, so only what stands before it was read",
    whatToDo: readAgain,
  }),
  fault: () => ({ why: "AWS had an error of its own", whatToDo: "Ask again." }),
  "invalid-input": refused,
  refused,
  unsent: () => ({
    why: "it could not be asked for",
    whatToDo: "Renew or give the credentials (aws sso login), the region or the endpoint, then ask again.",
  }),
  "no-response": () => ({
    why: "no response came",
    whatToDo: "Check the network and the endpoint, then ask again.",
  }),
  foreign: () => ({
    why: "something other than AWS responded (a sign-in page or a proxy)",
    whatToDo: "Check the network, the proxy and the endpoint, then run the command again.",
  }),
  stalled: () => ({
    why: "its pages go in a circle, so the rest of the list cannot be reached",
    whatToDo: "Ask again; if it stays so, ask for the rest from the token given here.",
  }),
  "invalid-output": (operation) => ({
    why: "the answer has another shape than AWS documents",
    whatToDo: `Look at the answer itself (windowpane call ${operation}) and report what differs.`,
  }),
};

function refused(operation: OperationName): Explanation {
  return { why: "AWS refused", whatToDo: `Read AWS's words, and try ${operation} by hand.` };
}
