import { isFinished, type Item } from "@windowpane/core";
import type { Gap, Reader } from "./reader.ts";

export type Execution = Item<"DescribeMaintenanceWindowExecutions">;

/** A window's executions in a stretch of time. */
export interface WindowExecutionsOptions {
  readonly WindowId: string;
  readonly since: Date;
  readonly onExecution: (execution: Execution & { readonly WindowExecutionId: string }) => void;
  /** Told of every row that AWS gave without an id. */
  readonly onNameless: () => void;
}

/**
 * A window may last 24 hours, and the service filters by start: what failed since six o'clock may have begun a day before.
 * An execution that goes on for longer than that is missed; only tasks that go on past the cutoff can do it.
 */
const LONGEST_WINDOW = 24 * 60 * 60 * 1000;

/** Finds the executions of a window that were under way at `since` or began after it, in AWS's order, newest first. */
export const findExecutions = (
  reader: Reader,
  { WindowId, since, onExecution, onNameless }: WindowExecutionsOptions,
): Promise<Gap | undefined> =>
  reader.walk(
    "DescribeMaintenanceWindowExecutions",
    {
      WindowId,
      MaxResults: 100,
      Filters: [{ Key: "ExecutedAfter", Values: [secondsOf(new Date(since.getTime() - LONGEST_WINDOW))] }],
    },
    { ids: { WindowId }, what: "The executions of a window" },
    (items) => {
      for (const execution of items) {
        const { WindowExecutionId } = execution;
        if (!isWithin(execution, since)) continue;
        if (WindowExecutionId === undefined) onNameless();
        else onExecution({ ...execution, WindowExecutionId });
      }
    },
  );

/** Held here too: not every endpoint keeps to the filter. What has no times counts, as nothing says that it is old. */
const isWithin = ({ Status, StartTime, EndTime }: Execution, since: Date): boolean => {
  if (StartTime === undefined || StartTime >= since) return true;
  return EndTime === undefined ? !isFinished(Status) : EndTime >= since;
};

/** The filter takes whole seconds, as `2024-11-04T05:00:00Z`. */
const secondsOf = (time: Date): string => time.toISOString().replace(/\.\d+Z$/u, "Z");
