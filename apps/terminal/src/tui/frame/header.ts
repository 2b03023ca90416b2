/** The first lines of the frame: connection, breadcrumb, verdict and counts. */
import {
  agoText,
  crumbsOf,
  patchTallyWords,
  patchTones,
  reasonBeside,
  resultWords,
  timeText,
  topView,
  verdictPiece,
  visibleFindings,
  type Crumb,
  type ScreenContent,
  type State,
  type Tally,
  type View,
} from "@windowpane/explorer";
import { patchOutcomes, resultsWorstFirst } from "@windowpane/report";
import { cutText, displayWidth, durationText, safeLine } from "@windowpane/text";
import { bothEnds, drawnText, piecesWidth, withText, wrapPieces } from "../draw/pieces.ts";
import type { DrawnPiece, UiTheme } from "../theme/theme.ts";
import type { FrameLine, FrameOptions } from "./frame-line.ts";
import { layoutOf } from "./layout.ts";

/** Connection and breadcrumb; on a list also verdict and counts. */
export const headerLines = (state: State, options: FrameOptions): readonly FrameLine[] => {
  const { theme } = options;
  const view = topView(state);
  const width = state.size.columns;
  const ends = { width, mark: theme.glyphs.ellipsis };
  const age = agePieces(state, options);
  const always: readonly FrameLine[] = [
    { pieces: bothEnds(connectionPieces(state, theme, width - piecesWidth(age) - 2), age, ends) },
    { pieces: breadcrumbPieces(state, options) },
  ];
  if (options.screens[view.screen].columns === undefined) return always;
  return [...always, ...verdictLines(view, state, options), { pieces: countsLine(view, theme, width) }];
};

/** The connection. Where space lacks, first the caller and then the program's name is left out, but never the account or region. */
const connectionPieces = ({ connection }: State, theme: UiTheme, room: number): readonly DrawnPiece[] => {
  const { source, profile, region, scope, Account, Arn, identityNote } = connection;
  const account: readonly DrawnPiece[] = [
    profile === undefined ? source : `${source} ${profile}`,
    ...(scope === undefined ? [] : [["strong", scope] as const]),
    ...(Account === undefined ? [] : [["strong", Account] as const]),
    ...(identityNote === undefined ? [] : [["muted", identityNote] as const]),
    ...(region === undefined ? [] : [["accent", region] as const]),
  ];
  const caller: readonly DrawnPiece[] = Arn === undefined ? [] : [callerName(Arn)];
  const program: DrawnPiece = ["title", "windowpane"];
  const choices = [[program, ...account, ...caller], [program, ...account], account].map((facts) =>
    facts.flatMap((fact, index): readonly DrawnPiece[] =>
      index === 0 ? [safePiece(fact)] : [["muted", ` ${theme.glyphs.dot} `], safePiece(fact)],
    ),
  );
  return choices.find((pieces) => piecesWidth(pieces) <= room) ?? choices.at(-1) ?? [];
};

/** `assumed-role/Admin/anna` of the whole ARN, as the account is shown next to it. */
const callerName = (Arn: string): string => Arn.replace(/^arn:[^:]*:[^:]*:[^:]*:\d*:/, "");

/** The age of the data, whether it is being read, and whether the view is live. */
const agePieces = (state: State, { screens, theme }: FrameOptions): readonly DrawnPiece[] => {
  const view = topView(state);
  const [finding] = visibleFindings(state, screens);
  const live: readonly DrawnPiece[] = view.live ? [["running", `${theme.glyphs.live} live`], "  "] : [];
  const progress = view.content?.progress;
  const seconds = readingSeconds(state, { screens });
  if (progress !== undefined) return [...live, ["running", progress + seconds]];
  if (finding === undefined) return live;
  if (finding.phase === "reading" && finding.at === undefined)
    return [...live, ["running", `reading${seconds}`]];
  if (finding.at === undefined) return live;
  const age = `read ${agoText(finding.at, state.now)}`;
  return [...live, ["muted", finding.phase === "reading" ? `${age}, reading again${seconds}` : age]];
};

/** How long the visible readings have taken, from 3 seconds on: `, 12s`. */
const readingSeconds = (state: State, { screens }: Pick<FrameOptions, "screens">): string => {
  const begun = visibleFindings(state, screens).flatMap((finding) =>
    finding?.phase === "reading" ? (finding.begun?.getTime() ?? []) : [],
  );
  const milliseconds = state.now.getTime() - Math.min(...begun);
  return begun.length === 0 || milliseconds < 3_000 ? "" : `, ${durationText(milliseconds)}`;
};

/**
 * The breadcrumb. Where space lacks, how the user came here is left out before the IDs, and the IDs before the task; what is
 * shown stays.
 */
