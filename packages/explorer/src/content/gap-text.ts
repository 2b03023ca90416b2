import type { Gap } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { machineName, taskName } from "./execution.ts";

/**
 * A gap in one sentence, with the first machine and task that it leaves unknown: `web-1 of AWS-RunPatchBaseline and 2 more: …`.
 * Without them, with the machine of the failed request.
 */
export const gapText = (gap: Gap): string => {
  const subject = subjectOf(gap);
  return subject === "" ? gap.why : `${subject}: ${gap.why}`;
};

const subjectOf = ({ ids, count, affected = [], affectedMore = 0 }: Gap): string => {
  const [first] = affected;
  const { InstanceId = ids["InstanceId"] ?? "", InstanceName, TaskArn } = first ?? {};
  const machine = InstanceId === "" ? "" : machineName({ name: InstanceId, InstanceName });
  const subject = [machine, safeLine(taskName(TaskArn) ?? "")].filter(Boolean).join(" of ");
  const others = first === undefined ? count - 1 : affected.length - 1 + affectedMore;
  return subject === "" || others < 1 ? subject : `${subject} and ${others} more`;
};
