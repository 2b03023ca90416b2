import { tones, type DiffRow, diffColumns } from "../columns/diff.ts";
import { executionContent, executionReading, machineName, reportAt } from "../content/execution.ts";
import type { ScreenRow, Tally } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen, type ScreenStep } from "../model/screen.ts";
import { paragraph, type TextLine } from "../model/text.ts";
import { timeText } from "../model/time-text.ts";
import {
  diffClasses,
  diffExecutions,
  diffWords,
  type DiffClass,
  type ExecutionDiff,
} from "@windowpane/report";

/** What changed since the last execution in which every machine passed. */
export const diffScreen = listScreen<DiffRow>({
  name: "diff",
  title: "compared with the last run that passed",
  over: "execution",
  reads: (ref) => [executionReading(ref), lastGoodReading(ref)],
  content(findings, ref) {
    const after = reportAt(findings, ref);
    const finding = findingOf<"lastGood">(findings, lastGoodReading(ref));
    const good = finding?.value;
    const diff =
      after === undefined || good?.report === undefined ? undefined : diffExecutions(good.report, after);
    return {
      ...executionContent(findings, ref),
      rows: (diff?.machines ?? []).map((machine): ScreenRow<DiffRow> => ({
        id: machine.name,
        item: { ...machine, diff: diff as ExecutionDiff }, // There are rows only where there is one.
        bad: badClasses.has(machine.class),
        ref: { ...ref, ...(machine.after ?? machine.before)?.ref },
      })),
      noun: "machines",
      judgement:
        diff === undefined
          ? undefined
          : {
              verdict: diff.after.verdict,
              falseGreen: false,
              reason: [diff.reason, ...diff.notes].join(" "),
            },
      tallies: diff === undefined ? [] : talliesOf(diff),
      gaps: [...(after?.gaps ?? []), ...(good?.gaps ?? [])],
      nothing: good?.reason ?? "Neither of the two executions has machines.",
      progress:
        finding?.phase === "reading"
          ? "looking for the last run that passed"
          : executionContent(findings, ref).progress,
    };
  },
  columns: diffColumns,
  detail: ({ reason, before, after, diff }, { now, utcOffset }): readonly TextLine[] => {
    const cause = (after ?? before)?.cause;
    const { StartTime, WindowExecutionId } = diff.before;
    const run = StartTime === undefined ? WindowExecutionId : `of ${timeText(StartTime, now, utcOffset)}`;
    return [
      paragraph(["strong", reason]),
      paragraph(["muted", `Compared with the run ${run}.`]),
      ...(cause === undefined
        ? []
        : [paragraph(cause.evidence ?? cause.title, "  ", ["accent", cause.nextStep, "next"])]),
    ];
  },
  entering: "output",
  enter: ({ item, ref }) => outputOf(item, ref),
  output: (row) => (row === undefined ? undefined : outputOf(row.item, row.ref)),
  calls: (behind, ref) => behind.diff(ref),
});

const lastGoodReading = ({
  WindowId,
  WindowExecutionId = "",
  Name,
}: ItemRef): Extract<Reading, { of: "lastGood" }> => ({
  of: "lastGood",
  WindowExecutionId,
  WindowId,
  Name,
});

const outputOf = (machine: DiffRow, ref: ItemRef): ScreenStep | undefined =>
  ref.InvocationId === undefined ? undefined : { screen: "output", ref, label: machineName(machine) };

const badClasses: ReadonlySet<DiffClass> = new Set([
  "newlyFailing",
  "failingOtherwise",
  "stillFailing",
  "newlyNotPatched",
  "notPatched",
  "undecided",
  "vanished",
  "slower",
]);

const talliesOf = ({ classes }: ExecutionDiff): readonly Tally[] =>
  diffClasses.map((name) => ({ count: classes[name], word: diffWords[name], tone: tones[name] }));
