import { isFinished, type Input, type Item } from "@windowpane/core";

/** What lists the executions of a window. */
export const listing = "DescribeMaintenanceWindowExecutions";

/**
 * A window may last 24 hours and AWS filters by start, so what was under way at `since` may have begun a day before. The
 * report package holds the same rule for its own walk.
 */
const LONGEST_WINDOW = 24 * 60 * 60 * 1000;

/** A request for a page of the executions of a window that may have been under way since a time. */
export const executionsInput = (
  WindowId: string,
  since: Date,
  token: string | undefined,
): Input<typeof listing> => {
  const from = new Date(Math.max(0, since.getTime() - LONGEST_WINDOW)).toISOString().replace(/\.\d+Z$/u, "Z");
  return {
    WindowId,
    MaxResults: 100,
    Filters: [{ Key: "ExecutedAfter", Values: [from] }],
    ...(token === undefined ? {} : { NextToken: token }),
  };
};

/** Whether an execution was under way at a time or began after it. What has no times counts, as nothing says that it is old. */
export const isWithin = ({ Status, StartTime, EndTime }: Item<typeof listing>, since: Date): boolean => {
  if (StartTime === undefined || StartTime >= since) return true;
  return EndTime === undefined ? !isFinished(Status) : EndTime >= since;
};
