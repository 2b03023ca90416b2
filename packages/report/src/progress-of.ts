import type { AwsProgress } from "./model.ts";
import { present } from "./present.ts";

/** AWS's own word at a level, and nothing else of its row. */
export const progressOf = ({ Status, StatusDetails, StartTime, EndTime }: AwsProgress) =>
  present({ Status, StatusDetails, StartTime, EndTime });
