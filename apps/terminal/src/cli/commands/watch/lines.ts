/** The events of a watch as lines, and the progress line below them. */
import {
  badOf,
  openOf,
  type Counts,
  type ExecutionReport,
  type WatchEvent,
  type WatchFailed,
  type WatchWaiting,
} from "@windowpane/report";
import { cutText, displayWidth, durationText, safeLine } from "@windowpane/text";
import type { Theme, Tone } from "../../context/theme.ts";
import { shortTime } from "../../context/times.ts";
import { countsText } from "../../output/counts.ts";
import { namedText } from "../../output/page.ts";

export interface LineLayout {
  readonly theme: Theme;
  /** Width of a line; undefined for a pipe, where nothing is cut. */
  readonly width: number | undefined;
  readonly utcOffset: (at: Date) => number;
}

/** An event as a line with its time; undefined for events that are not printed. */
export const eventLine = (layout: LineLayout, event: WatchEvent): string | undefined => {
  const { theme, width, utcOffset } = layout;
  const content = contentOf(utcOffset, event);
  if (content === undefined) return undefined;
  const { tone, text } = content;
  const glyph = theme.glyph(tone);
  const mark = glyph === "" ? "" : `${glyph} `;
  const time = shortTime(event.at, utcOffset(event.at)).slice(11, 19);
  const room = width === undefined ? undefined : Math.max(10, width - time.length - 2 - displayWidth(mark));
  const shown = room === undefined ? text : cutText(text, room, theme.ellipsis);
  return `${theme.paint("muted", time)}  ${theme.paint(tone, mark)}${shown}\n`;
};

interface LineContent {
  readonly tone: Tone;
  readonly text: string;
}

const contentOf = (utcOffset: LineLayout["utcOffset"], event: WatchEvent): LineContent | undefined => {
  switch (event.kind) {
    case "waiting":
      return { tone: "muted", text: waitingText(event, utcOffset) };
    case "started": {
      const { StartTime, Name, WindowExecutionId } = event;
      const time =
        StartTime === undefined ? "" : ` at ${shortTime(StartTime, utcOffset(StartTime)).slice(11)}`;
      const text =
        Name === undefined
          ? `Execution ${WindowExecutionId} started${time}`
          : `${safeLine(Name)} started${time}, execution ${WindowExecutionId}`;
      return { tone: "running", text };
    }
    case "failed":
      return { tone: event.cause.weight === "failure" ? "bad" : "warn", text: failedText(event) };
    case "error":
      return { tone: "warn", text: `${event.why} Watching continues.` };
    case "progress": {
      const { counts, done, verdict } = event.report;
      if (!done) return undefined;
      return {
        tone: badOf(counts) === 0 ? "muted" : "bad",
        text: `${verdict}: ${countsText(counts, "machine run")}`,
      };
    }
    case "ended":
      return undefined;
  }
};

const waitingText = (
  { Name, WindowId, NextExecutionTime, at }: WatchWaiting,
  utcOffset: (at: Date) => number,
): string => {
  const next = new Date(NextExecutionTime ?? Number.NaN);
  const window = safeLine(Name ?? WindowId);
  if (Number.isNaN(next.getTime())) return `${window} has no next execution; waiting for one`;
  const left = next.getTime() - at.getTime();
  const when = left < 0 ? "is due" : `runs next in ${durationText(left)}`;
  return `${window} ${when}, ${shortTime(next, utcOffset(next))}`;
};

/** What failed and why, in one line. */
export const failedText = ({ member, cause }: WatchFailed): string => {
  const { kind, name, InstanceName } = member;
  const noun = kind === "machine" || kind === "call" ? "" : `${kind === "unnamed" ? "machines of" : kind} `;
  const evidence = cause.evidence === undefined ? "" : `: ${safeLine(cause.evidence)}`;
  return `${noun}${namedText(name, InstanceName)}  ${safeLine(cause.title)}${evidence}`;
};

/** What the progress line shows. */
export interface Progress {
  readonly report?: ExecutionReport;
  readonly nextRead?: Date | undefined;
  readonly waiting?: WatchWaiting;
  /** The current problem, in a few words. */
  readonly trouble?: string | undefined;
}

interface ProgressOptions {
  readonly theme: Theme;
  readonly width: number;
  readonly now: Date;
  readonly utcOffset: (at: Date) => number;
}

