import type { Gap } from "@windowpane/report";
import { safeLine, wrapText } from "@windowpane/text";
import type { Screen, TextContext, TextLine } from "../screen.ts";
import type { Trouble } from "../session/finding.ts";
import { keyOf } from "../session/reading.ts";

/** What could not be read of the screen below: each gap whole, with what to do about it. */
export const gapsScreen: Screen = {
  name: "gaps",
  title: "what is missing",
  over: "screen",
  reads: () => [],
  answer: () => ({ rows: [], noun: "gaps", gaps: [], nothing: "", running: false }),
  lines: (context) => {
    const troubles = troublesBelow(context);
    const gaps = context.below?.answer?.gaps ?? [];
    if (troubles.length === 0 && gaps.length === 0)
      return [[["good", "Nothing is missing: everything that this screen asked for was read."]]];
    return [
      ...troubles.flatMap((trouble) => [...troubleLines(trouble, context), []]),
      ...gaps.flatMap((gap) => [...gapLines(gap, context), []]),
    ];
  },
};

/** Why what the screen below asked for could not be read at all, or not again. */
const troublesBelow = ({ below, findings, since }: TextContext): readonly Trouble[] =>
  (below?.screen.reads(below.place, since, findings) ?? []).flatMap(
    (reading) => findings.get(keyOf(reading))?.trouble ?? [],
  );

const troubleLines = ({ wrong, todo }: Trouble, context: TextContext): readonly TextLine[] => [
  ...paragraph(wrong, context, ["warn", `${context.theme.glyphs.gap} `]),
  ...(todo === "" ? [] : paragraph(todo, context, ["accent", `${context.theme.glyphs.arrow} `])),
];

const gapLines = (
  { operation, count, kind, code, why, message, whatToDo, ids }: Gap,
  context: TextContext,
): readonly TextLine[] => {
  const { theme } = context;
  const times = count === 1 ? "" : `, ${count} times`;
  const where = Object.entries(ids).map(([name, id]) => `${name} ${id}`);
  return [
    ...paragraph(why, context, ["warn", `${theme.glyphs.gap} `]),
    ...paragraph(
      `${operation}: ${kind}${code === kind ? "" : ` (${code})`}${times}${where.length === 0 ? "" : `, ${where.join(", ")}`}`,
      context,
      ["muted", "  "],
    ),
    ...(message === undefined ? [] : paragraph(message, context, ["muted", "  "])),
    ...paragraph(whatToDo, context, ["accent", `${theme.glyphs.arrow} `]),
  ];
};

const paragraph = (
  text: string,
  { width }: TextContext,
  lead: readonly [tone: "warn" | "muted" | "accent", text: string],
) =>
  wrapText(safeLine(text), Math.max(20, width - lead[1].length)).map((line, place): TextLine => [
    place === 0 ? lead : " ".repeat(lead[1].length),
    lead[0] === "muted" ? ["muted", line] : line,
  ]);
