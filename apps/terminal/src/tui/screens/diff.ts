import {
  diffClasses,
  diffExecutions,
  diffWords,
  type DiffClass,
  type ExecutionDiff,
  type MachineDiff,
} from "@windowpane/report";
import { durationText, safeLine } from "@windowpane/text";
import { timeText } from "../frame/time.ts";
import type { Place } from "../place.ts";
import { listScreen, type Row, type Step, type Tally, type TextLine } from "../screen.ts";
import { findingOf } from "../session/finding.ts";
import type { Reading } from "../session/reading.ts";
import type { Tone } from "../theme/palette.ts";
import type { Piece, UiTheme } from "../theme/theme.ts";
import { executionAnswer, executionReading, reportAt } from "./execution-answer.ts";

interface DiffRow extends MachineDiff {
  readonly diff: ExecutionDiff;
}

/** What changed since the last run in which every machine passed. */
export const diffScreen = listScreen<DiffRow>({
  name: "diff",
  title: "compared with the last good run",
  over: "execution",
  reads: (place) => [executionReading(place), lastGoodReading(place)],
  answer(findings, place) {
    const after = reportAt(findings, place);
    const finding = findingOf<"lastGood">(findings, lastGoodReading(place));
    const good = finding?.value;
    const diff =
      after === undefined || good?.report === undefined ? undefined : diffExecutions(good.report, after);
    return {
      ...executionAnswer(findings, place),
      rows: (diff?.machines ?? []).map((machine): Row<DiffRow> => ({
        id: machine.name,
        item: { ...machine, diff: diff as ExecutionDiff }, // There are rows only where there is one.
        bad: badClasses.has(machine.class),
        place: { ...place, ...(machine.after ?? machine.before)?.place },
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
      nothing: good?.reason ?? "Neither of the two runs has a machine.",
      progress:
        finding?.phase === "reading"
          ? "looking for the last good run"
          : executionAnswer(findings, place).progress,
    };
  },
  columns: [
    {
      title: "machine",
      least: 20,
      wanted: 26,
      cell: (machine) => ["strong", nameOf(machine)],
      sort: (machine) => nameOf(machine),
    },
    {
      title: "what changed",
      least: 18,
      wanted: 25,
      cell: (machine, { theme }) => classPiece(machine.class, theme),
      sort: (machine) => diffClasses.indexOf(machine.class),
    },
    {
      title: "before",
      least: 15,
      rank: 3,
      cell: ({ before }, { theme }) => (before === undefined ? "" : theme.result(before.result)),
    },
    {
      title: "now",
      least: 15,
      rank: 2,
      cell: ({ after }, { theme }) => (after === undefined ? "" : theme.result(after.result)),
    },
    {
      title: "took",
      least: 16,
      rank: 4,
      align: "right",
      cell: ({ before, after }, { theme }) =>
        tookText(before?.milliseconds, after?.milliseconds, theme.glyphs.change),
      sort: ({ after }) => after?.milliseconds,
    },
    {
      title: "cause",
      least: 18,
      grow: 1,
      rank: 1,
      cell: ({ after, before }) => (after ?? before)?.cause?.title ?? "",
    },
  ],
  detail: ({ reason, before, after, diff }, { now, utcOffset, theme }): readonly TextLine[] => {
    const cause = (after ?? before)?.cause;
    const good = diff.before.StartTime;
    return [
      [["strong", safeLine(reason)]],
      [
        [
          "muted",
          `compared with the run ${good === undefined ? diff.before.WindowExecutionId : `of ${timeText(good, now, utcOffset)}`}`,
        ],
      ],
      cause === undefined
        ? []
        : [
            safeLine(cause.evidence ?? cause.title),
            "  ",
            ["accent", `${theme.glyphs.arrow} ${safeLine(cause.nextStep)}`],
          ],
    ];
  },
  entering: "output",
  enter: ({ item, place }) => outputOf(item, place),
  output: (row) => (row === undefined ? undefined : outputOf(row.item, row.place)),
  calls: ({ WindowId, WindowExecutionId }) => [
    { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } },
    ...(WindowId === undefined
      ? []
      : [{ operation: "DescribeMaintenanceWindowExecutions" as const, input: { WindowId } }]),
    "# both runs down to their machines, and then compared; no operation of AWS does that",
  ],
});

const lastGoodReading = ({
  WindowId,
  WindowExecutionId = "",
  Name,
}: Place): Extract<Reading, { of: "lastGood" }> => ({
  of: "lastGood",
  WindowExecutionId,
  WindowId,
  Name,
});

const nameOf = ({ name, InstanceName = "" }: MachineDiff): string =>
  safeLine(InstanceName) === "" ? safeLine(name) : safeLine(InstanceName);

const outputOf = (machine: DiffRow, place: Place): Step | undefined =>
  place.InvocationId === undefined ? undefined : { screen: "output", place, label: nameOf(machine) };

const tones: Readonly<Record<DiffClass, Tone>> = {
  newlyFailing: "bad",
  failingOtherwise: "bad",
  stillFailing: "bad",
  newlyNotPatched: "bad",
  notPatched: "bad",
  undecided: "warn",
  vanished: "warn",
  added: "accent",
  slower: "warn",
  recovered: "good",
  newlyPatched: "good",
  unchanged: "muted",
};

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

const classPiece = (name: DiffClass, theme: UiTheme): Piece => {
  const tone = tones[name];
  return [tone, `${theme.sign(tone === "accent" ? "plain" : tone)} ${diffWords[name]}`.trimStart()];
};

const talliesOf = ({ classes }: ExecutionDiff): readonly Tally[] =>
  diffClasses.map((name) => ({ count: classes[name], word: diffWords[name], tone: tones[name] }));

const tookText = (before: number | undefined, after: number | undefined, change: string): string => {
  if (after === undefined) return before === undefined ? "" : durationText(before);
  return before === undefined
    ? durationText(after)
    : `${durationText(before)} ${change} ${durationText(after)}`;
};
