/** Columns of what windows ran on a machine. */
import { causeField, resultField, windowField } from "./fields.ts";
import { firstSeenColumn, patchColumn, tookColumn } from "./shared.ts";
import { resultRank, taskName } from "../content/execution.ts";
import { tableOnly, type Column } from "../model/column.ts";
import { resultPiece } from "../model/meaning.ts";
import { noValue } from "../model/text.ts";
import type { HistoryRun, Recurrence } from "@windowpane/report";

export interface RunRow extends Omit<HistoryRun, "steps"> {
  /** The full run; a function, so that the filter does not search it twice. */
  readonly whole: () => HistoryRun;
  /** Since when its window has the cause on this machine. */
  readonly recurrence?: Recurrence | undefined;
}

/** Columns of what windows ran on a machine. */
export const historyColumns: readonly Column<RunRow>[] = [
  {
    title: "when",
    fields: [
      { name: "start", read: ({ at }) => at },
      { name: "age", read: ({ at }, now) => (at === undefined ? undefined : now.getTime() - at.getTime()) },
    ],
    table: { name: "at" },
    isTime: true,
    least: 16,
    value: ({ at }) => at ?? noValue,
    sortKey: ({ at }) => at?.getTime(),
    firstOrder: "descending",
  },
  {
    title: "window",
    fields: [windowField(({ Name, WindowId }) => [Name, WindowId])],
    table: { name: "window", least: 12 },
    least: 16,
    wanted: 28,
    value: ({ Name, WindowId }) => ["strong", Name ?? WindowId ?? ""],
    sortKey: ({ Name }) => Name?.toLowerCase(),
  },
  {
    title: "task",
    fields: [{ name: "task" }],
    table: { name: "task", least: 12, rank: 4 },
    least: 12,
    wanted: 28,
    rank: 3,
    value: ({ TaskArn }) => taskName(TaskArn) ?? "",
    sortKey: ({ TaskArn }) => taskName(TaskArn)?.toLowerCase(),
  },
  {
    title: "result",
    fields: [resultField(({ result }) => result)],
    table: { name: "result", kind: "status" },
    least: 17,
    value: ({ result }) => resultPiece(result),
    sortKey: ({ result }) => resultRank(result),
  },
  tookColumn,
  {
    ...patchColumn,
    table: { name: "patch", value: ({ patchLabel }) => patchLabel, least: 11, rank: 1 },
    isShown: ({ rows }) => rows.some(({ item }) => "patch" in item),
  },
  {
    title: "cause",
    fields: [causeField(({ cause, patch }) => [cause?.title, patch?.cause?.title])],
    table: { name: "cause", least: 12, rank: 2 },
    least: 18,
    grow: 1,
    rank: 2,
    value: ({ cause, patch }) => (cause ?? patch?.cause)?.title ?? "",
    sortKey: ({ cause }) => cause?.title,
  },
  firstSeenColumn(({ recurrence }) => recurrence),
  tableOnly({ name: "reason", least: 16, rank: 3 }),
  tableOnly({ name: "WindowExecutionId", rank: 5 }, { name: "id" }),
  tableOnly({ name: "TaskExecutionId", rank: 6 }),
  tableOnly({ name: "InvocationId", rank: 7 }),
];
