import { isWindowpaneError } from "@windowpane/core";
import {
  gapOf,
  reportExecution,
  startOf,
  summaryOf,
  type ExecutionSummary,
  type Gap,
} from "@windowpane/report";
import { BudgetSpentError } from "../limits/with-budget.ts";
import type { PeriodPosition } from "./cursor.ts";
import { listGroup, type PeriodContext } from "./list-period.ts";

/** A page of executions of all windows, with their verdicts. */
export interface PeriodPage {
  /** Newest first. */
  readonly executions: readonly ExecutionSummary[];
  /** Gaps in the lists, and executions that could not be read at all. */
  readonly gaps: readonly Gap[];
  /** Undefined on the last page. */
  readonly next: PeriodPosition | undefined;
}

/**
 * Reads executions one by one, newest first, until the budget is used up. An execution beyond the budget is the first one of the
 * next page. One that is larger than a whole page has a gap.
 *
 * @param most - maximum number of executions.
 * @throws WindowpaneError if the windows cannot be listed.
 */
export const readPeriodPage = async (
  context: PeriodContext,
  start: PeriodPosition,
  most: number,
): Promise<PeriodPage> => {
  const group = await listGroup(context, start);
  const executions: ExecutionSummary[] = [];
  const gaps = [...group.gaps];
  let { last } = start;
  let read = 0;
  for (const { WindowExecutionId, WindowId, Name, ...listed } of group.executions) {
    if (read >= most || (read > 0 && context.isLate())) break;
    const isProgress = read > 0;
    const window = { WindowId, ...(Name === undefined ? {} : { Name }) };
    const summary = await readSummary(context, { WindowExecutionId, window, isProgress });
    if (summary === "later") break;
    if ("why" in summary) gaps.push(summary);
    else executions.push(summary);
    last = { start: startOf(listed), WindowExecutionId };
    read += 1;
  }
  const { since, now, after } = start;
  const { until } = group;
  if (read < group.executions.length) return { executions, gaps, next: { since, now, after, until, last } };
  return { executions, gaps, next: group.isLastGroup ? undefined : { since, now, after: until } };
};

interface SummaryRef {
  readonly WindowExecutionId: string;
  readonly window: { readonly WindowId: string; readonly Name?: string | undefined };
  /** Whether the page has something already, so that an execution beyond the budget can wait for the next page. */
  readonly isProgress: boolean;
}

/** Reads the summary of an execution, or the gap in its place; `later` if the budget does not reach it. */
export const readSummary = async (
  { client, budget, signal, concurrency, patches }: PeriodContext,
  { WindowExecutionId, window, isProgress }: SummaryRef,
): Promise<ExecutionSummary | Gap | "later"> => {
  if (isProgress && budget.left === 0) return "later";
  budget.onSpent = isProgress ? "stop" : "refuse";
  try {
    const options = { WindowExecutionId, window, concurrency, signal, patches };
    return summaryOf(await reportExecution(client, options));
  } catch (error) {
    if (error instanceof BudgetSpentError) return "later";
    if (!isWindowpaneError(error)) throw error;
    const ids = { WindowExecutionId };
    return gapOf(error, { operation: "GetMaintenanceWindowExecution", ids, what: "An execution" });
  }
};
