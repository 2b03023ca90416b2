import { isFinished, type Item } from "@windowpane/core";
import type { Judgement } from "@windowpane/report";
import { findingOf } from "../session/finding.ts";
import { listScreen, type Answer, type Row } from "../screen.ts";
import { timeText } from "../frame/time.ts";
import { isBadLevel, startedColumn, statusColumn, tookColumn, verdictColumn } from "./cells.ts";

type ExecutionRow = Item<"DescribeMaintenanceWindowExecutions"> & Partial<Judgement>;

export const executionsScreen = listScreen<ExecutionRow>({
  name: "executions",
  title: "executions",
  reads: ({ WindowId = "" }) => [{ of: "executions", WindowId }],
  answer(findings, { WindowId = "", Name }): Answer & { readonly rows: readonly Row<ExecutionRow>[] } {
    const finding = findingOf<"executions">(findings, { of: "executions", WindowId });
    const { items = [], holes = [], judgements } = finding?.value ?? {};
    const rows = items.map((execution, place): Row<ExecutionRow> => {
      const { WindowExecutionId = `without id ${place}` } = execution;
      const report = findingOf<"execution">(findings, { of: "execution", WindowExecutionId })?.value;
      const judgement = report?.done === true ? report : judgements?.get(WindowExecutionId);
      const item: ExecutionRow = {
        ...execution,
        ...(judgement === undefined
          ? {}
          : { verdict: judgement.verdict, reason: judgement.reason, falseGreen: judgement.falseGreen }),
      };
      return {
        id: WindowExecutionId,
        item,
        bad: isBadLevel(item),
        place: { WindowId, Name, WindowExecutionId },
      };
    });
    return {
      rows,
      noun: "executions",
      holes,
      nothing: "This window has not run in the time that AWS keeps, which is about 30 days.",
      running: rows.some(({ item }) => !isFinished(item.Status)),
      progress: finding?.phase === "reading" && items.length > 0 ? "looking into the newest" : undefined,
    };
  },
  columns: [
    startedColumn,
    tookColumn,
    verdictColumn,
    statusColumn,
    {
      title: "why",
      least: 16,
      grow: 1,
      rank: 1,
      cell: ({ reason, StatusDetails }) => reason ?? StatusDetails ?? "",
      sort: ({ reason }) => reason,
    },
    {
      title: "id",
      least: 8,
      wants: 36,
      rank: 6,
      cell: ({ WindowExecutionId }) => ["muted", WindowExecutionId ?? ""],
    },
  ],
  detail: ({ reason, falseGreen, Status, StatusDetails }, { theme }) => [
    [reason ?? "Nobody has looked into this run yet; Enter does."],
    falseGreen === true
      ? [["warn", `AWS says ${Status ?? "SUCCESS"}, though not everything passed.`]]
      : [["muted", StatusDetails === undefined ? "" : `AWS: ${StatusDetails}`]],
    [["muted", theme.variant === "none" ? "" : ""]],
  ],
  enter: ({ place, item }) => ({ screen: "tasks", place, label: startLabel(item.StartTime) }),
  output: (row) =>
    row === undefined
      ? undefined
      : { screen: "output", place: row.place, label: startLabel(row.item.StartTime) },
  calls: ({ WindowId }) => [{ operation: "DescribeMaintenanceWindowExecutions", input: { WindowId } }],
});

/** The breadcrumb's word for an execution: its start in UTC is enough to tell it from the others. */
const startLabel = (start: Date | undefined): string =>
  start === undefined ? "execution" : timeText(start, start, () => 0);
