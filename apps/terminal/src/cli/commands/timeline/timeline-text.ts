/** A timeline in characters: a line for each bar, as wide as the terminal. */
import {
  distinctRows,
  hasPassed,
  patchDoubtOf,
  type NotRunWhy,
  type Timeline,
  type TimelineRow,
} from "@windowpane/report";
import { cutText, durationText, padText, safeLine } from "@windowpane/text";
import type { Tone } from "../../theme.ts";
import { gapsText } from "../../output/gaps.ts";
import { counted, paragraph, statusText, type Page } from "../../output/page.ts";

/** What of it to draw. */
export interface TimelineTextOptions {
  /** Machines that passed, too. */
  readonly all: boolean;
}

/** The picture, with what never ran and why below it. */
export const timelineText = (page: Page, timeline: Timeline, { all }: TimelineTextOptions): string => {
  const frame = frameOf(page, timeline);
  const distinct = distinctRows(timeline);
  const rows = distinct.filter(
    ({ level, result = "unknown", patch }) => all || level !== "machine" || !hasPassed({ result, patch }),
  );
  const left = distinct.length - rows.length;
  return [
    paragraph(page, timeline.reason, { lead: `${statusText(page, timeline.verdict)}  ` }),
    frame === undefined ? paragraph(page, "Nothing has begun.") : "\n",
    ...(frame === undefined
      ? []
      : [axisText(page, frame, timeline), ...rows.map((row) => rowText(page, frame, row))]),
    left === 0
      ? ""
      : paragraph(page, `${counted(left, "machine")} that passed not drawn; --all draws them.`, {
          tone: "muted",
        }),
    limitsText(page, timeline),
    notRunText(page, timeline),
    gapsText(page, timeline.gaps),
  ].join("");
};

interface Frame {
  readonly from: number;
  readonly to: number;
  readonly now: number | undefined;
  readonly cutoff: number | undefined;
  readonly label: number;
  readonly bar: number;
  readonly bars: {
    readonly full: string;
    readonly none: string;
    readonly never: string;
    readonly mark: string;
  };
}

/** A pipe has no width; this is what most screens show. */
const PIPE_WIDTH = 100;
/** Room for the words behind a bar. */
const WORDS = 21;

const frameOf = ({ width = PIPE_WIDTH, theme }: Page, timeline: Timeline): Frame | undefined => {
  const { from, to, running, now, limits } = timeline;
  if (from === undefined || to === undefined) return undefined;
  const label = Math.max(16, Math.min(40, Math.floor(width * 0.38)));
  const unicode = theme.ellipsis === "…";
  return {
    from: from.getTime(),
    to: Math.max(to.getTime(), from.getTime() + 1000),
    now: running ? now.getTime() : undefined,
    cutoff: limits?.cutoff?.getTime(),
    label,
    bar: Math.max(10, width - label - WORDS - 2),
    bars: unicode
      ? { full: "█", none: "·", never: "╌", mark: "┊" }
      : { full: "#", none: ".", never: "-", mark: "|" },
  };
};

/** Begin and end over the bars, and the places of the cutoff and of now. */
const axisText = (page: Page, frame: Frame, { from, to }: Timeline): string => {
  const [begin, end] = [from, to].map((time) => (time === undefined ? "" : clockText(page, time)));
  const room = frame.bar - (begin?.length ?? 0) - (end?.length ?? 0);
  const times = room > 0 ? `${begin}${" ".repeat(room)}${end}` : (begin ?? "");
  return `${" ".repeat(frame.label + 1)}${page.theme.paint("muted", times)}\n`;
};

/** As the screen's other times, but without the day. */
const clockText = ({ utcOffset }: Page, at: Date): string =>
  new Date(at.getTime() + utcOffset(at) * 60_000).toISOString().slice(11, 16);

