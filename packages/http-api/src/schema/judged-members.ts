/** Members that executions, tasks, invocations and machines share. */
import type { ItemOrigin } from "@windowpane/core";
import { verdictsWorstFirst, type AwsProgress } from "@windowpane/report";
import { flag, text, time, word, type Members } from "./schema.ts";

/** Account and region of an item, where several are read. */
export const originMembers: Members<ItemOrigin> = {
  Account: text("Account ID. Absent where one account and region is read."),
  AccountName: text("Name of the account, if the fleet configuration or AWS Organizations has one."),
  Region: text(),
};
/** All of them are optional. */
export const originNames = ["Account", "AccountName", "Region"] as const;

/** AWS's status and times. */
export const progress: Members<AwsProgress> = {
  Status: text("AWS's status."),
  StatusDetails: text("AWS's status details."),
  StartTime: time(),
  EndTime: time("Absent while running."),
};
/** All of them are optional. */
export const progressNames = ["Status", "StatusDetails", "StartTime", "EndTime"] as const;

/** Verdict with its reason, in all levels of a report. */
export const judgement = {
  verdict: word(verdictsWorstFirst, "Windowpane's verdict."),
  reason: text("Reason for the verdict, in one or two sentences."),
  falseGreen: flag("Whether AWS's status is SUCCESS although the verdict is PARTIAL, FAILED or EMPTY."),
};
