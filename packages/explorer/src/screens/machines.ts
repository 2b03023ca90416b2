import { type MachineRow, machineColumns } from "../columns/machines.ts";
import {
  executionContent,
  executionReading,
  invocationAt,
  isBadMachine,
  machineName,
  machineRank,
  ranOn,
  reportAt,
  taskAt,
  taskName,
} from "../content/execution.ts";
import { causeOf } from "../content/causes.ts";
import { recurrenceAt, recurrenceText, type RecurrenceOf } from "../content/earlier.ts";
import { keptRows } from "../content/kept-rows.ts";
import type { ScreenRow } from "../model/content.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { listScreen, type ScreenStep } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import type { Machine } from "@windowpane/report";

export const machinesScreen = listScreen<MachineRow>({
  name: "machines",
  title: "machines",
  over: "execution",
  reads: (ref) => [executionReading(ref)],
  content(findings, ref, since) {
    const report = reportAt(findings, ref);
    const task = taskAt(report, ref);
    const invocation = invocationAt(report, ref);
    const level =
      ref.InvocationId !== undefined ? invocation : ref.TaskExecutionId !== undefined ? task : report;
    const rows: ScreenRow<MachineRow>[] = [];
    const recurrenceOf = recurrenceAt(findings, { report, ref, since });
    for (const one of task === undefined ? (report?.tasks ?? []) : [task]) {
      const TaskArn = taskName(one.TaskArn);
      for (const { InvocationId, machines } of one.invocations) {
        if (ref.InvocationId !== undefined && ref.InvocationId !== InvocationId) continue;
        for (const machine of machines)
          rows.push(withFirst(rowOf(machine, ref, TaskArn), machine, recurrenceOf));
      }
    }
    return {
      ...executionContent(findings, ref),
      rows: worstFirst(rows),
      noun: "machines",
      judgement: level,
      Status: level?.Status,
      counts: level?.counts,
      patches: level?.patches,
      nothing: "Nothing ran on any machine here.",
      label: invocation === undefined ? undefined : ranOn(invocation),
    };
  },
  columns: machineColumns,
  detail: (row, context) => {
    const { reason, patch, recurrence } = row;
    const when = recurrenceText(recurrence, context);
    const cause = causeOf(row);
    // For a machine that is not patched, the evidence is the same text.
    const patches =
      patch === undefined || patch.words === cause?.evidence ? "" : `   patches: ${patch.words}`;
    return [
      paragraph(["strong", cause?.title ?? reason], when === "" ? "" : `   ${when}`, patches),
      ...(cause === undefined
        ? []
        : [paragraph(cause.evidence ?? reason), paragraph(["accent", cause.nextStep, "next"])]),
    ];
  },
  calls: (behind, ref) => behind.execution(ref),
  entering: "output",
  enter: (row, ref) => outputOf(row, ref),
  output: (row, _, ref) => (row === undefined ? undefined : outputOf(row, ref)),
});

const outputOf = (
  { item }: ScreenRow<MachineRow>,
  { WindowId, Name, WindowExecutionId }: ItemRef,
): ScreenStep => {
  const { TaskExecutionId, InvocationId, InstanceId } = item;
  return {
    screen: "output",
    ref: { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId },
    label: machineName(item),
  };
};

/** Member by member: a rest copy is ten times as slow, and there may be 100,000 machines. */
const rowOf = keptRows((machine: Machine, _ref, TaskArn: string | undefined): ScreenRow<MachineRow> => {
  const { name, InstanceId, InstanceName, InvocationId, TaskExecutionId, result, reason, cause } = machine;
  const { Status, StatusDetails, ResponseCode, StartTime, EndTime, patch } = machine;
  const item = {
    name,
    InstanceId,
    InstanceName,
    InvocationId,
    TaskExecutionId,
    result,
    reason,
    cause,
    Status,
    StatusDetails,
    ResponseCode,
    StartTime,
    EndTime,
    patch,
    TaskArn,
  };
  return {
    id: `${InvocationId ?? ""} ${name}`,
    item,
    bad: isBadMachine(machine),
    ref: item,
  };
});

/** The row with since when its machine has the cause. The same row for the same machine and recurrence. */
const withFirst = (
  row: ScreenRow<MachineRow>,
  machine: Machine,
  recurrenceOf: RecurrenceOf,
): ScreenRow<MachineRow> => {
  const cause = causeOf(machine);
  const recurrence = cause === undefined ? undefined : recurrenceOf(machine, cause.key);
  if (recurrence === undefined) return row;
  const before = recurring.get(row);
  if (before?.item.recurrence === recurrence) return before;
  const item = { ...row.item, recurrence };
  const made = { ...row, item, ref: item };
  recurring.set(row, made);
  return made;
};

const recurring = new WeakMap<ScreenRow<MachineRow>, ScreenRow<MachineRow>>();

/** Worst first, otherwise in AWS's order. Distributed by rank rather than sorted: there are few ranks and many rows. */
const worstFirst = (rows: readonly ScreenRow<MachineRow>[]): readonly ScreenRow<MachineRow>[] => {
  const ranks: ScreenRow<MachineRow>[][] = [];
  for (const row of rows) (ranks[machineRank(row.item)] ??= []).push(row);
  return ranks.flat();
};
