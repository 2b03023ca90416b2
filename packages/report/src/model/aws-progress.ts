import type { AwsProgress } from "./report.ts";
import { present } from "./present.ts";

/** AWS's own word at a level, and nothing else of its row. */
export const progressOf = ({ Status, StatusDetails, StartTime, EndTime }: AwsProgress) =>
  present({ Status, StatusDetails, StartTime, EndTime });

type Times = Pick<AwsProgress, "StartTime" | "EndTime">;

/** How long it took, in milliseconds; undefined where it did not begin or end. */
export const millisecondsOf = ({ StartTime, EndTime }: Times): number | undefined =>
  StartTime === undefined || EndTime === undefined
    ? undefined
    : Math.max(0, EndTime.getTime() - StartTime.getTime());

/** The order of start. What has no start has not begun, so it comes last; equals stay in AWS's order. */
export const byStart = (one: Times, other: Times): number =>
  (one.StartTime?.getTime() ?? Infinity) - (other.StartTime?.getTime() ?? Infinity) || 0;
