import type { Client, Signal } from "@windowpane/core";
import { begunSince, type ListedExecution } from "./window-executions.ts";

const DAY = 24 * 60 * 60 * 1000;

/** Period to search first, and the time for which AWS keeps history, with a reserve. In milliseconds. */
const PERIODS = [2 * DAY, 40 * DAY];

/** An execution in AWS's list that has an ID. */
export type NamedExecution = ListedExecution & { readonly WindowExecutionId: string };

/**
 * Finds the latest execution of a window: the one that started last, or that has no start yet. Undefined if the window has no
 * executions. Reads those of two days first, and all only if the list is empty: AWS lists the newest first, but does not document
 * it.
 *
 * @throws the client's error when they cannot be listed; `signal.reason` when aborted.
 */
export const latestExecution = async (
  client: Client,
  WindowId: string,
  { now, signal }: { readonly now: Date; readonly signal?: Signal | undefined },
): Promise<NamedExecution | undefined> => {
  for (const period of PERIODS) {
    let latest: NamedExecution | undefined;
    const input = begunSince(WindowId, now.getTime() - period);
    for await (const item of client.items("DescribeMaintenanceWindowExecutions", input, { signal })) {
      const { WindowExecutionId } = item;
      if (WindowExecutionId === undefined) continue;
      if (latest === undefined || startOf(item) > startOf(latest)) latest = { ...item, WindowExecutionId };
    }
    if (latest !== undefined) return latest;
  }
  return undefined;
};

/** Start for sorting. An execution without a start has not started, so it is the newest. */
export const startOf = ({ StartTime }: Pick<ListedExecution, "StartTime">): number =>
  StartTime?.getTime() ?? Infinity;
