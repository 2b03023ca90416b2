/** The nights and weeks of a period in a time zone. */
import type { TrendQuery, TrendStep } from "./model.ts";

/** The steps of a period, oldest first. */
export interface TrendSteps {
  /** First local day of each step, such as `2026-11-29`. */
  readonly days: readonly string[];
  /** Start of each step in milliseconds since 1970, and the end of the last one. */
  readonly bounds: readonly number[];
}

const DAY = 24 * 3_600_000;
const MINUTE = 60_000;

/** Number of nights of a trend without a period: as far as the first collection of an archive goes back. */
export const TREND_NIGHTS = 30;

/** The period of the last nights, the current one included. Default: {@link TREND_NIGHTS}. */
export const lastNights = (
  until: Date,
  nights: number = TREND_NIGHTS,
): { readonly since: Date; readonly until: Date } => ({
  since: new Date(until.getTime() - (nights - 1) * DAY),
  until,
});

/**
 * Divides a period into whole nights or weeks: the first one is that of `since`, the last one that of `until`. A night is a local
 * day, so runs that start before and after midnight belong to different ones.
 *
 * @throws RangeError for an unknown time zone, or for a period that ends before it begins.
 */
export const trendSteps = ({
  since,
  until,
  timeZone = "UTC",
  step = "night",
}: Pick<TrendQuery, "since" | "until" | "timeZone" | "step">): TrendSteps => {
  if (!(since.getTime() <= until.getTime())) throw new RangeError("The period ends before it begins.");
  const dayOf = localDays(timeZone);
  const first = firstDay(dayOf(since), step);
  const last = dayOf(until);
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, step === "week" ? 7 : 1)) days.push(day);
  const end = addDays(days.at(-1) ?? first, step === "week" ? 7 : 1);
  return { days, bounds: [...days, end].map((day) => startOfDay(day, dayOf)) };
};

/**
 * Returns the local date of a time, such as `2026-11-29`.
 *
 * @throws RangeError for an unknown time zone.
 */
export const localDays = (timeZone: string): ((at: Date) => string) => {
  // Other calendars and numbering systems of a locale would change the text.
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
  };
};

const firstDay = (day: string, step: TrendStep): string => {
  if (step === "night") return day;
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -sinceMonday);
};

const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);

/** The first minute of a local day. Searched, because clocks change at midnight in some time zones. */
const startOfDay = (day: string, dayOf: (at: Date) => string): number => {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Time zones are at most 14 hours ahead of UTC and 12 behind.
  let before = utc - 15 * 60 * MINUTE;
  let after = utc + 13 * 60 * MINUTE;
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
    if (dayOf(new Date(middle)) >= day) after = middle;
    else before = middle;
  }
  return after;
};

/** The position of the step that contains a time. Undefined outside the period. */
export const stepOf = ({ bounds }: TrendSteps, at: number): number | undefined => {
  let low = 0;
  let high = bounds.length - 1;
  if (at < (bounds[0] ?? Infinity) || at >= (bounds[high] ?? -Infinity)) return undefined;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? Infinity) <= at) low = middle;
    else high = middle;
  }
  return low;
};
