import { type YearRow, yearColumns } from "../columns/trends.ts";
import { archiveContent } from "../content/trends.ts";
import { recurrenceText } from "../content/earlier.ts";
import type { ScreenContent, ScreenRow, Tally } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import { matrixPicture, type MachineTrend } from "@windowpane/report";

/** The nights of a machine in the last year, from an archive. */
export const yearScreen = listScreen<YearRow>({
  name: "year",
  title: "year",
  over: "machine",
  reads: (ref) => [readingAt(ref)],
  content(findings, ref): ScreenContent & { readonly rows: readonly ScreenRow<YearRow>[] } {
    const finding = findingOf<"machineTrend">(findings, readingAt(ref));
    const answer = finding?.value?.hasArchive === true ? finding.value.answer : undefined;
    const machine = answer?.rows[0];
    const matrix =
      answer === undefined || machine === undefined
        ? undefined
        : matrixPicture({ ...answer, WindowId: "", nights: [], machines: [machine], more: 0 });
    const cells = matrix?.rows[0]?.cells ?? [];
    return {
      ...archiveContent(finding, answer, {
        nothing: "The archive has no run on this machine in the last year.",
        of: machine,
      }),
      rows: cells
        .filter(({ state }) => state !== "none" && state !== "missing")
        .toReversed()
        .map((cell) => {
          const [day = "", result = ""] = cell.words.split(": ");
          const isBad = cell.state !== "passed" && cell.state !== "unknown" && cell.state !== "running";
          return { id: day, item: { day, result, cell, isBad }, bad: isBad, ref };
        }),
      noun: "nights",
      tallies: machine === undefined ? [] : talliesOf(machine),
      pictures: matrix === undefined ? undefined : { matrix: { ...matrix, nights: [] } },
      label: machine?.InstanceName,
    };
  },
  columns: yearColumns,
  detail: (_, context) => {
    const finding = findingOf<"machineTrend">(context.findings, readingAt(context.ref));
    const machine = finding?.value?.hasArchive === true ? finding.value.answer.rows[0] : undefined;
    return [
      paragraph(machine?.cause === undefined ? "" : `Last cause: ${machine.cause.title}`),
      paragraph(["muted", recurrenceText(machine?.recurrence, context)]),
    ];
  },
});

const talliesOf = ({ runs, passed, failed, unknown }: MachineTrend): readonly Tally[] =>
  (
    [
      { count: runs, word: "runs", tone: "plain" },
      { count: failed, word: "not passed", tone: "bad" },
      { count: unknown, word: "unknown", tone: "warn" },
      { count: passed, word: "passed", tone: "good" },
    ] as const
  ).filter(({ count }) => count > 0);

const readingAt = ({ InstanceId = "" }: ItemRef): Extract<Reading, { of: "machineTrend" }> => ({
  of: "machineTrend",
  InstanceId,
});
