import { type NightRow, nightColumns } from "../columns/trends.ts";
import { archiveContent } from "../content/trends.ts";
import type { ScreenContent, ScreenRow } from "../model/content.ts";
import { findingOf } from "../model/finding.ts";
import type { ItemRef } from "../model/item-ref.ts";
import type { Reading } from "../model/reading.ts";
import { listScreen } from "../model/screen.ts";
import { paragraph, type TextLine } from "../model/text.ts";
import { matrixPicture, ratePicture, TREND_NIGHTS } from "@windowpane/report";

/** The machines of a window in each of the last 30 nights, from an archive. */
export const nightsScreen = listScreen<NightRow>({
  name: "nights",
  title: "nights",
  over: "screen",
  reads: (ref) => [readingAt(ref)],
  content(findings, ref): ScreenContent & { readonly rows: readonly ScreenRow<NightRow>[] } {
    const finding = findingOf<"nights">(findings, readingAt(ref));
    const { answer, window } = finding?.value?.hasArchive === true ? finding.value : none;
    const matrix = answer === undefined ? undefined : matrixPicture(answer);
    return {
      ...archiveContent(finding, answer, {
        nothing: `The archive has no run of this window in the last ${TREND_NIGHTS} nights.`,
        of: answer,
      }),
      rows: (matrix?.rows ?? []).map(({ cells, ...row }) => ({
        id: row.InstanceId,
        item: {
          ...row,
          cells: () => cells,
          ran: cells.filter(({ state }) => state !== "none" && state !== "missing").length,
        },
        bad: row.failed > 0,
        ref: { ...ref, InstanceId: row.InstanceId },
      })),
      noun: "machines",
      pictures:
        answer === undefined || matrix === undefined
          ? undefined
          : {
              rate: ratePicture(answer, window?.points ?? []),
              matrix: { ...matrix, nights: answer.nights },
            },
      total: answer === undefined ? undefined : answer.machines.length + answer.more,
    };
  },
  columns: nightColumns,
  detail: ({ cells }): readonly TextLine[] => {
    const bad = cells().filter(({ state }) => !["passed", "none", "missing"].includes(state));
    const newest = bad
      .slice(-SHOWN)
      .toReversed()
      .map(({ words }) => words);
    return [
      paragraph(bad.length === 0 ? "It passed every known night." : newest.join(", ")),
      paragraph(["muted", legend]),
    ];
  },
  entering: "year",
  enter: ({ ref: { InstanceId }, item }) => ({
    screen: "year",
    ref: { InstanceId },
    label: item.InstanceName ?? item.InstanceId,
  }),
});

const none = { answer: undefined, window: undefined };

/** The marks in one line. */
const legend =
  "F failed, T timed out, U unreachable, P not patched, N not run, C cancelled, ? unknown, . passed, - no run, / not in the archive";

/** Maximum number of nights in the details of a machine. */
const SHOWN = 4;

const readingAt = ({ WindowId = "" }: ItemRef): Extract<Reading, { of: "nights" }> => ({
  of: "nights",
  WindowId,
});
