/** Columns of executions. */
import { causeField } from "@windowpane/report";
import { statusDetailsColumn, startedColumn, statusColumn, tookColumn, verdictColumn } from "./shared.ts";
import { originColumns } from "./origin.ts";
import { moreCauses } from "../content/causes.ts";
import type { Column } from "../model/column.ts";
import type { Insight } from "../model/reading.ts";
import type { Item } from "@windowpane/core";

export type ExecutionRow = Item<"DescribeMaintenanceWindowExecutions"> & Partial<Insight>;

/** Columns of executions. */
export const executionColumns: readonly Column<ExecutionRow>[] = [
  ...originColumns,
  startedColumn,
  tookColumn,
  verdictColumn,
  statusColumn,
  {
    title: "cause",
    fields: [causeField(({ causes = [], StatusDetails }) => [...causes, StatusDetails])],
    least: 16,
    grow: 1,
    rank: 1,
    value: ({ why, StatusDetails = "" }) => why ?? StatusDetails,
    tail: ({ why = "" }) => moreCauses(why),
    sortKey: ({ why }) => (why === "" ? undefined : why),
  },
  {
    title: "id",
    fields: [{ name: "id" }],
    table: { name: "WindowExecutionId" },
    least: 36,
    rank: 6,
    value: ({ WindowExecutionId }) => ["muted", WindowExecutionId ?? ""],
  },
  statusDetailsColumn,
];
