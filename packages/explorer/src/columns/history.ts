/** Columns of what windows ran on a machine. */
import { firstSeenColumn, patchColumn, tookColumn } from "./shared.ts";
import { resultRank, taskName } from "../content/execution.ts";
import { fieldsNamed, tableOnly, type Column } from "../model/column.ts";
import { resultPiece } from "../model/meaning.ts";
import { noValue } from "../model/text.ts";
import { historyFields, type HistoryRun, type Recurrence } from "@windowpane/report";

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
    fields: fieldsNamed(historyFields, "start", "age"),
    table: { name: "at" },
    isTime: true,
    least: 16,
    value: ({ at }) => at ?? noValue,
    sortKey: ({ at }) => at?.getTime(),
    firstOrder: "descending",
  },
  {
    title: "window",
    fields: fieldsNamed(historyFields, "window"),
    table: { name: "window", least: 12 },
    least: 16,
    wanted: 28,
    value: ({ Name, WindowId }) => ["strong", Name ?? WindowId ?? ""],
    sortKey: ({ Name }) => Name?.toLowerCase(),
  },
  {
    title: "task",
    fields: fieldsNamed(historyFields, "task"),
    table: { name: "task", least: 12, rank: 4 },
    least: 12,
    wanted: 28,
    rank: 3,
    value: ({ TaskArn }) => taskName(TaskArn) ?? "",
    sortKey: ({ TaskArn }) => taskName(TaskArn)?.toLowerCase(),
  },
  {
    title: "result",
    fields: fieldsNamed(historyFields, "result"),
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
    fields: fieldsNamed(historyFields, "cause"),
    table: { name: "cause", least: 12, rank: 2 },
    least: 18,
    grow: 1,
    rank: 2,
    value: ({ cause, patch }) => (cause ?? patch?.cause)?.title ?? "",
    sortKey: ({ cause }) => cause?.title,
  },
  firstSeenColumn(({ recurrence }) => recurrence),
  tableOnly({ name: "reason", least: 16, rank: 3 }),
  tableOnly({ name: "WindowExecutionId", rank: 5 }, ...fieldsNamed(historyFields, "id")),
  tableOnly({ name: "TaskExecutionId", rank: 6 }),
  tableOnly({ name: "InvocationId", rank: 7 }),
];