const breadcrumbPieces = (state: State, { theme, utcOffset }: FrameOptions): readonly DrawnPiece[] => {
  const { columns: width } = state.size;
  const { crumb, ellipsis } = theme.glyphs;
  const crumbs = crumbsOf(state).map((one): LabelledCrumb => ({
    ...one,
    label: typeof one.label === "string" ? one.label : timeText(one.label, state.now, utcOffset),
  }));
  const drawn = (kept: readonly LabelledCrumb[], ids: readonly Crumb["kind"][]): readonly DrawnPiece[] =>
    kept.flatMap(({ label, id, kind }, index): readonly DrawnPiece[] => [
      ...(index === 0 ? [] : [["muted", ` ${crumb} `] as const]),
      index === kept.length - 1 ? ["strong", label] : label,
      ...(id !== undefined && ids.includes(kind) ? [["muted", ` ${id}`] as const] : []),
    ]);
  const named = crumbs.filter(({ kind }, index) => kind !== "path" || index === crumbs.length - 1);
  for (const ids of [["window", "machine"], ["window"], ["machine"]] as const) {
    for (const kept of [crumbs, named]) {
      const pieces = drawn(kept, ids);
      if (piecesWidth(pieces) <= width) return pieces;
    }
  }
  let kept = crumbs;
  const isTooWide = (): boolean => piecesWidth(drawn(kept, [])) > width;
  const leaveOut = (isLess: (crumb: LabelledCrumb) => boolean, mark: readonly LabelledCrumb[]): boolean => {
    const index = kept.findIndex((one, at) => at < kept.length - 1 && isLess(one));
    if (index < 0) return false;
    kept = [...kept.slice(0, index), ...mark, ...kept.slice(index + 1)];
    return true;
  };
  while (isTooWide() && leaveOut(({ kind }) => kind === "path", []));
  if (isTooWide()) leaveOut(({ kind }) => kind === "task", [{ kind: "path", view: 0, label: ellipsis }]);
  // What is left are names: the longest one is cut.
  const over = piecesWidth(drawn(kept, [])) - width;
  if (over > 0) {
    const longest = kept.reduce((one, other) =>
      displayWidth(other.label) > displayWidth(one.label) ? other : one,
    );
    const room = Math.max(6, displayWidth(longest.label) - over);
    kept = kept.map((one) => (one === longest ? { ...one, label: cutText(one.label, room, ellipsis) } : one));
  }
  return drawn(kept, []);
};

interface LabelledCrumb extends Crumb {
  readonly label: string;
}

/** The verdict with its reason, over as many lines as the layout has. */
const verdictLines = (
  { screen, content }: View,
  { size }: State,
  { screens, theme }: FrameOptions,
): readonly FrameLine[] => {
  const height = layoutOf(size, screens[screen]).header - 3;
  const pieces = verdictPieces(content, theme);
  const lines = wrapPieces(pieces, {
    width: size.columns,
    most: height,
    mark: theme.glyphs.ellipsis,
    indent: piecesWidth(pieces.slice(0, 1)),
  });
  return Array.from({ length: height }, (_, index) => ({ pieces: lines[index] ?? [] }));
};

const verdictPieces = (content: ScreenContent | undefined, theme: UiTheme): readonly DrawnPiece[] => {
  if (content?.judgement === undefined) return [];
  const { verdict, falseGreen } = content.judgement;
  const piece = theme.drawn(verdictPiece(verdict));
  const status: readonly DrawnPiece[] = falseGreen
    ? [["warn", `AWS reports ${content.Status ?? "SUCCESS"}. `]]
    : [];
  return [withText(piece, `${drawnText(piece)}  `), ...status, safeLine(reasonBeside(content.judgement))];
};

/** `✖ 3 failed` for each result with machines. */
const tallyPieces = (content: ScreenContent | undefined, theme: UiTheme): readonly DrawnPiece[] => {
  const { tallies = [], counts, patches } = content ?? {};
  const results = resultsWorstFirst.map((result): Tally => ({
    count: counts?.results[result] ?? 0,
    ...resultWords[result],
  }));
  const patchResults = patchOutcomes
    .filter((outcome) => outcome !== "notRun" && outcome !== "running")
    .map((outcome): Tally => ({
      count: patches?.results[outcome] ?? 0,
      word: patchTallyWords[outcome],
      tone: patchTones[outcome],
    }));
  return [...tallies, ...results, ...patchResults]
    .filter(({ count }) => count > 0)
    .map(({ count, word, tone }) =>
      theme.drawn([tone, `${count} ${word}`, tone === "accent" ? "plain" : tone]),
    );
};

/** The counts and the number of rows. Where space lacks, the last counts are left out. */
const countsLine = (view: View, theme: UiTheme, width: number): readonly DrawnPiece[] => {
  const { ellipsis: mark } = theme.glyphs;
  const tallies = tallyPieces(view.content, theme);
  const end = rowCountPieces(view, theme);
  const room = width - piecesWidth(end) - 2;
  const wide = spaced(tallies, "   ");
  if (piecesWidth(wide) <= room) return bothEnds(wide, end, { width, mark });
  let kept = tallies;
  while (kept.length > 1 && piecesWidth(spaced(kept, "  ")) + 2 > room) kept = kept.slice(0, -1);
  const more: readonly DrawnPiece[] = kept.length < tallies.length ? [["muted", ` ${mark}`]] : [];
  return bothEnds([...spaced(kept, "  "), ...more], end, { width, mark });
};

const spaced = (pieces: readonly DrawnPiece[], spaces: string): readonly DrawnPiece[] =>
  pieces.flatMap((piece, index): readonly DrawnPiece[] => (index === 0 ? [piece] : [spaces, piece]));

/** How many rows are shown, were read and exist: `2 shown of 14 windows`. */
const rowCountPieces = ({ content, rows, onlyBad, applied }: View, theme: UiTheme): readonly DrawnPiece[] => {
  if (content === undefined || (content.rows.length === 0 && rows.length === 0)) return [];
  const read = content.rows.length;
  const total = content.total ?? read;
  const gaps: readonly DrawnPiece[] =
    content.gaps.length === 0 ? [] : [theme.drawn(["warn", "incomplete", "gap"]), "  "];
  const isFiltered = onlyBad || applied !== "";
  const counts = [
    ...(isFiltered ? [`${rows.length} shown`] : []),
    ...(total > read ? [`${read} read`] : []),
    `${total} ${total === 1 ? singular(content.noun) : content.noun}`,
  ].join(" of ");
  return [...gaps, [isFiltered ? "accent" : "muted", counts]];
};

const singular = (noun: string): string => noun.replace(/(?<=ch)es$|s$/, "");

const safePiece = (piece: DrawnPiece): DrawnPiece => withText(piece, safeLine(drawnText(piece)));
