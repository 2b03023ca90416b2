/** Who is asked, where one stands, our word on it, and the counts. */
import { resultsWorstFirst, patchOutcomes } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import {
  topView,
  readingsOf,
  keyOf,
  screens,
  patchTallyWords,
  patchTones,
  resultWords,
  verdictPiece,
  agoText,
  timeText,
  type State,
  type View,
  type ScreenContent,
  type Tally,
} from "@windowpane/explorer";
import { layoutOf } from "./layout.ts";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import { bothEnds, piecesWidth } from "./fit-pieces.ts";
import type { FrameLine, FrameOptions } from "./frame.ts";
import { wrapPieces } from "./wrap-pieces.ts";

/** The lines at the top. */
export const headerLines = (state: State, options: FrameOptions): readonly FrameLine[] => {
  const { theme } = options;
  const view = topView(state);
  const width = state.size.columns;
  const ends = { width, mark: theme.glyphs.ellipsis };
  const fresh = freshness(state, options);
  const always: readonly FrameLine[] = [
    { pieces: bothEnds(originPieces(state, theme, width - piecesWidth(fresh) - 2), fresh, ends) },
    { pieces: crumbPieces(state, options) },
  ];
  if (options.screens[view.screen].columns === undefined) return always;
  return [...always, ...judgementLines(view, state, options), { pieces: tallyLine(view, theme, width) }];
};

/** Who is asked. Where room lacks, our own name and the caller's go before the account and the region, which never may. */
const originPieces = ({ origin }: State, theme: UiTheme, room: number): readonly DrawnPiece[] => {
  const { source, profile, region, Account, Arn, identityNote } = origin;
  const asked: readonly DrawnPiece[] = [
    profile === undefined ? source : `${source} ${profile}`,
    ...(Account === undefined ? [] : [["strong", Account] as const]),
    ...(identityNote === undefined ? [] : [["muted", identityNote] as const]),
    ...(region === undefined ? [] : [["accent", region] as const]),
  ];
  const caller: readonly DrawnPiece[] = Arn === undefined ? [] : [callerName(Arn)];
  const program: DrawnPiece = ["title", "windowpane"];
  const ways = [[program, ...asked, ...caller], [program, ...asked], asked].map((facts) =>
    facts.flatMap((fact, place): readonly DrawnPiece[] =>
      place === 0 ? [safePiece(fact)] : [["muted", ` ${theme.glyphs.dot} `], safePiece(fact)],
    ),
  );
  return ways.find((pieces) => piecesWidth(pieces) <= room) ?? ways.at(-1) ?? [];
};

/** `assumed-role/Admin/anna` of the whole ARN: the account stands beside it. */
const callerName = (Arn: string): string => Arn.replace(/^arn:[^:]*:[^:]*:[^:]*:\d*:/, "");

/** Whether something is being read, how old what one sees is, and whether it is followed. */
const freshness = (state: State, { screens, theme }: FrameOptions): readonly DrawnPiece[] => {
  const view = topView(state);
  const [first] = readingsOf(state, screens);
  const finding = first === undefined ? undefined : state.findings.get(keyOf(first));
  const live: readonly DrawnPiece[] = view.live ? [["running", `${theme.glyphs.live} live `], " "] : [];
  const progress = view.content?.progress;
  if (progress !== undefined) return [...live, ["running", progress]];
  if (finding === undefined) return live;
  if (finding.phase === "reading" && finding.at === undefined) return [...live, ["running", "reading"]];
  if (finding.at === undefined) return live;
  const age = `read ${agoText(finding.at, state.now)}`;
  return [...live, ["muted", finding.phase === "reading" ? `${age}, reading again` : age]];
};

/** The way to here. Where it is too long, its beginning is left out. */
const crumbPieces = (
  { views, size, now }: State,
  { theme, utcOffset }: FrameOptions,
): readonly DrawnPiece[] => {
  const labels = views.map(({ label }) =>
    typeof label === "string" ? safeLine(label) : timeText(label, now, utcOffset),
  );
  const separator: DrawnPiece = ["muted", ` ${theme.glyphs.crumb} `];
  const piecesFrom = (start: number): readonly DrawnPiece[] =>
    labels.slice(start).flatMap((label, place, kept): readonly DrawnPiece[] => {
      const piece: DrawnPiece = place === kept.length - 1 ? ["strong", label] : label;
      return place === 0
        ? start === 0
          ? [piece]
          : [theme.glyphs.ellipsis, separator, piece]
        : [separator, piece];
    });
  for (let start = 0; start < labels.length; start += 1) {
    const pieces = piecesFrom(start);
    if (piecesWidth(pieces) <= size.columns || start === labels.length - 1) return pieces;
  }
  return [];
};

