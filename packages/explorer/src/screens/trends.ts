import { type TrendRow, trendColumns } from "../columns/trends.ts";
import { isBadLevel } from "../content/levels.ts";
import { archiveContent, minuteText, NIGHTS, nightsSince } from "../content/trends.ts";
import type { ScreenContent, ScreenRow, Tally } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { Values } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import { recurrenceText } from "../content/earlier.ts";
import { sparkSteps, stepWords, type CollectionsAnswer, type Gap } from "@windowpane/report";

/** The windows over the last 30 nights, from an archive. */
export const trendsScreen = listScreen<TrendRow>({
  name: "trends",
  title: "trends",
  reads: (_, since) => [{ of: "trends", since: nightsSince(since) }],
  content(findings, _, since): ScreenContent & { readonly rows: readonly ScreenRow<TrendRow>[] } {
    const finding = findingOf<"trends">(findings, { of: "trends", since: nightsSince(since) });
    const value = finding?.value;
    const { answer, collections } = value?.hasArchive === true ? value : none;
    const steps = answer ?? noSteps;
    const content = archiveContent(finding, answer, {
      nothing: `The archive has no runs of the last ${NIGHTS} nights.`,
    });
    return {
      ...content,
      rows: (answer?.rows ?? []).map((row) => ({
        id: [row.Account, row.Region, row.WindowId].join(" "),
        item: { ...row, spark: () => sparkSteps(steps, row.points, steps.days.length) },
        bad: isBadLevel(row.latest),
        ref: { WindowId: row.WindowId, Name: row.Name },
      })),
      noun: "windows",
      tallies: talliesOf(answer, collections),
      gaps: [...content.gaps, ...gapsOf(collections)],
      total: answer === undefined ? undefined : answer.rows.length + answer.more,
    };
  },
  columns: trendColumns,
  detail: ({ points, latest, recurrence }, context) => [
    paragraph(`Last run: ${stepWords(points.at(-1), "ran")}.`),
    paragraph(["muted", `${latest.WindowExecutionId}   ${recurrenceText(recurrence, context)}`.trim()]),
  ],
  entering: "nights",
  enter: ({ ref, item }) => ({ screen: "nights", ref, label: item.Name ?? item.WindowId }),
});

const none = { answer: undefined, collections: undefined };
const noSteps = { days: [], missingDays: [] };

type Answer = Extract<Values["trends"], { readonly hasArchive: true }>["answer"];

const talliesOf = (
  answer: Answer | undefined,
  collections: CollectionsAnswer | undefined,
): readonly Tally[] => {
  if (answer === undefined) return [];
  const waiting = (collections?.locations ?? []).reduce((sum, one) => sum + one.waiting, 0);
  const all: readonly Tally[] = [
    { count: answer.runs, word: "runs", tone: "plain" },
    { count: answer.missingDays.length, word: "nights not in the archive", tone: "warn" },
    { count: waiting, word: "runs not collected yet", tone: "muted" },
    { count: collections?.deadMessages ?? 0, word: "messages not delivered", tone: "bad" },
  ];
  return all.filter(({ count }, at) => at === 0 || count > 0);
};

/** The accounts and regions whose newest collection is not complete. */
const gapsOf = (collections: CollectionsAnswer | undefined): readonly Gap[] =>
  (collections?.locations ?? []).flatMap(
    ({ Account, Region, problem, collectedUntil, remedy }): readonly Gap[] =>
      problem === undefined
        ? []
        : [
            {
              operation: "DescribeMaintenanceWindowExecutions",
              count: 1,
              ids: {},
              kind: "missing",
              code: "not-collected",
              why: `${problem} ${collectedUntil === undefined ? "Nothing was collected completely yet." : `The archive is complete until ${minuteText(collectedUntil)} UTC.`}`,
              nextStep: remedy ?? "Check the output of `windowpane collect` on the host that runs it.",
              origin: { Account, Region },
            },
          ],
  );
