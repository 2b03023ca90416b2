import { verdictsWorstFirst, type FailuresReport, type GroupMember, type Verdict } from "@windowpane/report";
import type { Tally } from "../model/content.ts";
import type { Finding } from "../model/finding.ts";
import { toneOf } from "../model/meaning.ts";
import type { ScreenStep } from "../model/screen.ts";
import { machineName } from "./execution.ts";

/** Opens a member: its output, or the list of the level on which it failed. */
export const memberStep = (member: GroupMember, Name: string | undefined): ScreenStep => {
  const { WindowId, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = member;
  const ref = { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId };
  const label = machineName(member);
  if (TaskExecutionId === undefined) return { screen: "tasks", ref, label };
  return { screen: InvocationId === undefined ? "invocations" : "output", ref, label };
};

/** Progress of reading the failures. Short, because account and region are shown beside it. */
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

/** Counts of verdicts, worst first. */
export const verdictTallies = (verdicts: Readonly<Partial<Record<Verdict, number>>>): readonly Tally[] =>
  verdictsWorstFirst.map((word) => ({ count: verdicts[word] ?? 0, word, tone: toneOf(word) }));
