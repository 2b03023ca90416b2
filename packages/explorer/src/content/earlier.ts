/** Since when machines have their causes, from the executions of the same window that were read already. */
import {
  causesOfExecution,
  compareExecutions,
  describeRecurrence,
  type ComparedExecutions,
  type ExecutionCauses,
  type ExecutionReport,
  type Group,
  type Recurrence,
} from "@windowpane/report";
import { executionReading } from "./execution.ts";
import { findingOf, type Findings } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { TextContext } from "../model/screen.ts";
import { timeText } from "../model/time-text.ts";

type MachineRef = Parameters<ComparedExecutions["ofMachine"]>[0];

/** The recurrence of a cause on a machine of the execution; undefined if no earlier execution was read. */
export type RecurrenceOf = (row: MachineRef, key: string) => Recurrence | undefined;

/**
 * Compares an execution with those before it, back to the first that was not read: it may have the cause, too. Nothing is
 * requested. The failures of the last day are used where they reach further.
 */
export const recurrenceAt = (
  findings: Findings,
  {
    report,
    ref,
    since,
  }: { readonly report: ExecutionReport | undefined; readonly ref: ItemRef; readonly since: Date },
): RecurrenceOf => {
  if (report?.done !== true) return () => undefined;
  const compared = comparedWith(report, readBefore(findings, { report, ref, since }));
  const failures = findingOf<"failures">(findings, { of: "failures", since })?.value;
  const listed = failures === undefined ? undefined : recurrenceIn(failures.groups);
  return (row, key) => {
    const own = compared.ofMachine(row, key);
    const other = listed?.(row, key);
    return (other?.compared ?? 0) > (own?.compared ?? 0) ? other : own;
  };
};

/** The recurrence that the members of groups have. */
export const recurrenceIn = (groups: readonly Group[]): RecurrenceOf => {
  const before = members.get(groups);
  if (before !== undefined) return before;
  const found = new Map<string, Recurrence>();
  const keyOf = ({ WindowExecutionId, name }: MachineRef, key: string): string =>
    `${WindowExecutionId} ${name} ${key}`;
  for (const { key, members: own } of groups) {
    for (const member of own)
      if (member.recurrence !== undefined) found.set(keyOf(member, key), member.recurrence);
  }
  const read: RecurrenceOf = (row, key) => found.get(keyOf(row, key));
  members.set(groups, read);
  return read;
};

/** Kept, because content is made often and a report may have 100,000 machines. */
const members = new WeakMap<readonly Group[], RecurrenceOf>();

/** A recurrence in words, in local time. */
export const recurrenceText = (
  recurrence: Recurrence | undefined,
  { now, utcOffset }: Pick<TextContext, "now" | "utcOffset">,
): string =>
  recurrence === undefined
    ? ""
    : describeRecurrence(recurrence, {
        day: (at) => timeText(at, now, utcOffset).trim().replaceAll("  ", " "),
        now,
      });

/** The executions before one, newest first, without those behind the first that was not read. */
const readBefore = (
  findings: Findings,
  { report, ref, since }: { readonly report: ExecutionReport; readonly ref: ItemRef; readonly since: Date },
): readonly ExecutionCauses[] => {
  const { WindowExecutionId } = report;
  const WindowId = report.WindowId ?? ref.WindowId ?? "";
  const list = findingOf<"executions">(findings, { of: "executions", WindowId })?.value;
  const at = list?.items.findIndex((item) => item.WindowExecutionId === WindowExecutionId) ?? -1;
  if (list === undefined || at < 0) return [];
  const failures = findingOf<"failures">(findings, { of: "failures", since })?.value?.executions ?? [];
  const good = findingOf<"lastGood">(findings, { of: "lastGood", WindowExecutionId })?.value?.report;
  const others = new Map(
    [...failures, ...(good === undefined ? [] : [good])].map((one) => [one.WindowExecutionId, one]),
  );
  const before: ExecutionCauses[] = [];
  for (const { WindowExecutionId: id = "" } of list.items.slice(at + 1)) {
    const own = findingOf<"execution">(findings, executionReading({ WindowExecutionId: id }))?.value;
    const read = [own, others.get(id)].find((one) => one?.done === true);
    const causes = read === undefined ? list.insights.get(id)?.executionCauses : causesOf(read);
    if (causes === undefined) break;
    before.push(causes);
  }
  return before;
};

/** Compares a report with executions before it. Kept while they are the same ones, so that equal rows stay equal. */
const comparedWith = (report: ExecutionReport, before: readonly ExecutionCauses[]): ComparedExecutions => {
  const last = comparisons.get(report);
  if (last?.before.length === before.length && last.before.every((one, index) => one === before[index]))
    return last.compared;
  // Not every report has the ID of its window.
  const all = [causesOf(report), ...before].map((one) => ({ ...one, WindowId: report.WindowId ?? "" }));
  const compared = compareExecutions(all);
  comparisons.set(report, { before, compared });
  return compared;
};

const comparisons = new WeakMap<
  ExecutionReport,
  { readonly before: readonly ExecutionCauses[]; readonly compared: ComparedExecutions }
>();

const causesOf = (report: ExecutionReport): ExecutionCauses => {
  const causes = kept.get(report) ?? causesOfExecution(report);
  kept.set(report, causes);
  return causes;
};

const kept = new WeakMap<ExecutionReport, ExecutionCauses>();
