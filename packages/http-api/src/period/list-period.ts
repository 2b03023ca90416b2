import { isWindowpaneError, mapAtMost, type Client, type Item } from "@windowpane/core";
import {
  executionWithoutId,
  gapOf,
  gapsOf,
  startOf,
  wholeSeconds,
  type Gap,
  type NamedExecution,
} from "@windowpane/report";
import { REQUEST_LIMIT, type Budget } from "../limits/with-budget.ts";
import type { ExecutionPosition, PeriodPosition } from "./cursor.ts";

/** Client and limits of a page. */
export interface PeriodContext {
  readonly client: Client;
  /** Budget of the client. */
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly concurrency: number;
  readonly patches: boolean;
  /** Whether there is too little time left to start another execution. */
  readonly isLate: () => boolean;
}

/** A window that has an ID. */
export type NamedWindow = Item<"DescribeMaintenanceWindows"> & { readonly WindowId: string };

/** All windows, with a gap for each account and region whose windows could not be listed. */
export interface ListedWindows {
  readonly windows: readonly NamedWindow[];
  readonly gaps: readonly Gap[];
}

/** Lists all windows by ID, so that pages of windows are stable. @throws WindowpaneError if they cannot be listed. */
export const listWindows = async ({
  client,
  signal,
}: Pick<PeriodContext, "client" | "signal">): Promise<ListedWindows> => {
  const listing = "DescribeMaintenanceWindows";
  const found = new Map<string, NamedWindow>();
  let gaps: readonly Gap[] = [];
  try {
    for await (const window of client.items(listing, { MaxResults: 100 }, { signal }))
      if (window.WindowId !== undefined) found.set(window.WindowId, { ...window, WindowId: window.WindowId });
  } catch (error) {
    if (!isWindowpaneError(error) || error.kind !== "unread-locations") throw error;
    gaps = gapsOf(error, { operation: listing, ids: {}, what: "The windows" });
  }
  const windows = [...found.values()].toSorted((one, other) => (one.WindowId < other.WindowId ? -1 : 1));
  return { windows, gaps };
};

/** An execution of a period, with its window. */
export interface PeriodExecution extends NamedExecution {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

/** The executions of a group of windows. */
export interface ListedGroup {
  /** Newest first. */
  readonly executions: readonly PeriodExecution[];
  readonly gaps: readonly Gap[];
  /** Last window of the group; undefined if there are no windows. */
  readonly until: string | undefined;
  readonly isLastGroup: boolean;
}

/**
 * Lists the executions of the next windows that began in the period, newest first. A group ends when its lists have used half of
 * the page's requests, so that the other half is left for reading executions.
 */
export const listGroup = async (context: PeriodContext, start: PeriodPosition): Promise<ListedGroup> => {
  const { budget, concurrency } = context;
  const least = budget.left / 2;
  const { windows, gaps: unread } = await listWindows(context);
  const left = windows.filter(({ WindowId }) => start.after === undefined || WindowId > start.after);
  const group =
    start.until === undefined ? left : left.filter(({ WindowId }) => WindowId <= (start.until ?? ""));
  const executions: PeriodExecution[] = [];
  const gaps: Gap[] = [...unread];
  let done = 0;
  while (done < group.length && (start.until !== undefined || done === 0 || budget.left > least)) {
    // Few at once if a list can use up the budget.
    const atOnce = Math.max(1, Math.min(concurrency, Math.floor(budget.left / 16)));
    const chunk = group.slice(done, done + atOnce);
    const lists = await mapAtMost(atOnce, chunk, (window) => listOne(context, start, window));
    const spent = lists.findIndex((list) => list.isSpent);
    // A list that did not fit is read for the next group, unless it is the only one of this group.
    const kept =
      spent === -1 || start.until !== undefined ? lists : lists.slice(0, done + spent === 0 ? 1 : spent);
    for (const list of kept) {
      executions.push(...list.executions);
      gaps.push(...list.gaps);
    }
    done += kept.length;
    if (kept.length < chunk.length) break;
  }
  return {
    executions: executions.toSorted(newestFirst),
    gaps,
    until: start.until ?? group[done - 1]?.WindowId,
    isLastGroup: windows.every(
      ({ WindowId }) => WindowId <= (start.until ?? group[done - 1]?.WindowId ?? ""),
    ),
  };
};

interface ListedWindow {
  readonly executions: readonly PeriodExecution[];
  readonly gaps: readonly Gap[];
  /** Whether the budget did not reach the end of the list. */
  readonly isSpent: boolean;
}

const operation = "DescribeMaintenanceWindowExecutions";

const listOne = async (
  { client, signal, budget }: PeriodContext,
  { since, now, last }: PeriodPosition,
  { WindowId, Name }: NamedWindow,
): Promise<ListedWindow> => {
  const executions = new Map<string, PeriodExecution>();
  const gaps: Gap[] = [];
  const until = last?.start ?? now.getTime();
  // The filter takes whole seconds, and AWS does not document whether its bounds are inclusive.
  const Filters = [
    { Key: "ExecutedAfter", Values: [wholeSeconds(Math.max(0, since.getTime() - 1000))] },
    { Key: "ExecutedBefore", Values: [wholeSeconds(until + 2000)] },
  ];
  budget.onSpent = "refuse";
  try {
    for await (const item of client.items(operation, { WindowId, MaxResults: 100, Filters }, { signal })) {
      const { WindowExecutionId, StartTime } = item;
      if (StartTime === undefined || StartTime < since || StartTime > now) continue;
      if (WindowExecutionId === undefined) gaps.push(executionWithoutId(WindowId));
      else if (last === undefined || isAfter({ start: StartTime.getTime(), WindowExecutionId }, last))
        executions.set(WindowExecutionId, {
          ...item,
          WindowExecutionId,
          WindowId,
          ...(Name === undefined ? {} : { Name }),
        });
    }
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    gaps.push(gapOf(error, { operation, ids: { WindowId }, what: "The executions of a window" }));
    const isSpent = error.kind === "service" && error.code === REQUEST_LIMIT;
    return { executions: [...executions.values()], gaps, isSpent };
  }
  return { executions: [...executions.values()], gaps, isSpent: false };
};

/** Whether an execution comes after another one in the list. */
const isAfter = (one: ExecutionPosition, other: ExecutionPosition): boolean =>
  one.start < other.start || (one.start === other.start && one.WindowExecutionId > other.WindowExecutionId);

const newestFirst = (one: PeriodExecution, other: PeriodExecution): number =>
  startOf(other) - startOf(one) || (one.WindowExecutionId < other.WindowExecutionId ? -1 : 1);
