/** The filter fields of our own lists, which all interfaces share. */
import { fieldsOf, type Item } from "@windowpane/core";
import type { ListedPatch, PatchListMachine } from "../collect/patches/patch-list.ts";
import { outcomeOfState } from "../collect/patches/open-states.ts";
import { diffClasses, type MachineDiff } from "../diff/model.ts";
import type { HistoryRun } from "../history/model.ts";
import { patchBases, patchOutcomes } from "../model/patch.ts";
import type { ExecutionSummary } from "../model/execution-summary.ts";
import type { Machine } from "../model/report.ts";
import { badOf } from "../model/result.ts";
import type { TimelineRow } from "../timeline/model.ts";
import {
  causeField,
  evidenceField,
  failedField,
  machineField,
  patchFields,
  resultField,
  startFields,
  verdictField,
  windowField,
  type ListField,
} from "./list-field.ts";

/** What the filter over the machines of an execution searches. */
type FilteredMachine = Pick<Machine, "name" | "InstanceName" | "result" | "cause" | "patch">;

/** Fields of the machines of an execution. Items also have the `TaskArn` of their task. */
export const machineFields: readonly ListField<FilteredMachine>[] = [
  machineField(({ name, InstanceName }) => [name, InstanceName]),
  { name: "target" },
  resultField(({ result }) => result),
  causeField(({ cause, patch }) => [cause?.title, patch?.cause?.title]),
  ...patchFields,
  { name: "exit" },
  { name: "id" },
  { name: "duration" },
  ...startFields,
  { name: "task" },
  evidenceField(({ cause, patch }) => [cause?.evidence, patch?.cause?.evidence]),
  { name: "details" },
  { name: "status" },
];

/** Fields of what windows ran on a machine. */
export const historyFields: readonly ListField<
  Pick<HistoryRun, "at" | "Name" | "WindowId" | "result" | "cause" | "patch">
>[] = [
  { name: "start", read: ({ at }) => at },
  { name: "age", read: ({ at }, now) => (at === undefined ? undefined : now.getTime() - at.getTime()) },
  windowField(({ Name, WindowId }) => [Name, WindowId]),
  { name: "task" },
  resultField(({ result }) => result),
  { name: "duration" },
  ...patchFields,
  causeField(({ cause, patch }) => [cause?.title, patch?.cause?.title]),
  { name: "id" },
];

/** Fields of the machines of two executions. */
export const diffFields: readonly ListField<
  Pick<MachineDiff, "name" | "InstanceName" | "class" | "before" | "after">
>[] = [
  machineField(({ name, InstanceName }) => [name, InstanceName]),
  {
    name: "change",
    kind: "word",
    values: diffClasses,
    about: "change of a machine, such as change:newly_failing",
    read: (machine) => machine.class,
  },
  resultField(({ before }) => before?.result, "before"),
  resultField(({ after }) => after?.result, "now"),
  { name: "duration", read: ({ after }) => after?.milliseconds },
  causeField(({ after, before }) => [after?.cause?.title, before?.cause?.title]),
];

/** Fields of the rows of a timeline. */
export const timelineFields: readonly ListField<
  Pick<TimelineRow, "name" | "InstanceName" | "result" | "verdict">
>[] = [
  {
    ...machineField<Pick<TimelineRow, "name" | "InstanceName">>(({ name, InstanceName }) => [
      name,
      InstanceName,
    ]),
    name: "item",
    aliases: ["name", "machine"],
  },
  resultField(({ result }) => result),
  verdictField(({ verdict }) => verdict),
  { name: "duration" },
  { name: "start" },
  { name: "end" },
];

/** Fields of executions with their verdicts. */
export const executionFields: readonly ListField<
  Pick<ExecutionSummary, "WindowId" | "Name" | "verdict" | "machineCounts">
>[] = [
  windowField(({ Name, WindowId }) => [Name, WindowId]),
  verdictField(({ verdict }) => verdict),
  failedField(({ machineCounts }) => badOf(machineCounts)),
  { name: "id" },
  { name: "status" },
  { name: "details" },
  { name: "duration" },
  ...startFields,
];

/** A window with its latest execution, if it has one. */
interface LatestOfWindow {
  readonly window: Item<"DescribeMaintenanceWindows">;
  readonly execution?: ExecutionSummary | undefined;
}

/** Fields of windows with their latest execution. */
export const latestFields: readonly ListField<LatestOfWindow>[] = [
  windowField(({ window: { Name, WindowId } }) => [Name, WindowId]),
  verdictField(({ execution }) => execution?.verdict),
  failedField(({ execution }) => (execution === undefined ? undefined : badOf(execution.machineCounts))),
  { name: "status", read: ({ execution }) => execution?.Status },
  { name: "start", read: ({ execution }) => execution?.StartTime },
  { name: "enabled", read: ({ window }) => window.Enabled },
  { name: "schedule", read: ({ window }) => window.Schedule },
  { name: "next", read: ({ window }) => window.NextExecutionTime },
];

/** AWS's states of a patch, and the patch results that they lead to. */
const statesAndOutcomes = [
  ...new Set([...patchOutcomes, ...(fieldsOf("DescribeInstancePatches")["patch"]?.values ?? [])]),
];

/** Fields of the patches of machines. */
export const patchListFields: readonly ListField<ListedPatch>[] = [
  {
    name: "patch",
    aliases: ["state"],
    values: statesAndOutcomes,
    read: ({ State }) => [State, outcomeOfState(State) ?? "patched"],
  },
  { name: "id" },
  { name: "name", read: ({ KBId, Title }) => [KBId, Title] },
  { name: "severity" },
  { name: "classification" },
  { name: "title", read: ({ Title }) => Title },
  { name: "cve", read: ({ CVEIds }) => CVEIds },
];

/** Fields of the patches of machines that name the machine. The item has the basis of the machine's patch result. */
export const patchedMachineFields: readonly ListField<
  Pick<PatchListMachine, "InstanceId" | "InstanceName"> & { readonly patchBasis?: string | undefined }
>[] = [
  {
    name: "machine",
    about: "text in a machine's name or ID",
    read: ({ InstanceId, InstanceName }) => [InstanceId, InstanceName],
  },
  { name: "target" },
  { name: "basis", values: patchBases },
];
