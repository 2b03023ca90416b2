/** Columns of the machines with one cause. */
import { originColumns } from "./origin.ts";
import { machineName, resultRank } from "../content/execution.ts";
import { firstSeenColumn } from "./shared.ts";
import type { ItemOrigin } from "@windowpane/core";
import type { Column } from "../model/column.ts";
import { resultPiece } from "../model/meaning.ts";
import { evidenceField, machineField, resultField, windowField, type GroupMember } from "@windowpane/report";

export interface MemberRow extends GroupMember, ItemOrigin {
  /** Name of the window. */
  readonly Name?: string | undefined;
  readonly nextStep: string;
}

/** Columns of the machines with one cause. */
export const memberColumns: readonly Column<MemberRow>[] = [
  {
    title: "machine",
    fields: [machineField(({ name, InstanceName, InstanceId }) => [name, InstanceName, InstanceId])],
    least: 20,
    wanted: 26,
    value: (member) => ["strong", machineName(member)],
    sortKey: machineName,
  },
  {
    title: "result",
    fields: [resultField(({ result }) => result)],
    least: 15,
    value: ({ result }) => (result === undefined ? "" : resultPiece(result)),
    sortKey: ({ result }) => (result === undefined ? undefined : resultRank(result)),
  },
  {
    title: "window",
    fields: [windowField(({ Name, WindowId }) => [Name, WindowId])],
    least: 16,
    wanted: 28,
    rank: 2,
    value: ({ Name, WindowId }) => Name ?? WindowId ?? "",
    sortKey: ({ Name, WindowId }) => Name ?? WindowId,
  },
  ...originColumns,
  firstSeenColumn(({ recurrence }) => recurrence),
  {
    title: "evidence",
    fields: [evidenceField(({ evidence }) => evidence)],
    least: 20,
    grow: 1,
    rank: 3,
    value: ({ evidence = "" }) => ["muted", evidence],
  },
  {
    title: "id",
    fields: [{ name: "id" }],
    least: 19,
    rank: 4,
    value: ({ InstanceId = "" }) => ["muted", InstanceId],
  },
];
