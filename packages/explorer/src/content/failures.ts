import { verdictsWorstFirst, type FailuresReport, type Verdict } from "@windowpane/report";
import type { Tally } from "../model/content.ts";
import type { Finding } from "../model/finding.ts";
import { toneOf } from "../model/meaning.ts";
import type { ScreenStep } from "../model/screen.ts";
import type { GroupMember } from "@windowpane/report";
import { safeLine } from "@windowpane/text";

/** How people call a member: a machine by its name if it has one, else by its id. */
export const memberName = ({
  name,
  InstanceName = "",
}: Pick<GroupMember, "name" | "InstanceName">): string => {
  const given = safeLine(InstanceName);
  return given === "" ? safeLine(name) : given;
};

/** Where a member's story is told: at its output, or at the list on the level that it failed on. */
export const memberStep = (member: GroupMember, Name: string | undefined): ScreenStep => {
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = member;
  const place = { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId };
  const label = memberName(member);
  if (TaskExecutionId === undefined) return { screen: "tasks", place, label };
  return { screen: InvocationId === undefined ? "invocations" : "output", place, label };
};

/** How far the look into the last day has come: short, as the account and the region stand beside it. */
export const failuresProgress = (finding: Finding<FailuresReport> | undefined): string | undefined => {
  if (finding?.phase !== "reading") return undefined;
  const { progress, counts } = finding.value ?? {};
  if (progress === undefined) return "reading";
  const { total = 0 } = counts ?? {};
  const machines = total === 0 ? "" : `, ${total} ${total === 1 ? "machine" : "machines"}`;
  return `reading ${progress.executionsRead} of ${progress.executions} runs${machines}`;
};

/** Names of windows by their IDs, as far as they are known. */
export const windowNames = (report: FailuresReport | undefined): ReadonlyMap<string, string> =>
  new Map((report?.windows ?? []).map(({ WindowId, Name = WindowId }) => [WindowId, Name]));

/** How often each verdict was given, worst first. */
export const verdictTallies = (verdicts: Readonly<Partial<Record<Verdict, number>>>): readonly Tally[] =>
  verdictsWorstFirst.map((word) => ({ count: verdicts[word] ?? 0, word, tone: toneOf(word) }));
