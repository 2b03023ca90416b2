import { callsBehind } from "../calls/behind.ts";
import { type MachineRow, machineColumns } from "../columns/machines.ts";
import { taskName } from "../columns/tasks.ts";
import { causeOf } from "../content/causes.ts";
import {
  machineRank,
  executionContent,
  executionReading,
  invocationAt,
  ranOn,
  reportAt,
  taskAt,
} from "../content/execution.ts";
import { keptRows } from "../content/kept-rows.ts";
import type { ScreenRow } from "../model/content.ts";
import { listScreen, type ScreenStep } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import { isBad, isNotPatched, type Machine } from "@windowpane/report";

export const machinesScreen = listScreen<MachineRow>({
  name: "machines",
  title: "machines",
  over: "execution",
  reads: (place) => [executionReading(place)],
  content(findings, place) {
    const report = reportAt(findings, place);
    const task = taskAt(report, place);
    const invocation = invocationAt(report, place);
    const level =
      place.InvocationId !== undefined ? invocation : place.TaskExecutionId !== undefined ? task : report;
    const rows: ScreenRow<MachineRow>[] = [];
    for (const one of task === undefined ? (report?.tasks ?? []) : [task]) {
      const TaskArn = taskName(one.TaskArn);
      for (const { InvocationId, machines } of one.invocations) {
        if (place.InvocationId !== undefined && place.InvocationId !== InvocationId) continue;
        for (const machine of machines) rows.push(rowOf(machine, place, TaskArn));
      }
    }
    return {
      ...executionContent(findings, place),
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
  detail: (row) => {
    const { reason, patch } = row;
    const cause = causeOf(row);
    // For a machine that is not patched, the evidence is the same text.
    const patches =
      patch === undefined || patch.words === cause?.evidence ? "" : `   patches: ${patch.words}`;
    return [
      paragraph(["strong", cause?.title ?? reason], patches),
      ...(cause === undefined
        ? []
        : [paragraph(cause.evidence ?? reason), paragraph(["accent", cause.nextStep, "next"])]),
    ];
  },
  calls: (place) => callsBehind.execution(place),
  entering: "output",
  enter: (row) => outputOf(row),
  output: (row) => (row === undefined ? undefined : outputOf(row)),
});

const outputOf = ({ item, place }: ScreenRow<MachineRow>): ScreenStep => ({
  screen: "output",
  place,
  label: item.name,
});

/** Member by member: a rest copy is ten times as slow, and there may be 100,000 machines. */
const rowOf = keptRows((machine: Machine, place, TaskArn: string | undefined): ScreenRow<MachineRow> => {
  const { name, InstanceId, InstanceName, InvocationId, TaskExecutionId, result, reason, cause } = machine;
  const { Status, StatusDetails, ResponseCode, StartTime, EndTime, patch } = machine;
  const { WindowId, Name, WindowExecutionId } = place;
  return {
    id: `${InvocationId ?? ""} ${name}`,
    item: {
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
    },
    bad: isBad(result) || (patch !== undefined && isNotPatched(patch)),
    place: { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId },
  };
});

/** Worst first, otherwise in AWS's order. Distributed by rank rather than sorted: there are few ranks and many rows. */
const worstFirst = (rows: readonly ScreenRow<MachineRow>[]): readonly ScreenRow<MachineRow>[] => {
  const ranks: ScreenRow<MachineRow>[][] = [];
  for (const row of rows) (ranks[machineRank(row.item)] ??= []).push(row);
  return ranks.flat();
};
