import type { AwsProgress } from "./report.ts";
import { present } from "./present.ts";

/** The status and times of an AWS row, without its other members. */
export const progressOf = ({ Status, StatusDetails, StartTime, EndTime }: AwsProgress) =>
  present({ Status, StatusDetails, StartTime, EndTime });

type Times = Pick<AwsProgress, "StartTime" | "EndTime">;

/** Duration in milliseconds. Undefined without a start or an end. */
export const millisecondsOf = ({ StartTime, EndTime }: Times): number | undefined =>
  StartTime === undefined || EndTime === undefined
    ? undefined
    : Math.max(0, EndTime.getTime() - StartTime.getTime());

/** Start time for sorting, in milliseconds since 1970. What has no start has not started, so it is the newest. */
export const startOf = ({ StartTime }: Pick<AwsProgress, "StartTime">): number =>
  StartTime?.getTime() ?? Infinity;

/** Sorts by start time. Rows without a start come last; equal rows keep AWS's order. */
export const byStart = (one: Times, other: Times): number => startOf(one) - startOf(other) || 0;
