import { describeAffected, groupGaps, originWords } from "@windowpane/report";
import { gapText } from "../content/gap-text.ts";
import type { ErrorText } from "../model/connection.ts";
import type { Finding } from "../model/finding.ts";
import { keyOf } from "../model/reading.ts";
import type { Screen, TextContext } from "../model/screen.ts";
import { emptyLine, labelled, paragraph, type TextLine } from "../model/text.ts";

/** What could not be read for the screen below, and what to do about it. */
export const gapsScreen: Screen = {
  name: "gaps",
  title: "gaps",
  over: "screen",
  readsBelow: true,
  reads: () => [],
  content: () => ({ rows: [], noun: "gaps", gaps: [], nothing: "", running: false }),
  lines: (context) => {
    const errors = errorsBelow(context);
    const { below, findings, since } = context;
    const gaps = below?.screen.content(findings, below.ref, since).gaps ?? [];
    if (errors.length === 0 && gaps.length === 0)
      return [
        isReadBelow(context)
          ? paragraph(["good", "There are no gaps: everything on this screen was read."])
          : paragraph("There are no gaps so far, but not everything on this screen was read yet."),
      ];
    return [...errors.flatMap(errorLines), ...groupGaps(gaps).flatMap(gapLines)];
  },
};

/** What was found for each reading of the screen below; undefined where nothing has been read yet. */
const findingsBelow = ({ below, findings, since }: TextContext): readonly (Finding | undefined)[] =>
  (below?.screen.reads(below.ref, since, findings) ?? []).map((reading) => findings.get(keyOf(reading)));

const isReadBelow = (context: TextContext): boolean =>
  findingsBelow(context).every((finding) => finding?.phase === "done");

/** Why readings of the screen below failed. */
const errorsBelow = (context: TextContext): readonly ErrorText[] =>
  findingsBelow(context).flatMap((finding) => finding?.error ?? []);

const errorLines = ({ message, advice }: ErrorText): readonly TextLine[] => [
  labelled(["warn", "", "gap"], message),
  ...(advice === "" ? [] : [labelled(["accent", "", "next"], advice)]),
  emptyLine,
];

const gapLines = ({
  item: gap,
  regions: [, ...others],
}: ReturnType<typeof groupGaps>[number]): readonly TextLine[] => {
  const { operation, count, kind, code, message, nextStep, ids, origin } = gap;
  const place = origin === undefined ? "" : `, ${originWords(origin)}`;
  const also = others.length === 0 ? "" : ` Also in ${others.join(", ")}.`;
  const affected = describeAffected(gap);
  const times = count === 1 ? "" : `, ${count} times`;
  const where = Object.entries(ids).map(([name, id]) => `, ${name} ${id}`);
  const kindAndCode = code === kind ? kind : `${kind} (${code})`;
  return [
    labelled(["warn", "", "gap"], `${affected === "" ? gapText(gap) : gap.why}${also}`),
    ...(affected === "" ? [] : [labelled("", affected)]),
    labelled("", ["muted", `${operation}: ${kindAndCode}${times}${where.join("")}${place}`]),
    ...(message === undefined ? [] : [labelled("", ["muted", message])]),
    labelled(["accent", "", "next"], nextStep),
    emptyLine,
  ];
};
