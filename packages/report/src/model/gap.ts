import { errorCode, type OperationName, type WindowpaneError } from "@windowpane/core";
import { explainError, gapKindOf, gapText } from "./gap-kind.ts";
import type { Gap } from "./report.ts";
import { plainLine } from "./text.ts";

/** Where a gap is: what was asked for. */
export interface GapSubject {
  readonly operation: OperationName;
  readonly ids: Readonly<Record<string, string>>;
  /** What is missing without it, as the beginning of a sentence: `What the command did on its machines`. */
  readonly what: string;
}

/** The gap that an error of the family leaves. */
export const gapOf = (error: WindowpaneError, { operation, ids, what }: GapSubject): Gap => {
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

/** The gap of a finished action whose detail AWS has already forgotten. */
export const expiredGap = ({ operation, ids, what }: GapSubject): Gap => ({
  operation,
  count: 1,
  ids,
  kind: "not-found",
  code: "expired",
  why: `${what} could not be read: Systems Manager no longer knows it.`,
  whatToDo: gapText("not-found", operation).whatToDo,
});

/** The gap of something that one answer names and another, which should have it, does not. */
export const missingGap = (
  { operation, ids, what }: GapSubject,
  whatToDo = gapText("missing", operation).whatToDo,
): Gap => ({
  operation,
  count: 1,
  ids,
  kind: "missing",
  code: "missing",
  why: `${what}.`,
  whatToDo,
});

/** The gap of a list of tasks that lacks one. Default: the task is listed, but without an id. */
export const missingTask = (
  WindowExecutionId: string,
  what = "AWS lists a task without an id, so what it did cannot be asked for",
): Gap =>
  missingGap({
    operation: "DescribeMaintenanceWindowExecutionTasks",
    ids: { WindowExecutionId },
    what,
  });

/** Equal gaps as one, with their number: by operation, then ids, as the order in which answers come differs from run to run. */
export const foldGaps = (gaps: Iterable<Gap>): readonly Gap[] => {
  const folded = new Map<string, Placed>();
  for (const gap of gaps) {
    const key = [gap.operation, gap.kind, gap.code, gap.why].join("\n");
    const placed = { gap, place: placeOf(gap) };
    const before = folded.get(key);
    if (before === undefined) folded.set(key, placed);
    else {
      const first = byPlace(placed, before) < 0 ? placed : before;
      folded.set(key, { ...first, gap: { ...first.gap, count: before.gap.count + gap.count } });
    }
  }
  return [...folded.values()].toSorted(byPlace).map(({ gap }) => gap);
};

interface Placed {
  readonly gap: Gap;
  readonly place: string;
}

const placeOf = ({ operation, ids, code, why }: Gap): string =>
  [operation, ...Object.values(ids), code, why].join("\n");

const byPlace = ({ place: one }: Placed, { place: other }: Placed): number =>
  one < other ? -1 : Number(one > other);

/** AWS's message, or what kept a request from being sent or answered: both are more exact than the table's words. */
const hasWords = (error: WindowpaneError): boolean =>
  error.kind === "service" ? error.message !== error.code : error.kind === "transport";
