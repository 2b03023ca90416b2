import { type ExecutionRow, executionColumns } from "../columns/executions.ts";
import { failedIds } from "../content/execution.ts";
import { verdictTallies } from "../content/failures.ts";
import { knownReport } from "../content/identity.ts";
import { isBadLevel } from "../content/levels.ts";
import type { ScreenContent, ScreenRow, Tally } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import { isFinalStatus } from "@windowpane/core";
import type { Verdict } from "@windowpane/report";

export const executionsScreen = listScreen<ExecutionRow>({
  name: "executions",
  title: "executions",
  reads: ({ WindowId = "" }) => [{ of: "executions", WindowId }],
  content(
    findings,
    { WindowId = "", Name },
  ): ScreenContent & { readonly rows: readonly ScreenRow<ExecutionRow>[] } {
    const finding = findingOf<"executions">(findings, { of: "executions", WindowId });
    const { items = [], gaps = [], insights } = finding?.value ?? {};
    const rows = items.map((execution, index): ScreenRow<ExecutionRow> => {
      const { WindowExecutionId = `without id ${index}` } = execution;
      const item: ExecutionRow = { ...execution, ...insights?.get(WindowExecutionId) };
      return {
        id: WindowExecutionId,
        item,
        bad: isBadLevel(item) || (item.bad ?? 0) > 0,
        ref: { WindowId, Name, WindowExecutionId },
      };
    });
    return {
      rows,
      noun: "executions",
      tallies: talliesOf(rows),
      gaps,
      nothing: "This window has no executions in the 30 days that AWS keeps.",
      running: rows.some(({ item }) => !isFinalStatus(item.Status)),
      progress:
        finding?.phase === "reading" && items.length > 0 ? "reading the newest executions" : undefined,
    };
  },
  columns: executionColumns,
  detail: ({ reason, falseGreen, Status, StatusDetails }) => [
    paragraph(reason ?? "This execution was not read yet. Press Enter to read it."),
    falseGreen === true
      ? paragraph(["warn", `AWS reports ${Status ?? "SUCCESS"}, but not everything passed.`])
      : paragraph(["muted", StatusDetails === undefined ? "" : `AWS: ${StatusDetails}`]),
  ],
  entering: "tasks",
  enter: ({ ref, item }) => ({ screen: "tasks", ref, label: item.StartTime ?? "execution" }),
  output: (row) =>
    row === undefined
      ? undefined
      : { screen: "output", ref: row.ref, label: row.item.StartTime ?? "execution" },
  failedBelow: ({ ref }, findings, since) => {
    const report = knownReport(findings, ref, since);
    return report && failedIds(report.tasks.flatMap(({ invocations }) => invocations));
  },
  calls: (behind, ref) => behind.judgedExecutions(ref),
});

/** Every execution counts once, those that were not read too. */
const talliesOf = (rows: readonly ScreenRow<ExecutionRow>[]): readonly Tally[] => {
  const verdicts: Partial<Record<Verdict, number>> = {};
  let unjudged = 0;
  for (const { item } of rows) {
    if (item.verdict === undefined) unjudged += 1;
    else verdicts[item.verdict] = (verdicts[item.verdict] ?? 0) + 1;
  }
  return [...verdictTallies(verdicts), { count: unjudged, word: "not read", tone: "muted" }];
};
