/** Parses durations, and times as AWS and test clocks write them; `moment.ts` parses times that people type. */

/** The parsed value, or why the text is not valid. */
export type ParseResult<Value> = { readonly value: Value } | ParseProblem;

/** Why a text is not valid, in two sentences for the user. */
export interface ParseProblem {
  /** What is wrong, with the original text: `"1x" is not a valid duration.` */
  readonly problem: string;
  /** What to type instead. */
  readonly advice: string;
}

/**
 * Parses a duration such as `90s`, `15m`, `1h30m`, `1.5h`, `2d`, `1w` or `500ms` and returns milliseconds. Accepts zero.
 *
 * Units are `ms`, `s`, `m`, `h`, `d` and `w`, in upper or lower case except `m`: `3M` is not valid, because it could mean
 * months. Parts are added. Spaces around numbers and units are ignored.
 *
 * @example
 * const result = parseDuration("1h30m");
 * console.log("problem" in result ? `${result.problem} ${result.advice}` : result.value);
 */
export const parseDuration = (text: string): ParseResult<number> => {
  const unreadable = (advice: string): ParseProblem => ({
    problem: `"${text}" is not a valid duration.`,
    advice,
  });
  if (!durationForm.test(text)) return unreadable(durationAdvice);
  let milliseconds = 0;
  for (const [, amount = "", unit = ""] of text.matchAll(durationPart)) {
    if (unit === "M") return unreadable("Use m for minutes. Months are not supported.");
    milliseconds += Number(amount) * (unitLengths.get(unit.toLowerCase()) ?? Number.NaN);
  }
  const value = Math.round(milliseconds);
  return value <= longest ? { value } : unreadable("Use a duration of less than 10,000 years.");
};

/**
 * Parses a time such as `2026-11-20`, `2026-11-20T04:00Z`, `2026-11-20 04:00` or `2026-11-20T04:00:00.5+02:00`. The default
 * time zone is UTC, the default time of day is 00:00. Years: 1970 to 9999. The date must exist in the calendar.
 */
export const parseTime = (text: string): ParseResult<Date> => {
  const unreadable = (why = ""): ParseProblem => ({
    problem: `"${text}" is not a valid time${why}.`,
    advice: timeAdvice,
  });
  const parts = timeForm.exec(text.trim())?.groups;
  if (parts === undefined) return unreadable();
  const { date = "", clock = "00:00", seconds = "00", fraction = "" } = parts;
  const { sign = "+", hours = "00", minutes = "00" } = parts;
  if (!isInCalendar(date)) return unreadable(": the date does not exist");
  // ECMAScript guarantees only three digits for fractions of a second.
  const milliseconds = fraction.slice(0, 3).padEnd(3, "0");
  const value = new Date(`${date}T${clock}:${seconds}.${milliseconds}${sign}${hours}:${minutes}`);
  if (Number.isNaN(value.getTime())) return unreadable(": the clock or the offset is out of range");
  return isInRange(value) ? { value } : unreadable(": its year must be 1970 to 9999");
};

/** Whether the year is 1970 to 9999: AWS's filters use years of four digits, and Systems Manager has no data from before 1970. */
export const isInRange = (at: Date): boolean => at.getUTCFullYear() >= 1970 && at.getUTCFullYear() <= 9999;

/** Whether a date such as `2026-02-28` exists: JavaScript parses 30 February as 2 March. */
export const isInCalendar = (date: string): boolean => {
  const day = new Date(`${date}T00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
};

const durationPart = /(\d+(?:\.\d+)?)\s*(ms|[smhdw])/gi;

/** Whether a text has the form of a duration. */
export const durationForm = /^\s*(?:\d+(?:\.\d+)?\s*(?:ms|[smhdw])\s*)+$/i;

const unitLengths: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);

/** The range of years that a time can have. */
const longest = 10_000 * 365 * 86_400_000;

const timeForm = new RegExp(
  [
    String.raw`^(?<date>\d{4}-\d{2}-\d{2})`,
    String.raw`(?:(?:T| +)(?<clock>\d{2}:\d{2})(?::(?<seconds>\d{2})(?:\.(?<fraction>\d{1,9}))?)?)?`,
    String.raw`(?: ?(?:Z|UTC|(?<sign>[+-])(?<hours>\d{2})(?::?(?<minutes>\d{2}))?))?$`,
  ].join(""),
  "i",
);

const durationAdvice = "Use a number and a unit, such as 90s, 15m, 1h30m, 2d or 1w.";
const timeAdvice =
  "Use a date such as 2026-11-20, or a date and time such as 2026-11-20T04:00Z. UTC is the default time zone.";
