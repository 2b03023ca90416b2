import type { Verdict } from "@windowpane/report";
import { keyGroups, shownKey, worksOn, type KeyRow } from "../model/key-row.ts";
import { signed, toneOf } from "../model/meaning.ts";
import type { Screen, TextContext } from "../model/screen.ts";
import { emptyLine, labelled, paragraph, type TextLine } from "../model/text.ts";

/** All keys. Those that do nothing on the screen below are dimmed. */
export const helpScreen: Screen = {
  name: "help",
  title: "help",
  over: "screen",
  reads: () => [],
  content: () => ({ rows: [], noun: "keys", gaps: [], nothing: "", running: false }),
  lines: (context) => [...keyGroups.flatMap((group) => groupLines(group, context)), ...verdictLines],
};

const groupLines = (group: KeyRow["group"], context: TextContext): readonly TextLine[] => [
  paragraph(["title", group]),
  ...context.keys.filter((row) => row.group === group).map((row) => keyLine(row, context)),
  emptyLine,
];

const keyLine = (row: KeyRow, { below }: TextContext): TextLine => {
  const works =
    below === undefined ||
    worksOn(row, below.screen.name, below.screen.columns === undefined ? "text" : "list");
  const keys = row.keys.map(shownKey).join("  ");
  return labelled(
    [works ? "accent" : "muted", `  ${keys}`],
    [works ? "plain" : "muted", `${row.about}${works ? "" : " (not here)"}`],
  );
};

const verdicts = [
  ["PASSED", "every machine passed"],
  ["PARTIAL", "some machines passed, some did not"],
  ["FAILED", "no machine passed, or the task itself failed"],
  ["EMPTY", "there were no tasks or no targets"],
  ["SKIPPED", "the previous execution was still running"],
  ["RUNNING", "not ended yet; press w to follow it"],
  ["UNKNOWN", "not everything could be read; press ! for details"],
] as const satisfies readonly (readonly [Verdict, string])[];

const verdictLines: readonly TextLine[] = [
  paragraph(["title", "Verdicts"]),
  ...verdicts.map(([verdict, meaning]) => labelled(signed(toneOf(verdict), `  ${verdict}`), meaning)),
  paragraph([
    "muted",
    "AWS's status is shown next to the verdict. AWS can report SUCCESS although machines failed.",
  ]),
];
