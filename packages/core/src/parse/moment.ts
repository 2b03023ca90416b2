/** Parses times that people type, in filters, options and query parameters: every format that Windowpane shows can be typed back. */
import {
  durationForm,
  isInCalendar,
  isInRange,
  parseDuration,
  type ParseProblem,
  type ParseResult,
} from "./time.ts";

/** Options of `parseMoment`. */
export interface MomentOptions {
  /** Current time. */
  readonly now: Date;
  /** Minutes that local time is ahead of UTC at an instant. Default: times without a zone are UTC. */
  readonly utcOffset?: ((at: Date) => number) | undefined;
  /**
   * Whether the time ends a period. When clocks are set back, an hour occurs twice: the end of a period is then the later time,
   * its start the earlier one, so that nothing is left out. Default: false.
   */
  readonly isEnd?: boolean | undefined;
}

/**
 * Parses a time: `2026-11-20`, `2026-11-20 04:00`, `2026-11-20T04:00:00.5+02:00`, `20 Nov 2026 04:00`, `Fri 20 Nov 04:00`, `04:00`,
 * `yesterday 22:30`, `today`, `now` or `2h 5m ago`. Without a year, it is the year that fits the weekday, or else the past one;
 * without a date, it is the latest such time before now. The default time of day is 00:00. Years: 1970 to 9999.
 *
 * A local time that does not exist, because clocks were set forward, is not valid; a date begins with its first instant.
 */
export const parseMoment = (text: string, options: MomentOptions): ParseResult<Date> => {
  const { now } = options;
  const unreadable = (why = "", advice = adviceFor(options)): ParseProblem => ({
    problem: `"${text}" is not a valid time${why}.`,
    advice,
  });
  const words = text.trim().replaceAll(/\s+/gu, " ").toLowerCase();
  if (words === "now" || words === "just now") return { value: now };
  if (words.endsWith(" ago")) {
    const duration = parseDuration(text.trim().slice(0, -4));
    if ("problem" in duration) return unreadable();
    const value = new Date(now.getTime() - duration.value);
    return isInRange(value) ? { value } : unreadable(": it is before 1970");
  }
  const parts = momentForm.exec(words)?.groups;
  const { clock, seconds = "00", fraction = "", zone } = parts ?? {};
  if (parts === undefined || (isDateless(parts) && clock === undefined)) return unreadable();
  const offset = zone === undefined ? undefined : offsetOf(zone);
  const time = (clock ?? "00").padEnd(5, ":00");
  // ECMAScript guarantees only three digits for fractions of a second.
  const timeOfDay = Date.parse(`1970-01-01T${time}:${seconds}.${fraction.slice(0, 3).padEnd(3, "0")}Z`);
  if (Number.isNaN(timeOfDay) || offset === null)
    return unreadable(": the clock or the offset is out of range");
  const at = (date: string): readonly Date[] => {
    const civil = Date.parse(`${date}T00:00Z`) + timeOfDay;
    if (offset !== undefined) return [new Date(civil - offset * minute)];
    return instantsAt(civil, options.utcOffset ?? (() => 0), clock === undefined);
  };
  const dates = datesOf(parts, localDay(now, offset ?? options.utcOffset?.(now) ?? 0));
  if ("problem" in dates) return unreadable(dates.problem);
  const found = dates.map(at);
  const value = pick(
    found.map((instants) => instants[options.isEnd === true ? instants.length - 1 : 0]),
    now,
  );
  if (value === undefined)
    return unreadable(
      ": clocks were set forward, so this local time does not exist",
      "Use a time before or after the change, or add the offset, such as +01:00.",
    );
  return isInRange(value) ? { value } : unreadable(": its year must be 1970 to 9999");
};

/** Options of `parseSince`. */
export interface SinceOptions extends Pick<MomentOptions, "now" | "utcOffset"> {
  /** Name of the option or parameter, for messages: `--since`. */
  readonly name: string;
}

/**
 * Parses the start of a period that ends now: a duration greater than zero, which is subtracted from now, or a time before now.
 * (With a mistyped year in the future, the result would look like a period without failures.)
 */
export const parseSince = (text: string, { name, ...options }: SinceOptions): ParseResult<Date> => {
  const { now, utcOffset } = options;
  const unreadable = (problem: string): ParseProblem => ({
    problem,
    advice: `${durationOrTime} ${zoneAdvice(options)}`,
  });
  if (!durationForm.test(text)) {
    const time = parseMoment(text, options);
    if ("problem" in time) {
      return time.advice === adviceFor(options)
        ? unreadable(time.problem.replace(/is not a valid time\.$/u, "is not a valid duration or time."))
        : time;
    }
    const { value } = time;
    if (value.getTime() < now.getTime()) return time;
    const read = momentText(value, utcOffset?.(value) ?? 0);
    const shown = text.trim() === read ? text : `${text} (${read})`;
    return unreadable(
      `${name} ${shown} is ${value.getTime() === now.getTime() ? "not before now" : "in the future"}.`,
    );
  }
  const duration = parseDuration(text);
  if ("problem" in duration) return duration;
  if (duration.value === 0) return unreadable(`${name} must be greater than zero.`);
  const value = new Date(now.getTime() - duration.value);
  return isInRange(value) ? { value } : unreadable(`${name} ${text} is before 1970.`);
};

