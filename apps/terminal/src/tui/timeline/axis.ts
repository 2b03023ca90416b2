/** The time axis: which instants a cell stands for, and where it says so. */

import type { TimeAxis } from "@windowpane/explorer";

/** From when to when a line of cells goes. */
export interface Axis {
  /** In milliseconds. */
  readonly from: number;
  readonly to: number;
  /** In cells. */
  readonly width: number;
}

/** An axis of so many cells. A mark far beyond the rows stays out: it would press everything that ran into one cell. */
export const axisOf = ({ from, to, marks }: TimeAxis, width: number): Axis => {
  const start = from.getTime();
  const length = Math.max(1000, to.getTime() - start);
  const others = marks.map(({ at }) => at.getTime() - start);
  const longest = Math.max(length, ...others.filter((other) => other <= 2 * length));
  // What is at the very end must not be cut off.
  return { from: start, to: start + longest * (1 + 1 / Math.max(8, width)), width };
};

/** The cell of an instant, with its fraction; outside of 0 to width when the axis does not hold it. */
export const placeOn = ({ from, to, width }: Axis, at: Date): number =>
  ((at.getTime() - from) / (to - from)) * width;

/** Times under the axis, as many as there is room for: `03:00     03:30     04:00`. */
export const axisText = (axis: Axis, utcOffset: (at: Date) => number, tick: string): string => {
  const { from, to, width } = axis;
  const perCell = (to - from) / Math.max(1, width);
  const step = steps.find((candidate) => candidate / perCell >= labelWidth(candidate) + 3) ?? longest;
  const offset = utcOffset(new Date(from)) * 60_000;
  let text = "";
  for (let local = Math.ceil((from + offset) / step) * step; local - offset <= to; local += step) {
    const cell = Math.floor((local - offset - from) / perCell);
    const label = `${tick}${timeLabel(local, step)}`;
    if (cell < text.length || cell + label.length > width) continue;
    text = text.padEnd(cell) + label;
  }
  return text.padEnd(width);
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Steps that clocks are read in. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 7, 14, 30, 90, 180].map((count) => count * day),
];

/** An execution that nobody ended may run for years. */
const longest = 365 * day;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Days where they are apart, seconds where they tell one time from the next. */
const timeLabel = (local: number, step: number): string => {
  const at = new Date(local);
  if (step < day) return at.toISOString().slice(11, step < minute ? 19 : 16);
  const year = step >= 180 * day ? ` ${at.getUTCFullYear()}` : "";
  return `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ""}${year}`;
};

const labelWidth = (step: number): number => timeLabel(0, step).length + 1;
