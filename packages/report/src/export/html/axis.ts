/** The tick marks of the time axis. */

/** A tick mark. */
export interface AxisTick {
  readonly at: number;
  readonly label: string;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Round distances between ticks, in milliseconds. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((count) => count * DAY),
];

/** Round UTC times between two times in milliseconds, at most `most`. */
export const ticksBetween = (from: number, to: number, most: number): readonly AxisTick[] => {
  const step = steps.find((length) => (to - from) / length <= most) ?? (to - from) / most;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: Math.min(count, most + 1) }, (_, index) => {
    const at = first + index * step;
    return { at, label: clockText(at, step) };
  });
};

/** The label of a tick, as precise as the step needs. */
const clockText = (at: number, step: number): string => {
  const iso = new Date(at).toISOString();
  if (step >= DAY) return iso.slice(5, 10);
  return step < MINUTE ? iso.slice(11, 19) : iso.slice(11, 16);
};
