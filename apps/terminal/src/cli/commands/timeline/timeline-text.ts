import {
  distinctRows,
  hasPassed,
  patchDoubtOf,
  type NotRunReason,
  type Timeline,
  type TimelineRow,
} from "@windowpane/report";
import { cutText, durationText, padText, safeLine } from "@windowpane/text";
import type { Tone } from "../../context/theme.ts";
import { gapsText } from "../../output/gaps.ts";
import { identityText, type ExecutionIdentity } from "../../output/identity.ts";
import { counted, paragraph, statusText, type Page } from "../../output/page.ts";

/**
 * Draws a timeline in characters, a line for each bar, and lists what did not run.
 *
 * @param options - `all`: include machines that passed.
 */
export const timelineText = (
  page: Page,
  timeline: Timeline & ExecutionIdentity,
  { all }: { readonly all: boolean },
): string => {
  const layout = layoutOf(page, timeline);
  const distinct = distinctRows(timeline);
  const rows = distinct.filter(
    ({ level, result = "unknown", patch }) => all || level !== "machine" || !hasPassed({ result, patch }),
  );
  const omitted = distinct.length - rows.length;
  return [
    paragraph(page, timeline.reason, { lead: `${statusText(page, timeline.verdict)}  ` }),
    paragraph(page, identityText(page, timeline), { tone: "muted" }),
    layout === undefined ? paragraph(page, "Nothing has started.") : "\n",
    ...(layout === undefined
      ? []
      : [axisText(page, layout, timeline), ...rows.map((row) => rowText(page, layout, row))]),
    omitted === 0
      ? ""
      : paragraph(page, `${counted(omitted, "machine")} that passed not shown (--all shows all).`, {
          tone: "muted",
        }),
    limitsText(page, timeline),
    notRunText(page, timeline),
    gapsText(page, timeline.gaps),
  ].join("");
};

interface TimelineLayout {
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

/** Width on a pipe. */
const PIPE_WIDTH = 100;
/** Width of the text after a bar. */
const STATE_WIDTH = 21;

const layoutOf = ({ width = PIPE_WIDTH, theme }: Page, timeline: Timeline): TimelineLayout | undefined => {
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
    bar: Math.max(10, width - label - STATE_WIDTH - 2),
    bars: unicode
      ? { full: "█", none: "·", never: "╌", mark: "┊" }
      : { full: "#", none: ".", never: "-", mark: "|" },
  };
};

/** Start and end above the bars. */
const axisText = (page: Page, layout: TimelineLayout, { from, to }: Timeline): string => {
  const [start, end] = [from, to].map((time) => (time === undefined ? "" : clockText(page, time)));
  const room = layout.bar - (start?.length ?? 0) - (end?.length ?? 0);
  const times = room > 0 ? `${start}${" ".repeat(room)}${end}` : (start ?? "");
  return `${" ".repeat(layout.label + 1)}${page.theme.paint("muted", times)}\n`;
};

/** Local time without the date. */
const clockText = ({ utcOffset }: Page, at: Date): string =>
  new Date(at.getTime() + utcOffset(at) * 60_000).toISOString().slice(11, 16);

const rowText = (page: Page, layout: TimelineLayout, row: TimelineRow): string => {
  const { theme } = page;
  const tone = toneOf(page, row);
  const glyph = theme.glyph(tone);
  const name = safeLine(
    row.InstanceName === undefined || row.InstanceName === "" ? row.name : row.InstanceName,
  );
  const indent = "  ".repeat(row.depth);
  const words = `${indent}${glyph === "" ? "" : `${glyph} `}${name}`;
  const label = padText(cutText(words, layout.label, theme.ellipsis), layout.label);
  const bar = barText(layout, row);
  const painted = theme.paint(row.notRun === undefined ? tone : "warn", bar);
  return `${row.depth <= 1 ? theme.paint("strong", label) : label} ${painted} ${theme.paint("muted", cutText(stateText(layout, row), STATE_WIDTH, theme.ellipsis))}\n`;
};

/** The state in words, so that no meaning depends on colour. */
const stateText = (
  { now }: TimelineLayout,
  { StartTime, EndTime, notRun, result, patch, verdict }: TimelineRow,
): string => {
  if (notRun !== undefined) return `not run: ${whyWords[notRun.why]}`;
  const state = patchText({ result, patch }) ?? result ?? verdict ?? "";
  const end = EndTime?.getTime() ?? now;
  return StartTime === undefined || end === undefined
    ? state
    : `${durationText(end - StartTime.getTime())} ${state}`;
};

const barText = (layout: TimelineLayout, { StartTime, EndTime, open, notRun }: TimelineRow): string => {
  const { from, to, bar, bars, cutoff, now } = layout;
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

/** The state of a machine whose command passed while its patch result contradicts that. */
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
    return paragraph(page, "The window's cutoff and end are unknown.", { tone: "muted" });
  }
  const { cutoff, end, changedSince } = limits;
  const times = [
    ...(cutoff === undefined ? [] : [`cutoff ${page.time(cutoff)}`]),
    `end ${page.time(end)}`,
  ].join(", ");
  const doubt = changedSince
    ? " The window was changed after this execution, so these times may have been different."
    : "";
  return paragraph(page, `Window: ${times}.${doubt}`, { tone: "muted" });
};

const whyWords: Readonly<Record<NotRunReason, string>> = {
  "max-errors": "max errors",
  cutoff: "cutoff",
  cancelled: "cancelled",
  "not-started": "refused",
  unknown: "reason unknown",
};

const notRunText = (page: Page, { notRun }: Timeline): string =>
  notRun.length === 0
    ? ""
    : `\n${page.theme.paint("strong", "Not run")}\n${notRun
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
