import type { Client, Signal } from "@windowpane/core";
import { startOf } from "../../model/aws-progress.ts";
import { requireTimes } from "../../model/require-times.ts";
import { begunSince, type ListedExecution } from "./window-executions.ts";

/** Period to search first, in milliseconds. */
const TWO_DAYS = 2 * 24 * 60 * 60 * 1000;

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
  requireTimes("latestExecution", { now });
  // A snapshot can have executions that are older than AWS's history.
  for (const input of [begunSince(WindowId, now.getTime() - TWO_DAYS), { WindowId, MaxResults: 100 }]) {
    let latest: NamedExecution | undefined;
    for await (const item of client.items("DescribeMaintenanceWindowExecutions", input, { signal })) {
      const { WindowExecutionId } = item;
      if (WindowExecutionId === undefined) continue;
      if (latest === undefined || startOf(item) > startOf(latest)) latest = { ...item, WindowExecutionId };
    }
    if (latest !== undefined) return latest;
  }
  return undefined;
};
