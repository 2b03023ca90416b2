/** Times of the account in epoch milliseconds, and AWS's formats for them. */

/** In milliseconds. */
export const SECOND = 1000;
/** In milliseconds. */
export const MINUTE = 60 * SECOND;
/** In milliseconds. */
export const HOUR = 60 * MINUTE;
/** In milliseconds. */
export const DAY = 24 * HOUR;

/** Start and end, in epoch milliseconds. */
export interface TimeSlot {
  readonly start: number;
  readonly end: number;
}

/** A slot in whole seconds, as a machine's clock shows it. */
export const secondsWithin = (slot: TimeSlot): { readonly start: Date; readonly end: Date } => {
  const end = Math.floor(slot.end / SECOND) * SECOND;
  return { start: new Date(Math.min(Math.ceil(slot.start / SECOND) * SECOND, end)), end: new Date(end) };
};

/** `2026-11-22T16:00Z`: one of AWS's two formats for the times of windows. */
export const minuteText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;

/** `2026-11-22T16:00:20.596Z`: AWS's other format. */
export const momentText = (instant: number): string => new Date(instant).toISOString();

/** A daily cron expression for the time of `instant`, in a time zone `ahead` hours ahead of UTC. */
export const cronDaily = (instant: number, ahead = 0): string => {
  const local = new Date(instant + ahead * HOUR);
  return `cron(${local.getUTCMinutes()} ${local.getUTCHours()} ? * * *)`;
};

/** A weekly cron expression for the weekday and time of `instant`, in a time zone `ahead` hours ahead of UTC. */
export const cronWeekly = (instant: number, ahead = 0): string => {
  const local = new Date(instant + ahead * HOUR);
  const day = weekdays[local.getUTCDay()] ?? "SUN";
  return `cron(${local.getUTCMinutes()} ${local.getUTCHours()} ? * ${day} *)`;
};

/** `at(2026-11-22T16:00:00)`. */
export const atTime = (instant: number, ahead = 0): string =>
  `at(${new Date(instant + ahead * HOUR).toISOString().slice(0, 19)})`;

/** `count` times from `first`, `step` milliseconds apart. */
export const every = (step: number, first: number, count: number): readonly Date[] =>
  Array.from({ length: count }, (_, index) => new Date(first + index * step));

const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
