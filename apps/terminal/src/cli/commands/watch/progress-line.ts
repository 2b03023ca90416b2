/** One line that says how far an execution has come. */
import { badOf, openOf, type Counts, type ExecutionReport } from "@windowpane/report";
import { durationText } from "@windowpane/text";
import type { Theme, Tone } from "../../theme.ts";

/** What the line is made of. */
export interface LineOptions {
  readonly theme: Theme;
  /** The columns that it may take. */
  readonly width: number;
  readonly report: ExecutionReport;
  readonly now: Date;
  readonly nextLook?: Date | undefined;
  /** What is wrong just now, in a few words. */
  readonly trouble?: string | undefined;
}

/** The line, painted, never wider than asked for: what matters least is left out first. */
export const progressLine = ({ theme, width, report, now, nextLook, trouble }: LineOptions): string => {
  const { counts, tasks, StartTime } = report;
  const done = counts.total - openOf(counts);
  const bad = badOf(counts);
  const finished = tasks.filter(({ verdict }) => verdict !== "RUNNING").length;
  // Before the first answers there is nothing to judge yet.
  const isBlank = !report.done && report.verdict === "UNKNOWN";
  const { text, tone } = isBlank ? BLANK : theme.status(report.verdict);
  const pieces: Piece[] = [
    { text, tone, rank: 0 },
    { text: counts.total === 0 ? "" : " ".repeat(LEAST_BAR), tone: "plain", rank: 5, isBar: true },
    {
      text: counts.total === 0 ? "" : `${done} of ${counts.total}${counts.exact ? "" : "+"}`,
      tone: "plain",
      rank: 1,
    },
    { text: bad === 0 ? "" : `${bad} failed`, tone: "bad", rank: 2 },
    { text: trouble ?? "", tone: "warn", rank: 3 },
    { text: some(counts.results.running, "running"), tone: "running", rank: 6 },
    { text: some(counts.results.pending, "waiting"), tone: "muted", rank: 7 },
    {
      text: tasks.length < 2 ? "" : `task ${Math.min(finished + 1, tasks.length)}/${tasks.length}`,
      tone: "muted",
      rank: 9,
    },
    {
      text: StartTime === undefined ? "" : durationText(now.getTime() - StartTime.getTime()),
      tone: "muted",
      rank: 4,
    },
    { text: nextLookText(nextLook, now), tone: "muted", rank: 8 },
  ];
  const kept = fitting(pieces, width);
  const spare = width - widthOf(kept);
  return kept
    .map((piece) =>
      piece.isBar === true
        ? barText(theme, counts, Math.min(LEAST_BAR + spare, MOST_BAR))
        : theme.paint(piece.tone, piece.text),
    )
    .join(GAP);
};

const BLANK = { text: "Reading", tone: "muted" } as const;

interface Piece {
  readonly text: string;
  readonly tone: Tone;
  /** The lower, the longer it stays. */
  readonly rank: number;
  /** Its place is kept by blanks, and what is left of the line goes to it. */
  readonly isBar?: boolean;
}

const GAP = "  ";
const LEAST_BAR = 8;
const MOST_BAR = 24;

const some = (count: number, word: string): string => (count === 0 ? "" : `${count} ${word}`);

const nextLookText = (nextLook: Date | undefined, now: Date): string => {
  if (nextLook === undefined) return "looking";
  const left = Math.ceil((nextLook.getTime() - now.getTime()) / 1000);
  return left <= 0 ? "looking" : `next look ${durationText(left * 1000)}`;
};

const widthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { text }) => sum + text.length, 0) + GAP.length * Math.max(0, pieces.length - 1);

/** Pieces of our own words and glyphs, each one column wide, so their length is their width. */
const fitting = (pieces: readonly Piece[], width: number): readonly Piece[] => {
  let kept = pieces.filter(({ text }) => text !== "");
  while (kept.length > 1 && widthOf(kept) > width) {
    const last = Math.max(...kept.map(({ rank }) => rank));
    kept = kept.filter(({ rank }) => rank !== last);
  }
  return kept.map((piece) => ({ ...piece, text: piece.text.slice(0, width) }));
};

/** A stretch for each kind of end; whoever is there at all has a column of it. The words beside it say the same. */
const barText = (theme: Theme, counts: Counts, width: number): string => {
  const { results, total } = counts;
  const [full, half, rest] = theme.ellipsis === "…" ? ["█", "▒", "░"] : ["#", "=", "."];
  const bad = columnsOf(badOf(counts), total, width);
  const running = columnsOf(results.running, total, width - bad);
  const passed = Math.floor(((results.passed + results.unknown) / total) * width);
  const good = Math.min(passed, width - bad - running);
  const open = width - bad - running - good;
  return [
    theme.paint("good", full.repeat(good)),
    theme.paint("bad", full.repeat(bad)),
    theme.paint("running", half.repeat(running)),
    theme.paint("muted", rest.repeat(open)),
  ].join("");
};

const columnsOf = (count: number, total: number, width: number): number =>
  count === 0 ? 0 : Math.min(width, Math.max(1, Math.round((count / total) * width)));
