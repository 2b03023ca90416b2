import type { Client } from "@windowpane/core";
import type { ExecutionReport } from "../model/report.ts";
import { diffExecutions } from "./diff.ts";
import { findLastGood, type LastGoodOptions } from "./find-last-good.ts";
import type { ExecutionDiff } from "./model.ts";

/** Compares two executions. The one that started first is the baseline; without both times, the first one given. */
export const diffInOrder = (one: ExecutionReport, other: ExecutionReport): ExecutionDiff => {
  const isReversed =
    one.StartTime !== undefined && other.StartTime !== undefined && one.StartTime > other.StartTime;
  return isReversed ? diffExecutions(other, one) : diffExecutions(one, other);
};

/** The comparison with the last execution that passed, or why it is missing. */
export interface LastGoodDiff {
  /** The comparison. Absent: see `reason`. */
  readonly diff?: ExecutionDiff | undefined;
  /** Why there is no comparison, in one sentence. Empty if there is one. */
  readonly reason: string;
  /** Whether the reason is that the window or the start time of the execution is unknown. */
  readonly isUnknown: boolean;
}

/**
 * Compares an execution with the newest earlier one of its window that passed on every machine.
 *
 * @throws as `findLastGood`.
 */
export const diffWithLastGood = async (
  client: Client,
  execution: ExecutionReport,
  options: Pick<LastGoodOptions, "concurrency" | "signal" | "onExecution"> = {},
): Promise<LastGoodDiff> => {
  const { WindowId, Name, StartTime } = execution;
  if (WindowId === undefined || StartTime === undefined) {
    const reason =
      "The execution's window or start time is unknown, so the last execution that passed cannot be found.";
    return { reason, isUnknown: true };
  }
  const good = await findLastGood(client, { ...options, WindowId, Name, before: StartTime });
  if (good.report !== undefined) {
    const diff = diffExecutions(good.report, execution, { searchGaps: good.gaps });
    return { diff, reason: "", isUnknown: false };
  }
  const why = good.gaps.map((gap) => `${gap.why} ${gap.nextStep}`);
  return { reason: [good.reason, ...why].join(" "), isUnknown: false };
};
