import { isFinalStatus, type Input, type Item } from "@windowpane/core";
import { missingGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import type { GapReader, FailedReadGap } from "../reading/reader.ts";

export type ListedExecution = Item<"DescribeMaintenanceWindowExecutions">;

/** A window as AWS lists it, with its Duration and Cutoff. */
export type WindowIdentity = Item<"DescribeMaintenanceWindows"> & { readonly WindowId: string };

/** The executions of a window in a period. */
export interface WindowExecutionsOptions {
  readonly WindowId: string;
  readonly since: Date;
  readonly onExecution: (execution: ListedExecution & { readonly WindowExecutionId: string }) => void;
  /** Called for every row without an ID. */
  readonly onNameless: () => void;
}

/**
 * Longest time between the start of an execution and a time at which it still runs, in milliseconds. A window lasts at most
 * 24 hours, but its tasks continue past the cutoff: a command for two days, an automation that waits for an approval for a
 * week, a state machine even longer. AWS filters by start time only and keeps history for 30 days; listing all of it costs
 * one more request per hundred executions and misses none.
 */
const LONGEST = 30 * 24 * 60 * 60 * 1000;

/** Input that lists the executions of a window that may have been running at a time or began after it. Filter with `wasUnderWay`. */
export const executionsUnderWay = (
  WindowId: string,
  since: Date,
): Input<"DescribeMaintenanceWindowExecutions"> => begunSince(WindowId, since.getTime() - LONGEST);

/** Input that lists the executions of a window that began after a time, in milliseconds since 1970. */
export const begunSince = (
  WindowId: string,
  since: number,
): Input<"DescribeMaintenanceWindowExecutions"> => ({
  WindowId,
  MaxResults: 100,
  Filters: [{ Key: "ExecutedAfter", Values: [wholeSeconds(Math.max(0, since))] }],
});

/**
 * Whether an execution was running at a time or began after it. Checked for every row, because not every endpoint applies
 * the filter. Rows without times are included.
 */
export const wasUnderWay = ({ Status, StartTime, EndTime }: ListedExecution, since: Date): boolean => {
  if (StartTime === undefined || StartTime >= since) return true;
  return EndTime === undefined ? !isFinalStatus(Status) : EndTime >= since;
};

/** The gap of an execution that AWS lists without an ID. */
export const executionWithoutId = (WindowId: string): Gap =>
  missingGap({
    operation: "DescribeMaintenanceWindowExecutions",
    ids: { WindowId },
    what: "AWS lists an execution without an ID, so its tasks cannot be requested",
  });

const namelessWindow: Gap = missingGap({
  operation: "DescribeMaintenanceWindows",
  ids: {},
  what: "AWS lists a window without an ID, so its executions cannot be requested",
});

/**
 * Finds the wanted windows, each once. Returns a gap if the list ended early, and one for each window that AWS lists without
 * an ID.
 *
 * @param wanted - default: all windows of the account.
 * @throws the client's error when the first page of windows cannot be listed.
 */
export const findWindows = async (
  reader: GapReader,
  wanted: readonly WindowIdentity[] | undefined,
  onWindow: (window: WindowIdentity) => void,
): Promise<readonly Gap[]> => {
  const found = new Set<string>();
  const gaps: Gap[] = [];
  const add = (window: WindowIdentity): void => {
    if (found.has(window.WindowId)) return;
    found.add(window.WindowId);
    onWindow(window);
  };
  if (wanted !== undefined) {
    wanted.forEach(add);
    return gaps;
  }
  const purpose = { ids: {}, what: "The account's windows" };
  const failed = await reader.list("DescribeMaintenanceWindows", { MaxResults: 100 }, purpose, (items) => {
    for (const { WindowId = "", ...window } of items) {
      if (WindowId === "") gaps.push(namelessWindow);
      else add({ WindowId, ...window });
    }
  });
  if (failed === undefined) return gaps;
  // Other accounts may have no windows.
  if (found.size === 0 && failed.error.kind !== "unread-locations") throw failed.error;
  return [...gaps, ...failed.gaps];
};

/** Finds the executions of a window that were running at `since` or began after it, in AWS's order, newest first. */
export const findExecutions = (
  reader: GapReader,
  { WindowId, since, onExecution, onNameless }: WindowExecutionsOptions,
): Promise<FailedReadGap | undefined> => {
  const found = new Set<string>();
  return reader.list(
    "DescribeMaintenanceWindowExecutions",
    executionsUnderWay(WindowId, since),
    { ids: { WindowId }, what: "The executions of a window" },
    (items) => {
      for (const execution of items) {
        const { WindowExecutionId } = execution;
        // A list that grows while it is read can repeat an execution on the next page.
        if (WindowExecutionId !== undefined && found.has(WindowExecutionId)) continue;
        if (!wasUnderWay(execution, since)) continue;
        if (WindowExecutionId === undefined) onNameless();
        else {
          found.add(WindowExecutionId);
          onExecution({ ...execution, WindowExecutionId });
        }
      }
    },
  );
};

/** Formats a time in milliseconds since 1970 for AWS's filters: `2024-11-04T05:00:00Z`. Cuts off fractions of a second. */
export const wholeSeconds = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/u, "Z");