/** The progress line while waiting for a window; undefined before. */
export const waitingLine = (
  { waiting }: Progress,
  { theme, width, now, utcOffset }: ProgressOptions,
): string | undefined => {
  if (waiting === undefined) return undefined;
  const since = durationText(now.getTime() - waiting.at.getTime());
  const text = `${waitingText({ ...waiting, at: now }, utcOffset)} (waiting for ${since})`;
  return theme.paint("muted", text.slice(0, width));
};

/** The progress line of an execution, cut to the width; undefined before the first report. */
export const progressLine = (
  { report, nextRead, trouble }: Progress,
  { theme, width, now }: ProgressOptions,
): string | undefined => {
  if (report === undefined) return undefined;
  const { counts, tasks, StartTime } = report;
  const done = counts.total - openOf(counts);
  const bad = badOf(counts);
  const finished = tasks.filter(({ verdict }) => verdict !== "RUNNING").length;
  // The first report has no verdict until the first responses.
  const isReading = !report.done && report.verdict === "UNKNOWN";
  const { text, tone } = isReading ? READING : theme.status(report.verdict);
  const hasCounts = counts.total > 0;
  const segments: readonly Segment[] = [
    { text, tone, rank: 0 },
    { text: hasCounts ? " ".repeat(LEAST_BAR) : "", tone: "plain", rank: 5, isBar: true },
    {
      text: hasCounts ? `${done} of ${counts.total}${counts.exact ? "" : "+"}` : "",
      tone: "plain",
      rank: 1,
    },
    { text: countWord(bad, "failed"), tone: "bad", rank: 2 },
    { text: trouble ?? "", tone: "warn", rank: 3 },
    { text: countWord(counts.results.running, "running"), tone: "running", rank: 6 },
    { text: countWord(counts.results.pending, "pending"), tone: "muted", rank: 7 },
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
    { text: nextCheckText(nextRead, now), tone: "muted", rank: 8 },
  ];
  const kept = fitting(segments, width);
  const barWidth = Math.min(LEAST_BAR + width - widthOf(kept), MOST_BAR);
  return kept
    .map((segment) =>
      segment.isBar === true ? barText(theme, counts, barWidth) : theme.paint(segment.tone, segment.text),
    )
    .join(GAP);
};

const READING = { text: "Reading", tone: "muted" } as const;

interface Segment {
  readonly text: string;
  readonly tone: Tone;
  /** Segments with the highest rank are dropped first. */
  readonly rank: number;
  /** Whether this is the bar, which takes the remaining width. */
  readonly isBar?: boolean;
}

const GAP = "  ";
const LEAST_BAR = 8;
const MOST_BAR = 24;

const countWord = (count: number, word: string): string => (count === 0 ? "" : `${count} ${word}`);

const nextCheckText = (nextRead: Date | undefined, now: Date): string => {
  if (nextRead === undefined) return "checking";
  const left = Math.ceil((nextRead.getTime() - now.getTime()) / 1000);
  return left <= 0 ? "checking" : `next check ${durationText(left * 1000)}`;
};

const widthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { text }) => sum + text.length, 0) + GAP.length * Math.max(0, segments.length - 1);

/** Every character of a segment is one column wide, so lengths are widths. */
const fitting = (segments: readonly Segment[], width: number): readonly Segment[] => {
  let kept = segments.filter(({ text }) => text !== "");
  while (kept.length > 1 && widthOf(kept) > width) {
    const last = Math.max(...kept.map(({ rank }) => rank));
    kept = kept.filter(({ rank }) => rank !== last);
  }
  return kept.map((segment) => ({ ...segment, text: segment.text.slice(0, width) }));
};

/** The shares of failed, running, passed and pending. Each that is not zero has at least one column. */
const barText = (theme: Theme, counts: Counts, width: number): string => {
  const { results, total } = counts;
  const [full, half, rest] = theme.ellipsis === "…" ? ["█", "▒", "░"] : ["#", "=", "."];
  const bad = shareOf(badOf(counts), total, width);
  const running = shareOf(results.running, total, width - bad);
  const passed = Math.floor(((results.passed + results.unknown) / total) * width);
  const good = Math.min(passed, width - bad - running);
  return [
    theme.paint("good", full.repeat(good)),
    theme.paint("bad", full.repeat(bad)),
    theme.paint("running", half.repeat(running)),
    theme.paint("muted", rest.repeat(width - bad - running - good)),
  ].join("");
};

const shareOf = (count: number, total: number, width: number): number =>
  count === 0 ? 0 : Math.min(width, Math.max(1, Math.round((count / total) * width)));