/** The verdict over as many lines as the layout has for it. */
const judgementLines = (
  view: View,
  { size }: State,
  { screens, theme }: FrameOptions,
): readonly FrameLine[] => {
  const most = layoutOf(size, screens[view.screen]).header - 3;
  const pieces = judgementPieces(view, theme);
  const lines = wrapPieces(pieces, { width: size.columns, most, mark: theme.glyphs.ellipsis });
  return Array.from({ length: most }, (_, place) => ({ pieces: lines[place] ?? [] }));
};

const judgementPieces = ({ content }: View, theme: UiTheme): readonly DrawnPiece[] => {
  const judgement = content?.judgement;
  if (judgement === undefined) return [];
  const { verdict, reason, falseGreen } = judgement;
  const green: readonly DrawnPiece[] = falseGreen
    ? [["warn", `AWS says ${content?.Status ?? "SUCCESS"}. `]]
    : [];
  const piece = theme.drawn(verdictPiece(verdict));
  const [tone, text] = typeof piece === "string" ? (["plain", piece] as const) : piece;
  return [[tone, `${text}  `], ...green, safeLine(reason)];
};

/** `✖ 3 failed`: the number stands where one looks for it. */
const tallyPieces = (content: ScreenContent | undefined, theme: UiTheme): readonly DrawnPiece[] => {
  const { tallies = [], counts } = content ?? {};
  const results = resultsWorstFirst.map((result): Tally => ({
    count: counts?.results[result] ?? 0,
    ...resultWords[result],
  }));
  const patched = patchOutcomes
    .filter((outcome) => outcome !== "notRun" && outcome !== "running")
    .map((outcome): Tally => ({
      count: content?.patches?.results[outcome] ?? 0,
      word: patchTallyWords[outcome],
      tone: patchTones[outcome],
    }));
  return [...tallies, ...results, ...patched]
    .filter(({ count }) => count > 0)
    .map(({ count, word, tone }) =>
      theme.drawn([tone, `${count} ${word}`, tone === "accent" ? "plain" : tone]),
    );
};

/** The counts side by side, and how many rows there are. Where room lacks, the last counts go whole. */
const tallyLine = (view: View, theme: UiTheme, width: number): readonly DrawnPiece[] => {
  const { ellipsis: mark } = theme.glyphs;
  const tallies = tallyPieces(view.content, theme);
  const end = countPieces(view, theme);
  const room = width - piecesWidth(end) - 2;
  const side = (kept: readonly DrawnPiece[], blanks: string): readonly DrawnPiece[] =>
    kept.flatMap((piece, place): readonly DrawnPiece[] => (place === 0 ? [piece] : [blanks, piece]));
  const wide = side(tallies, "   ");
  if (piecesWidth(wide) <= room) return bothEnds(wide, end, { width, mark });
  let kept = tallies;
  while (kept.length > 1 && piecesWidth(side(kept, "  ")) + 2 > room) kept = kept.slice(0, -1);
  const more: readonly DrawnPiece[] = kept.length < tallies.length ? [["muted", ` ${mark}`]] : [];
  return bothEnds([...side(kept, "  "), ...more], end, { width, mark });
};

/** How many rows are shown of how many that were read, and of how many there are. */
const countPieces = ({ content, rows, onlyBad, applied }: View, theme: UiTheme): readonly DrawnPiece[] => {
  if (content === undefined || (content.rows.length === 0 && rows.length === 0)) return [];
  const loaded = content.rows.length;
  const total = content.total ?? loaded;
  const gaps: readonly DrawnPiece[] =
    content.gaps.length === 0 ? [] : [["warn", `${theme.glyphs.gap} incomplete `], " "];
  const isFiltered = onlyBad || applied !== "";
  const counts = [
    ...(isFiltered ? [`${rows.length} shown`] : []),
    ...(total > loaded ? [`${loaded} read`] : []),
    `${total} ${total === 1 ? singular(content.noun) : content.noun}`,
  ].join(" of ");
  return [...gaps, isFiltered ? ["accent", counts] : ["muted", counts]];
};

const singular = (noun: string): string => noun.replace(/(?<=ch)es$|s$/, "");

const safePiece = (piece: DrawnPiece): DrawnPiece =>
  typeof piece === "string" ? safeLine(piece) : [piece[0], safeLine(piece[1])];
