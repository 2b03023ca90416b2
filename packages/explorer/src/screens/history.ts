import type { ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { resultPiece } from "../model/meaning.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph, noValue } from "../model/text.ts";
import { timeText, zoneText } from "../model/time-text.ts";
import { patchColumn, tookColumn } from "./cells.ts";
import { resultRank, outputStep } from "./execution-content.ts";
import { taskName } from "./tasks.ts";
import { isBad, isNotPatched, type HistoryRun } from "@windowpane/report";

interface RunRow extends Omit<HistoryRun, "steps"> {
  /** The whole of it, which the filter must not look into twice. */
  readonly whole: () => HistoryRun;
}

/** How far back a machine's history goes, in milliseconds: as long as Run Command keeps it. */
const month = 30 * 24 * 3_600_000;

export const historyScreen = listScreen<RunRow>({
  name: "history",
  title: "history",
  over: "machine",
  reads: (place, since) => [readingAt(place, since)],
  content(findings, place, since) {
    const finding = findingOf<"history">(findings, readingAt(place, since));
    const report = finding?.value;
    const { executions = 0, executionsRead = 0 } = report?.progress ?? {};
    return {
      rows: (report?.runs ?? []).map((run) => rowOf(run, place)),
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
      label: [place.InstanceId, report?.InstanceName].filter(Boolean).join(" "),
    };
  },
  columns: [
    {
      title: "when",
      withZone: true,
      least: 16,
      value: ({ at }, { now, utcOffset }) => (at === undefined ? noValue : timeText(at, now, utcOffset)),
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
  ],
  detail: ({ reason, cause: own, patch }) => {
    const cause = own ?? patch?.cause;
    return [
      paragraph(["strong", cause?.title ?? reason]),
      paragraph(
        [own?.evidence ?? "", patch === undefined ? "" : `Patches: ${patch.words}`]
          .filter(Boolean)
          .join("   "),
      ),
      ...(cause === undefined ? [] : [paragraph(["accent", cause.nextStep, "next"])]),
    ];
  },
  entering: "output",
  enter: ({ item, place }) => outputStep(item.whole(), place),
  output: (row, _, place) => (row === undefined ? undefined : outputStep(row.item.whole(), place)),
});

const readingAt = ({ InstanceId = "" }: ItemRef, since: Date): Extract<Reading, { of: "history" }> => ({
  of: "history",
  InstanceId,
  // `since` is where failures count from, a day ago; it does not move while the program runs.
  since: new Date(since.getTime() - month),
});

const rowOf = (run: HistoryRun, place: ItemRef): ScreenRow<RunRow> => {
  const { steps: _, ...item } = run;
  const { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = run;
  return {
    id: [WindowExecutionId, TaskExecutionId, InvocationId, run.name].join(" "),
    item: { ...item, whole: () => run },
    bad: isBad(run.result) || (run.patch !== undefined && isNotPatched(run.patch)),
    place: { ...place, WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId },
  };
};
