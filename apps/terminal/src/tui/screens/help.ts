import type { Verdict } from "@windowpane/report";
import { padText, wrapText } from "@windowpane/text";
import { keyGroups, shownKey, worksOn, type KeyRow } from "../key-row.ts";
import { keyTable } from "../keys.ts";
import type { Screen, TextContext, TextLine } from "../screen.ts";

/** Every key, from the table that the program obeys. What does nothing on the screen below is dimmed. */
export const helpScreen: Screen = {
  name: "help",
  title: "help",
  over: "screen",
  reads: () => [],
  answer: () => ({ rows: [], noun: "keys", gaps: [], nothing: "", running: false }),
  lines: (context) => [...keyGroups.flatMap((group) => groupLines(group, context)), ...legend(context)],
};

const keysOf = ({ keys }: KeyRow): string => keys.map(shownKey).join("  ");

/** Columns for the keys; what they do stands beside them. */
const keysWidth = 4 + Math.max(...keyTable.map((row) => keysOf(row).length));

const groupLines = (group: KeyRow["group"], context: TextContext): readonly TextLine[] => [
  [["title", group]],
  ...keyTable.filter((row) => row.group === group).flatMap((row) => keyLines(row, context)),
  [],
];

const keyLines = (row: KeyRow, { width, below }: TextContext): readonly TextLine[] => {
  const works =
    below === undefined ||
    worksOn(row, below.screen.name, below.screen.columns === undefined ? "text" : "list");
  const tone = works ? "plain" : "muted";
  const keys = padText(`  ${keysOf(row)}`, keysWidth);
  return wrapText(`${row.about}${works ? "" : " (not here)"}`, Math.max(20, width - keysWidth)).map(
    (text, place): TextLine => [
      place === 0 ? [works ? "accent" : "muted", keys] : " ".repeat(keysWidth),
      [tone, text],
    ],
  );
};

/** What the signs mean, so that nobody has to guess. */
const legend = ({ theme, width }: TextContext): readonly TextLine[] => [
  [["title", "Words"]],
  ...words.map(([verdict, meaning]): TextLine => [
    "  ",
    theme.verdict(verdict),
    " ".repeat(10 - verdict.length),
    meaning,
  ]),
  ...wrapText(
    "AWS's own status stands beside ours: its SUCCESS may stand over machines that failed.",
    width - 2,
  ).map((text): TextLine => ["  ", ["muted", text]]),
];

const words = [
  ["PASSED", "every machine passed"],
  ["PARTIAL", "some passed, some did not"],
  ["FAILED", "none passed, or the task itself failed"],
  ["EMPTY", "there was nothing to run on"],
  ["SKIPPED", "the run before it was still under way"],
  ["RUNNING", "it has not ended yet; w follows it"],
  ["UNKNOWN", "it could not be read; ! says what is missing"],
] as const satisfies readonly (readonly [Verdict, string])[];
