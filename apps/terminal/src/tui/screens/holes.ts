import type { Hole } from "@windowpane/report";
import { safeLine, wrapText } from "@windowpane/text";
import type { Screen, TextContext, TextLine } from "../screen.ts";
import type { Trouble } from "../session/finding.ts";
import { keyOf } from "../session/reading.ts";

/** What could not be read of the screen below: each hole whole, with what to do about it. */
export const holesScreen: Screen = {
  name: "holes",
  title: "what is missing",
  over: "screen",
  reads: () => [],
  answer: () => ({ rows: [], noun: "holes", holes: [], nothing: "", running: false }),
  lines: (context) => {
    const troubles = troublesBelow(context);
    const holes = context.below?.answer?.holes ?? [];
    if (troubles.length === 0 && holes.length === 0)
      return [[["good", "Nothing is missing: everything that this screen asked for was read."]]];
    return [
      ...troubles.flatMap((trouble) => [...troubleLines(trouble, context), []]),
      ...holes.flatMap((hole) => [...holeLines(hole, context), []]),
    ];
  },
};

/** Why what the screen below asked for could not be read at all, or not again. */
const troublesBelow = ({ below, findings, since }: TextContext): readonly Trouble[] =>
  (below?.screen.reads(below.place, since, findings) ?? []).flatMap(
    (reading) => findings.get(keyOf(reading))?.trouble ?? [],
  );

const troubleLines = ({ wrong, todo }: Trouble, context: TextContext): readonly TextLine[] => [
  ...paragraph(wrong, context, ["warn", `${context.theme.glyphs.hole} `]),
  ...(todo === "" ? [] : paragraph(todo, context, ["accent", `${context.theme.glyphs.arrow} `])),
];

const holeLines = (
  { operation, count, kind, code, why, message, whatToDo, ids }: Hole,
  context: TextContext,
): readonly TextLine[] => {
  const { theme } = context;
  const times = count === 1 ? "" : `, ${count} times`;
  const where = Object.entries(ids).map(([name, id]) => `${name} ${id}`);
  return [
    ...paragraph(why, context, ["warn", `${theme.glyphs.hole} `]),
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
