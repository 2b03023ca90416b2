import { type TrendRow, trendColumns } from "../columns/trends.ts";
import { isBadLevel } from "../content/levels.ts";
import { archiveContent, minuteText } from "../content/trends.ts";
import type { ScreenContent, ScreenRow, Tally } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { Values } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph } from "../model/text.ts";
import { recurrenceText } from "../content/earlier.ts";
import {
  isSameOrigin,
  stepWords,
  TREND_NIGHTS,
  unreadSentence,
  type CollectionsAnswer,
  type Gap,
} from "@windowpane/report";

/** The windows over the last 30 nights, from an archive. */
export const trendsScreen = listScreen<TrendRow>({
  name: "trends",
  title: "trends",
  reads: () => [{ of: "trends" }],
  content(findings): ScreenContent & { readonly rows: readonly ScreenRow<TrendRow>[] } {
    const finding = findingOf<"trends">(findings, { of: "trends" });
    const value = finding?.value;
    const { answer, collections, nightsOf } = value?.hasArchive === true ? value : none;
    const content = archiveContent(finding, answer, {
      nothing: `The archive has no runs of the last ${TREND_NIGHTS} nights.`,
    });
    return {
      ...content,
      rows: (answer?.rows ?? []).map((row) => ({
        id: [row.Account, row.Region, row.WindowId].join(" "),
        item: { ...row, nights: nightsOf?.(row) },
        bad: isBadLevel(row.latest),
        ref: { WindowId: row.WindowId, Name: row.Name },
      })),
      noun: "windows",
      tallies: talliesOf(answer, collections),
      gaps: [...gapsOf(collections), ...content.gaps.filter((gap) => !isNeverCollected(gap, collections))],
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

/** Whether a missing period is all that an account and region could have, which has a gap with its remedy. */
const isNeverCollected = ({ origin }: Gap, collections: CollectionsAnswer | undefined): boolean =>
  (collections?.locations ?? []).some(
    (one) => one.problem !== undefined && one.collectedUntil === undefined && isSameOrigin(one, origin),
  );

const none = { answer: undefined, collections: undefined, nightsOf: undefined };

type Answer = Extract<Values["trends"], { readonly hasArchive: true }>["answer"];

const talliesOf = (
  answer: Answer | undefined,
  collections: CollectionsAnswer | undefined,
): readonly Tally[] => {
  if (answer === undefined) return [];
  const waiting = (collections?.locations ?? []).reduce((sum, one) => sum + one.waiting, 0);
  const all: readonly Tally[] = [
    tally(answer.runs, "run", "", "plain"),
    tally(answer.missingDays.length, "night", " not in the archive", "warn"),
    tally(waiting, "run", " not collected yet", "muted"),
    tally(collections?.deadMessages ?? 0, "message", " not delivered", "bad"),
  ];
  return all.filter(({ count }, at) => at === 0 || count > 0);
};

const tally = (count: number, noun: string, state: string, tone: Tally["tone"]): Tally => ({
  count,
  word: `${noun}${count === 1 ? "" : "s"}${state}`,
  tone,
});

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
              why: unreadSentence(
                collectedUntil === undefined
                  ? "The runs"
                  : `The runs since ${minuteText(collectedUntil)} UTC`,
                { Account, Region },
                problem,
              ),
              nextStep: remedy ?? "Check the output of `windowpane collect` on the host that runs it.",
              origin: { Account, Region },
            },
          ],
  );
