/** Columns of what windows ran on a machine. */
import { patchColumn, tookColumn } from "./shared.ts";
import { taskName } from "./tasks.ts";
import { resultRank } from "../content/execution.ts";
import type { Column } from "../model/column.ts";
import { resultPiece } from "../model/meaning.ts";
import { noValue } from "../model/text.ts";
import type { HistoryRun } from "@windowpane/report";

export interface RunRow extends Omit<HistoryRun, "steps"> {
  /** The full run; a function, so that the filter does not search it twice. */
  readonly whole: () => HistoryRun;
}

/** Columns of what windows ran on a machine. */
export const historyColumns: readonly Column<RunRow>[] = [
  {
    title: "when",
    isTime: true,
    least: 16,
    value: ({ at }) => at ?? noValue,
    sortKey: ({ at }) => at?.getTime(),
  },
  {
    title: "window",
    least: 16,
    wanted: 28,
    value: ({ Name, WindowId }) => ["strong", Name ?? WindowId ?? ""],
    sortKey: ({ Name }) => Name?.toLowerCase(),
  },
  {
    title: "task",
    least: 12,
    wanted: 28,
    rank: 3,
    value: ({ TaskArn }) => taskName(TaskArn) ?? "",
    sortKey: ({ TaskArn }) => taskName(TaskArn)?.toLowerCase(),
  },
  {
    title: "result",
    least: 17,
    value: ({ result }) => resultPiece(result),
    sortKey: ({ result }) => resultRank(result),
  },
  tookColumn,
  { ...patchColumn, isShown: ({ rows }) => rows.some(({ item }) => "patch" in item) },
  {
    title: "cause",
    least: 18,
    grow: 1,
    rank: 2,
    value: ({ cause, patch }) => (cause ?? patch?.cause)?.title ?? "",
    sortKey: ({ cause }) => cause?.title,
  },
];
