/** Times of the account: instants as milliseconds since 1970, and the texts in which AWS gives them. */

/** In milliseconds, as all that follow. */
export const SECOND = 1000;
/** In milliseconds. */
export const MINUTE = 60 * SECOND;
/** In milliseconds. */
export const HOUR = 60 * MINUTE;
/** In milliseconds. */
export const DAY = 24 * HOUR;

/** From when to when something lasts. */
export interface TimeSlot {
  readonly start: number;
  readonly end: number;
}

/** A slot in whole seconds, as a machine's clock shows it. */
export const secondsWithin = (slot: TimeSlot): { readonly start: Date; readonly end: Date } => {
  const end = Math.floor(slot.end / SECOND) * SECOND;
  return { start: new Date(Math.min(Math.ceil(slot.start / SECOND) * SECOND, end)), end: new Date(end) };
};

/** `2026-11-22T16:00Z`: one of the two spellings that AWS uses for the times of windows. */
export const minuteText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 16)}Z`;

/** `2026-11-22T16:00:20.596Z`: the other one. */
export const momentText = (instant: number): string => new Date(instant).toISOString();

/** A cron expression for every day at the time of day of `instant`, in a zone so many hours ahead of UTC. */
export const cronDaily = (instant: number, ahead = 0): string => {
  const local = new Date(instant + ahead * HOUR);
  return `cron(${local.getUTCMinutes()} ${local.getUTCHours()} ? * * *)`;
};

/** The same for one day of the week. */
export const cronWeekly = (instant: number, ahead = 0): string => {
  const local = new Date(instant + ahead * HOUR);
  const day = weekdays[local.getUTCDay()] ?? "SUN";
  return `cron(${local.getUTCMinutes()} ${local.getUTCHours()} ? * ${day} *)`;
};

/** `at(2026-11-22T16:00:00)`. */
export const atTime = (instant: number, ahead = 0): string =>
  `at(${new Date(instant + ahead * HOUR).toISOString().slice(0, 19)})`;

/** `count` instants from `first` on, `step` apart. */
export const every = (step: number, first: number, count: number): readonly Date[] =>
  Array.from({ length: count }, (_, index) => new Date(first + index * step));

const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
