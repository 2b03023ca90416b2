import { groupGaps, unreadLabel, type Gap } from "@windowpane/report";
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

/**
 * The gaps in one line: how many there are, an account that is the same in several regions counted once, and the worst of them: a
 * whole account or region, or the one with the most failed requests. Undefined without gaps.
 */
export const gapsLine = (
  gaps: readonly Gap[],
): { readonly count: number; readonly worst: string } | undefined => {
  const groups = groupGaps(gaps).map(({ item }) => {
    const unread = unreadLabel(item);
    return { ...item, isUnread: unread !== undefined, text: unread ?? gapText(item) };
  });
  // Sorted, as gaps arrive in no fixed order, and the line must not change with it.
  const [worst] = groups.toSorted(
    (one, other) =>
      Number(other.isUnread) - Number(one.isUnread) ||
      other.count - one.count ||
      (one.why < other.why ? -1 : 1),
  );
  return worst === undefined ? undefined : { count: groups.length, worst: worst.text };
};

const subjectOf = ({ ids, count, affected = [], affectedMore = 0 }: Gap): string => {
  const [first] = affected;
  const { InstanceId = ids["InstanceId"] ?? "", InstanceName, TaskArn } = first ?? {};
  const machine = InstanceId === "" ? "" : machineName({ name: InstanceId, InstanceName });
  const subject = [machine, safeLine(taskName(TaskArn) ?? "")].filter(Boolean).join(" of ");
  const others = first === undefined ? count - 1 : affected.length - 1 + affectedMore;
  return subject === "" || others < 1 ? subject : `${subject} and ${others} more`;
};