const rowText = (page: Page, frame: Frame, row: TimelineRow): string => {
  const { theme } = page;
  const tone = toneOf(page, row);
  const glyph = theme.glyph(tone);
  const name = safeLine(
    row.InstanceName === undefined || row.InstanceName === "" ? row.name : row.InstanceName,
  );
  const indent = "  ".repeat(row.depth);
  const words = `${indent}${glyph === "" ? "" : `${glyph} `}${name}`;
  const label = padText(cutText(words, frame.label, theme.ellipsis), frame.label);
  const bar = barText(frame, row);
  const painted = theme.paint(row.notRun === undefined ? tone : "warn", bar);
  return `${row.depth <= 1 ? theme.paint("strong", label) : label} ${painted} ${theme.paint("muted", cutText(stateText(frame, row), WORDS, theme.ellipsis))}\n`;
};

/** The state stands in words on every line, so that nothing hangs on colour. */
const stateText = (
  { now }: Frame,
  { StartTime, EndTime, notRun, result, patch, verdict }: TimelineRow,
): string => {
  if (notRun !== undefined) return `never ran: ${whyWords[notRun.why]}`;
  const state = patchText({ result, patch }) ?? result ?? verdict ?? "";
  const end = EndTime?.getTime() ?? now;
  return StartTime === undefined || end === undefined
    ? state
    : `${durationText(end - StartTime.getTime())} ${state}`;
};

const barText = (frame: Frame, { StartTime, EndTime, open, notRun }: TimelineRow): string => {
  const { from, to, bar, bars, cutoff, now } = frame;
  const cellOf = (time: number): number =>
    Math.min(bar - 1, Math.max(0, Math.floor(((time - from) / (to - from)) * bar)));
  const cells = Array.from({ length: bar }, () => (notRun === undefined ? bars.none : bars.never));
  if (cutoff !== undefined && cutoff >= from && cutoff <= to) cells[cellOf(cutoff)] = bars.mark;
  const end = EndTime?.getTime() ?? (open ? now : StartTime?.getTime());
  if (notRun === undefined && StartTime !== undefined && end !== undefined) {
    cells.fill(
      bars.full,
      cellOf(StartTime.getTime()),
      Math.max(cellOf(StartTime.getTime()), cellOf(end)) + 1,
    );
  }
  return cells.join("");
};

/** The state of a machine whose command passed and whose patches contradict it; short, as the place is narrow. */
const patchText = ({
  result = "unknown",
  patch,
}: Pick<TimelineRow, "result" | "patch">): string | undefined => {
  const doubt = patchDoubtOf({ result, patch });
  if (doubt === undefined) return undefined;
  return doubt === "not-patched" ? "not patched" : "patch unknown";
};

const toneOf = ({ theme }: Page, { verdict, result, patch, notRun }: TimelineRow): Tone => {
  if (notRun !== undefined) return "warn";
  const doubt = result === undefined ? undefined : patchDoubtOf({ result, patch });
  if (doubt !== undefined) return doubt === "not-patched" ? "bad" : "warn";
  return theme.status(verdict ?? result ?? "UNKNOWN").tone;
};

const limitsText = (page: Page, { limits }: Timeline): string => {
  if (limits === undefined) {
    return paragraph(page, "The window's cutoff and end are not known.", { tone: "muted" });
  }
  const { cutoff, end, changedSince } = limits;
  const at = cutoff === undefined ? "" : `The window's cutoff was set for ${page.time(cutoff)}, its `;
  const doubt = changedSince ? " The window was changed since, so it may have been otherwise then." : "";
  return paragraph(page, `${at === "" ? "The window's " : at}end for ${page.time(end)}.${doubt}`, {
    tone: "muted",
  });
};

const whyWords: Readonly<Record<NotRunWhy, string>> = {
  "max-errors": "max errors",
  cutoff: "cutoff",
  cancelled: "cancelled",
  "not-started": "refused",
  unknown: "why unknown",
};

const notRunText = (page: Page, { notRun }: Timeline): string =>
  notRun.length === 0
    ? ""
    : `\n${page.theme.paint("strong", "What never ran")}\n${notRun
        .map(({ why, rows, tasks, reason }) => {
          const what = [rows > 0 && counted(rows, "machine"), tasks > 0 && counted(tasks, "task")].filter(
            Boolean,
          );
          return paragraph(page, `${what.join(" and ")}: ${whyWords[why]}. ${reason}`, {
            lead: `${page.theme.bullet} `,
            indent: 2,
          });
        })
        .join("")}`;
