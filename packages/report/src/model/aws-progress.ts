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

/** Sorts by start time. Rows without a start come last; equal rows keep AWS's order. */
export const byStart = (one: Times, other: Times): number =>
  (one.StartTime?.getTime() ?? Infinity) - (other.StartTime?.getTime() ?? Infinity) || 0;