/** A time in whole seconds with its offset: `2026-11-20T04:00:00+01:00`, or `Z` for UTC. */
const momentText = (at: Date, offset: number): string => {
  const local = new Date(at.getTime() + offset * minute).toISOString().slice(0, 19);
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(offset) % 60).padStart(2, "0");
  return offset === 0 ? `${local}Z` : `${local}${offset < 0 ? "-" : "+"}${hours}:${minutes}`;
};

type Parts = Readonly<Record<string, string | undefined>>;

const isDateless = ({ iso, word, day }: Parts): boolean =>
  iso === undefined && word === undefined && day === undefined;

/** The local date at an instant, in milliseconds at midnight as if it were UTC. */
const localDay = (now: Date, offset: number): number => {
  const local = now.getTime() + offset * minute;
  return local - (((local % day) + day) % day);
};

/** The dates that the words can mean, the preferred one first; without a date, today and yesterday. */
const datesOf = (parts: Parts, today: number): readonly string[] | { readonly problem: string } => {
  const { iso, word, weekday, day: dayOfMonth = "", month = "", year } = parts;
  if (iso !== undefined) return isInCalendar(iso) ? [iso] : { problem: ": the date does not exist" };
  if (word !== undefined) return [dateText(today + (wordDays.get(word) ?? 0) * day)];
  if (isDateless(parts)) return [dateText(today), dateText(today - day)];
  const thisYear = new Date(today).getUTCFullYear();
  const monthAndDay = `${String(months.indexOf(month) + 1).padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`;
  const years = year === undefined ? [thisYear, thisYear - 1, thisYear + 1] : [Number(year)];
  const dates = years.map((number) => `${number}-${monthAndDay}`).filter(isInCalendar);
  if (dates.length === 0) return { problem: ": the date does not exist" };
  if (weekday === undefined) return dates;
  const fitting = dates.filter((date) => weekdays[new Date(`${date}T00:00Z`).getUTCDay()] === weekday);
  return fitting.length > 0 ? fitting : { problem: ": the date has another weekday" };
};

/** The only time; of several, the latest that is not after now, or else the first. */
const pick = (found: readonly (Date | undefined)[], now: Date): Date | undefined => {
  const times = found.filter((at) => at !== undefined);
  const past = times.filter((at) => at.getTime() <= now.getTime());
  return past.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? times[0];
};

/** The instants of a local time, in order: none when clocks are set forward, two when they are set back. */
const instantsAt = (civil: number, utcOffset: (at: Date) => number, isDate: boolean): readonly Date[] => {
  const before = utcOffset(new Date(civil - day));
  const offsets = new Set([before, utcOffset(new Date(civil + day))]);
  const instants = [...offsets]
    .map((offset) => ({ offset, at: new Date(civil - offset * minute) }))
    .filter(({ offset, at }) => utcOffset(at) === offset)
    .map(({ at }) => at)
    .toSorted((one, other) => one.getTime() - other.getTime());
  // In some places clocks are set forward at midnight.
  return instants.length === 0 && isDate ? [new Date(civil - before * minute)] : instants;
};

/** Minutes of an offset such as `+02:00`, `utc-3:30` or `z`; null if it is out of range. */
const offsetOf = (zone: string): number | null => {
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d{1,2}):?(\d{2})?$/u.exec(zone) ?? [];
  if (sign === undefined) return 0;
  const offset = Number(hours) * 60 + Number(minutes);
  return Number(hours) > 23 || Number(minutes) > 59 ? null : sign === "-" ? -offset : offset;
};

const dateText = (at: number): string => new Date(at).toISOString().slice(0, 10);

const minute = 60_000;
const day = 86_400_000;

const wordDays: ReadonlyMap<string, number> = new Map([
  ["yesterday", -1],
  ["today", 0],
  ["tomorrow", 1],
]);

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const momentForm = new RegExp(
  [
    String.raw`^(?:(?<iso>\d{4}-\d{2}-\d{2})|(?<word>${[...wordDays.keys()].join("|")})`,
    String.raw`|(?:(?<weekday>${weekdays.join("|")}) )?(?<day>\d{1,2}) (?<month>${months.join("|")})(?: (?<year>\d{4}))?)?`,
    // AWS writes some times with an hour only: 2026-11-20T04Z.
    String.raw`(?:(?:t| |^)(?<clock>\d{2}:\d{2}|\d{2}(?=z$))(?::(?<seconds>\d{2})(?:\.(?<fraction>\d{1,9}))?)?)?`,
    String.raw`(?: ?(?<zone>z|utc(?:[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}(?::?\d{2})?))?$`,
  ].join(""),
  "u",
);

const durationOrTime =
  "Use a duration such as 90m, 1h30m, 2d or 1w, or a time such as 2026-11-20, 2026-11-20T04:00Z or yesterday.";

const zoneAdvice = ({ utcOffset }: Pick<MomentOptions, "utcOffset">): string =>
  `Times without a zone are ${utcOffset === undefined ? "UTC" : "local time"}.`;

const adviceFor = (options: Pick<MomentOptions, "utcOffset">): string =>
  `Use a time such as 2026-11-20, 2026-11-20T04:00Z, 04:00, today or yesterday. ${zoneAdvice(options)}`;
