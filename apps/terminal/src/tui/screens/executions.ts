import { isFinalStatus, type Item } from "@windowpane/core";
import type { Verdict } from "@windowpane/report";
import { findingOf } from "../session/finding.ts";
import type { Insight } from "../session/reading.ts";
import { listScreen, type Answer, type Row, type Tally } from "../screen.ts";
import { verdictTallies } from "./verdict-tallies.ts";
import { fittedWhy } from "./why.ts";
import { isBadLevel, startedColumn, statusColumn, tookColumn, verdictColumn } from "./cells.ts";

type ExecutionRow = Item<"DescribeMaintenanceWindowExecutions"> & Partial<Insight>;

export const executionsScreen = listScreen<ExecutionRow>({
  name: "executions",
  title: "executions",
  reads: ({ WindowId = "" }) => [{ of: "executions", WindowId }],
  answer(findings, { WindowId = "", Name }): Answer & { readonly rows: readonly Row<ExecutionRow>[] } {
    const finding = findingOf<"executions">(findings, { of: "executions", WindowId });
    const { items = [], gaps = [], insights } = finding?.value ?? {};
    const rows = items.map((execution, place): Row<ExecutionRow> => {
      const { WindowExecutionId = `without id ${place}` } = execution;
      const item: ExecutionRow = { ...execution, ...insights?.get(WindowExecutionId) };
      return {
        id: WindowExecutionId,
        item,
        bad: isBadLevel(item) || (item.bad ?? 0) > 0,
        place: { WindowId, Name, WindowExecutionId },
      };
    });
    return {
      rows,
      noun: "executions",
      tallies: talliesOf(rows),
      gaps,
      nothing: "This window has not run in the time that AWS keeps, which is about 30 days.",
      running: rows.some(({ item }) => !isFinalStatus(item.Status)),
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
      cell: ({ why, StatusDetails = "" }, context) =>
        why === undefined ? StatusDetails : fittedWhy(why, context),
      sort: ({ why }) => (why === "" ? undefined : why),
    },
    {
      title: "id",
      least: 36,
      rank: 6,
      cell: ({ WindowExecutionId }) => ["muted", WindowExecutionId ?? ""],
    },
  ],
  detail: ({ reason, falseGreen, Status, StatusDetails }) => [
    [reason ?? "Nobody has looked into this run yet; Enter does."],
    falseGreen === true
      ? [["warn", `AWS says ${Status ?? "SUCCESS"}, though not everything passed.`]]
      : [["muted", StatusDetails === undefined ? "" : `AWS: ${StatusDetails}`]],
  ],
  entering: "tasks",
  enter: ({ place, item }) => ({ screen: "tasks", place, label: item.StartTime ?? "execution" }),
  output: (row) =>
    row === undefined
      ? undefined
      : { screen: "output", place: row.place, label: row.item.StartTime ?? "execution" },
  calls: ({ WindowId }) => [{ operation: "DescribeMaintenanceWindowExecutions", input: { WindowId } }],
});

/** Each execution is in one of them, also those that nobody has looked into. */
const talliesOf = (rows: readonly Row<ExecutionRow>[]): readonly Tally[] => {
  const verdicts: Partial<Record<Verdict, number>> = {};
  let unjudged = 0;
  for (const { item } of rows) {
    if (item.verdict === undefined) unjudged += 1;
    else verdicts[item.verdict] = (verdicts[item.verdict] ?? 0) + 1;
  }
  return [...verdictTallies(verdicts), { count: unjudged, word: "not looked into", tone: "muted" }];
};
