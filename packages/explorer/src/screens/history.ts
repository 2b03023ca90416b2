import { type RunRow, historyColumns } from "../columns/history.ts";
import { causeOf } from "../content/causes.ts";
import { recurrenceIn, recurrenceText, type RecurrenceOf } from "../content/earlier.ts";
import { isBadMachine, outputStep } from "../content/execution.ts";
import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import type { HistoryRun } from "@windowpane/report";

/** Period of a machine's history in milliseconds: Run Command keeps its history for 30 days. */
const month = 30 * 24 * 3_600_000;

export const historyScreen = listScreen<RunRow>({
  name: "history",
  title: "history",
  over: "machine",
  reads: (ref, since) => [readingAt(ref, since)],
  content(findings, ref, since) {
    const finding = findingOf<"history">(findings, readingAt(ref, since));
    const report = finding?.value;
    const { executions = 0, executionsRead = 0 } = report?.progress ?? {};
    const recurrenceOf = recurrenceIn(report?.groups ?? []);
    return {
      rows: (report?.runs ?? []).map((run) => rowOf(run, ref, recurrenceOf)),
      noun: "runs",
      counts: report?.counts,
      gaps: report?.gaps ?? [],
      nothing: "No window ran anything on this machine in the last 30 days.",
      running: true,
      progress:
        finding?.phase !== "reading"
          ? undefined
          : executions === 0
            ? "listing executions"
            : `reading ${executionsRead} of ${executions} executions`,
    };
  },
  columns: historyColumns,
  detail: ({ reason, cause: own, patch, recurrence }, context) => {
    const cause = own ?? patch?.cause;
    const when = recurrenceText(recurrence, context);
    return [
      paragraph(["strong", cause?.title ?? reason], when === "" ? "" : `   ${when}`),
      paragraph(
        [own?.evidence ?? "", patch === undefined ? "" : `Patches: ${patch.words}`]
          .filter(Boolean)
          .join("   "),
      ),
      ...(cause === undefined ? [] : [paragraph(["accent", cause.nextStep, "next"])]),
    ];
  },
  calls: (behind, ref, _, { since }) => behind.history(ref, { since }),
  entering: "output",
  enter: ({ item, ref }) => outputStep(item.whole(), ref),
  output: (row, _, ref) => (row === undefined ? undefined : outputStep(row.item.whole(), ref)),
});

const readingAt = ({ InstanceId = "" }: ItemRef, since: Date): Extract<Reading, { of: "history" }> => ({
  of: "history",
  InstanceId,
  // `since` is the start of the last day; it moves seldom, so the reading stays the same.
  since: new Date(since.getTime() - month),
});

const rowOf = (run: HistoryRun, ref: ItemRef, recurrenceOf: RecurrenceOf): ScreenRow<RunRow> => {
  const { steps: _, ...item } = run;
  const { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = run;
  const key = causeOf(run)?.key;
  const recurrence = key === undefined ? undefined : recurrenceOf(run, key);
  return {
    id: [WindowExecutionId, TaskExecutionId, InvocationId, run.name].join(" "),
    item: { ...item, whole: () => run, ...(recurrence === undefined ? {} : { recurrence }) },
    bad: isBadMachine(run),
    ref: { ...ref, WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId },
  };
};
