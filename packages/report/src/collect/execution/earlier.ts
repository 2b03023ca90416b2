/** What a reading takes over from an earlier report of the same execution: what can change no more and has no gap. */
import { isFinalStatus } from "@windowpane/core";
import { openOf } from "../../model/result.ts";
import type { ExecutionReport, InvocationReport, Machine, TaskReport } from "../../model/report.ts";

/**
 * Whether a report can no longer change: the execution and everything in it has ended, was read without a gap, and no patch
 * result waits for a state. A state of an earlier operation, of one at the same time, or none at all can still be replaced
 * by the run's own, which a machine uploads late. One that a later operation overwrote never comes back.
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

/** What never ran, or whose state no document reports, waits for none. */
const hasFinalPatch = ({ patch }: Machine): boolean =>
  patch === undefined ||
  patch.result === "notRun" ||
  (patch.basis !== "earlier" && patch.basis !== "clash" && patch.basis !== "none");

/** Whether everything that an invocation will ever tell is in its report. */
export const isKnown = ({ Status, read, gaps = 0, counts }: InvocationReport): boolean =>
  read &&
  gaps === 0 &&
  isFinalStatus(Status) &&
  counts.exact &&
  counts.results.unknown === 0 &&
  // A cancelled execution lets its running commands finish.
  openOf(counts) === 0;

/** The same for a task, with all its invocations. */
export const isKnownTask = ({ Status, read, gaps = 0, counts, invocations }: TaskReport): boolean =>
  read && gaps === 0 && isFinalStatus(Status) && counts.exact && invocations.every(isKnown);

/** The token to resume a task's invocations from, if all before it are known: the rest of the list does not show them again. */
export const resumeTokenOf = (earlier: TaskReport | undefined): string | undefined =>
  earlier !== undefined && isFinalStatus(earlier.Status) && earlier.invocations.every(isKnown)
    ? earlier.resumeFrom
    : undefined;
