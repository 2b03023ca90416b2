import {
  verdictsWorstFirst,
  type FailuresReport,
  type Group,
  type GroupMember,
  type Verdict,
} from "@windowpane/report";
import type { ScreenRow, Tally } from "../model/content.ts";
import type { Finding } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { toneOf } from "../model/meaning.ts";
import type { ScreenStep } from "../model/screen.ts";
import { labelled, type TextLine } from "../model/text.ts";
import { machineName } from "./execution.ts";

/** A cause with its machines. */
export interface CauseRow extends Group {
  /** Names of the windows in which it occurred. */
  readonly windows: readonly string[];
  /** Names of windows by their IDs. */
  readonly names: ReadonlyMap<string, string>;
}

/** The row of a cause: of all windows, or of the execution that `within` names. */
export const causeRow = (item: CauseRow, within: ItemRef = {}): ScreenRow<CauseRow> => ({
  id: item.key,
  item,
  bad: item.weight === "failure",
  ref: { ...within, group: item.key },
});

/** Evidence, machines and next step of a cause. */
export const causeDetail = ({ evidence = "", nextStep, members }: CauseRow): readonly TextLine[] => [
  labelled(["muted", "evidence"], evidence),
  labelled(["muted", "machines"], [...new Set(members.map(machineName))].join(", ")),
  labelled(["muted", "next step"], ["accent", "", "next"], nextStep),
];

/** Opens the machines of a cause, or its only one. */
export const enterCause = ({ item, ref }: ScreenRow<CauseRow>): ScreenStep => {
  const [only, ...others] = item.members;
  if (only !== undefined && others.length === 0) return memberStep(only, item.names.get(only.WindowId ?? ""));
  return { screen: "members", ref, label: item.title };
};

/** Opens the output of the first machine of a cause that has one. */
export const outputOfCause = (row: ScreenRow<CauseRow> | undefined): ScreenStep | undefined => {
  const group = row?.item;
  const member = group?.members.find(({ InvocationId }) => InvocationId !== undefined);
  return group === undefined || member === undefined
    ? undefined
    : memberStep(member, group.names.get(member.WindowId ?? ""));
};

/** Every machine of a cause once, as a list of targets for a retry. */
export const instanceIdsOf = (cause: CauseRow | undefined): string =>
  [...new Set((cause?.members ?? []).map(({ InstanceId, name }) => InstanceId ?? name))].join(" ");

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
