import { isBad, isNotPatched, type HistoryRun } from "@windowpane/report";
import { timeText, zoneText } from "../frame/time.ts";
import type { Place } from "../place.ts";
import { listScreen, type Row } from "../screen.ts";
import { findingOf } from "../session/finding.ts";
import type { Reading } from "../session/reading.ts";
import { patchColumn, tookColumn } from "./cells.ts";
import { resultRank, outputStep } from "./execution-answer.ts";
import { taskName } from "./tasks.ts";

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
  answer(findings, place, since) {
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
            ? "looking for executions"
            : `looking into ${executionsRead} of ${executions} executions`,
      label: [place.InstanceId, report?.InstanceName].filter(Boolean).join(" "),
    };
  },
  columns: [
    {
      title: "when",
      head: ({ now, utcOffset }) => `when ${zoneText(utcOffset(now))}`,
      least: 16,
      cell: ({ at }, { now, utcOffset, theme }) =>
        at === undefined ? ["muted", theme.glyphs.none] : timeText(at, now, utcOffset),
      sort: ({ at }) => at?.getTime(),
    },
    {
      title: "window",
      least: 16,
      wanted: 28,
      cell: ({ Name, WindowId }) => ["strong", Name ?? WindowId ?? ""],
      sort: ({ Name }) => Name?.toLowerCase(),
    },
    {
      title: "task",
      least: 12,
      wanted: 28,
      rank: 3,
      cell: ({ TaskArn }) => taskName(TaskArn) ?? "",
      sort: ({ TaskArn }) => taskName(TaskArn)?.toLowerCase(),
    },
    {
      title: "what became of it",
      least: 17,
      cell: ({ result }, { theme }) => theme.result(result),
      sort: ({ result }) => resultRank(result),
    },
    tookColumn,
    { ...patchColumn, isShown: ({ rows }) => rows.some(({ item }) => "patch" in item) },
    {
      title: "cause",
      least: 18,
      grow: 1,
      rank: 2,
      cell: ({ cause, patch }) => (cause ?? patch?.cause)?.title ?? "",
      sort: ({ cause }) => cause?.title,
    },
  ],
  detail: ({ reason, cause: own, patch }, { theme }) => {
    const cause = own ?? patch?.cause;
    return [
      [["strong", cause?.title ?? reason]],
      [
        [own?.evidence ?? "", patch === undefined ? "" : `Patches: ${patch.words}`]
          .filter(Boolean)
          .join("   "),
      ],
      cause === undefined ? [] : [["accent", `${theme.glyphs.arrow} ${cause.nextStep}`]],
    ];
  },
  entering: "output",
  enter: ({ item, place }) => outputStep(item.whole(), place),
  output: (row, _, place) => (row === undefined ? undefined : outputStep(row.item.whole(), place)),
});

const readingAt = ({ InstanceId = "" }: Place, since: Date): Extract<Reading, { of: "history" }> => ({
  of: "history",
  InstanceId,
  // `since` is where failures count from, a day ago; it does not move while the program runs.
  since: new Date(since.getTime() - month),
});

const rowOf = (run: HistoryRun, place: Place): Row<RunRow> => {
  const { steps: _, ...item } = run;
  const { WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId } = run;
  return {
    id: [WindowExecutionId, TaskExecutionId, InvocationId, run.name].join(" "),
    item: { ...item, whole: () => run },
    bad: isBad(run.result) || (run.patch !== undefined && isNotPatched(run.patch)),
    place: { ...place, WindowId, Name, WindowExecutionId, TaskExecutionId, InvocationId, InstanceId },
  };
};
