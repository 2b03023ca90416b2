/** Decides which parts of an earlier report are reused: those that are final and have no gaps. */
import { isFinalStatus } from "@windowpane/core";
import { openOf } from "../../model/result.ts";
import type { ExecutionReport, InvocationReport, Machine, TaskReport } from "../../model/report.ts";

/**
 * Whether a report is final: the execution and everything in it has ended and was read without gaps, and no patch result can
 * change. A machine can upload its patch state late, which replaces a missing state, or that of an earlier or simultaneous
 * operation. A state that a later operation overwrote never returns.
 */
export const isFinalReport = ({
  Status,
  complete,
  verdict,
  tasks,
}: Pick<ExecutionReport, "Status" | "complete" | "verdict" | "tasks">): boolean =>
  complete &&
  isFinalStatus(Status) &&
  verdict !== "RUNNING" &&
  tasks.every(({ invocations }) => invocations.every(({ machines }) => machines.every(hasFinalPatch)));

/** Runs that did not start, or whose document reports no state, need no patch state. */
const hasFinalPatch = ({ patch }: Machine): boolean =>
  patch === undefined ||
  patch.result === "notRun" ||
  (patch.basis !== "earlier" && patch.basis !== "clash" && patch.basis !== "none");

/** Whether the report on an invocation is complete and final. */
export const isKnown = ({ Status, read, gaps = 0, counts }: InvocationReport): boolean =>
  read &&
  gaps === 0 &&
  isFinalStatus(Status) &&
  counts.exact &&
  counts.results.unknown === 0 &&
  // A cancelled execution lets its running commands finish.
  openOf(counts) === 0;

/** Whether the report on a task and all its invocations is complete and final. */
export const isKnownTask = ({ Status, read, gaps = 0, counts, invocations }: TaskReport): boolean =>
  read && gaps === 0 && isFinalStatus(Status) && counts.exact && invocations.every(isKnown);

/** The token to resume a task's invocations from, if all invocations before it are final: the rest of the list does not repeat them. */
export const resumeTokenOf = (earlier: TaskReport | undefined): string | undefined =>
  earlier !== undefined && isFinalStatus(earlier.Status) && earlier.invocations.every(isKnown)
    ? earlier.resumeFrom
    : undefined;
