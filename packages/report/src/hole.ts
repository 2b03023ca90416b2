import { errorCode, type OperationName, type WindowpaneError } from "@windowpane/core";
import { explainError, gapKindOf, gapText } from "./gap-kind.ts";
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
  const { why, whatToDo } = explainError(error, operation);
  const message = hasWords(error) ? plainLine(error.message) : undefined;
  return {
    operation,
    count: 1,
    ids,
    kind: gapKindOf(error),
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
  kind: "not-found",
  code: "expired",
  why: `${what} could not be read: Systems Manager no longer knows it.`,
  whatToDo: gapText("not-found", operation).whatToDo,
});

/** The hole of something that one answer names and another, which should have it, does not. */
export const missingHole = (
  { operation, ids, what }: HolePlace,
  whatToDo = gapText("missing", operation).whatToDo,
): Hole => ({
  operation,
  count: 1,
  ids,
  kind: "missing",
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
    const key = [hole.operation, hole.kind, hole.code, hole.why].join("\n");
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

/** AWS's message, or what kept a request from being sent or answered: both are more exact than the table's words. */
const hasWords = (error: WindowpaneError): boolean =>
  error.kind === "service" ? error.message !== error.code : error.kind === "transport";
