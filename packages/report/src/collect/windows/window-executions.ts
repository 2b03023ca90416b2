import { isFinalStatus, type Input, type Item } from "@windowpane/core";
import { missingGap } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";
import type { GapReader, FailedReadGap } from "../reading/reader.ts";

export type ListedExecution = Item<"DescribeMaintenanceWindowExecutions">;

/** The window of an execution, as the list of windows tells it, with its Duration and Cutoff. */
export type WindowIdentity = Item<"DescribeMaintenanceWindows"> & { readonly WindowId: string };

/** A window's executions in a stretch of time. */
export interface WindowExecutionsOptions {
  readonly WindowId: string;
  readonly since: Date;
  readonly onExecution: (execution: ListedExecution & { readonly WindowExecutionId: string }) => void;
  /** Told of every row that AWS gave without an id. */
  readonly onNameless: () => void;
}

/**
 * How long before a stretch of time an execution may have begun and still be under way in it. A window lasts 24 hours at
 * most, but what its tasks have begun runs on past the cutoff: a command for two days, an automation that waits for an
 * approval for a week, a state machine longer still. AWS filters by start only, and keeps histories for 30 days; to ask
 * for all of them costs one request more for every hundred executions and misses none.
 */
const LONGEST = 30 * 24 * 60 * 60 * 1000;

/** What lists the executions of a window that can have been under way at a time or have begun after it; `wasUnderWay` says which were. */
export const executionsUnderWay = (
  WindowId: string,
  since: Date,
): Input<"DescribeMaintenanceWindowExecutions"> => begunSince(WindowId, since.getTime() - LONGEST);

/** What lists the executions of a window that began after a time, in milliseconds since 1970. */
export const begunSince = (
  WindowId: string,
  since: number,
): Input<"DescribeMaintenanceWindowExecutions"> => ({
  WindowId,
  MaxResults: 100,
  Filters: [{ Key: "ExecutedAfter", Values: [wholeSeconds(Math.max(0, since))] }],
});

/**
 * Whether an execution was under way at a time or began after it. Held for every row: not every endpoint keeps to the
 * filter. What has no times counts, as nothing says that it is old.
 */
export const wasUnderWay = ({ Status, StartTime, EndTime }: ListedExecution, since: Date): boolean => {
  if (StartTime === undefined || StartTime >= since) return true;
  return EndTime === undefined ? !isFinalStatus(Status) : EndTime >= since;
};

/** The gap of an execution that AWS lists without an id. */
export const namelessExecution = (WindowId: string): Gap =>
  missingGap({
    operation: "DescribeMaintenanceWindowExecutions",
    ids: { WindowId },
    what: "AWS lists an execution without an id, so what it did cannot be asked for",
  });

const namelessWindow: Gap = missingGap({
  operation: "DescribeMaintenanceWindows",
  ids: {},
  what: "AWS lists a window without an ID, so its executions cannot be requested",
});

/**
 * Finds the wanted windows, by default all, each once. The gaps are what ended the list too early, and each window that AWS
 * lists without an ID.
 *
 * @throws what the client rejects with when not even the first windows can be listed.
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
  if (failed !== undefined && found.size === 0) throw failed.error;
  return failed === undefined ? gaps : [...gaps, failed.gap];
};

/** Finds the executions of a window that were under way at `since` or began after it, in AWS's order, newest first. */
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
        // A list that grows while it is read shows an execution on two pages.
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

/** A time, in milliseconds since 1970, as AWS's filters take it: `2024-11-04T05:00:00Z`. What is below a second is cut off. */
export const wholeSeconds = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/u, "Z");
