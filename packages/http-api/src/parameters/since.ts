import { parseMoment, parseSince } from "@windowpane/core";
import { invalidRequest } from "../problem/problem-error.ts";
import { ParameterError, type Parameter } from "./parameter.ts";

/** Start of a period that ends now; undefined if the parameter is absent. */
export const since: Parameter<Date | undefined> = {
  about:
    "Start of the period: a duration before now (`90m`, `1h30m`, `2d`, `1w`) or a time (`2026-11-20`, `2026-11-20T04:00Z`, `yesterday`). Times without a zone are UTC.",
  schema: { type: "string", maxLength: 40 },
  example: "24h",
  read: ([text], { now }) => (text === undefined ? undefined : readSince(text, now)),
};

/**
 * A time up to now; undefined if the parameter is absent.
 *
 * @param name - of the parameter.
 * @param about - documentation without the forms of times.
 */
export const timeUntilNow = (name: string, about: string): Parameter<Date | undefined> => ({
  about: `${about}, in the same forms as \`since\`. A time in the future means now, because clocks differ. Default: now.`,
  schema: { type: "string", maxLength: 40 },
  example: "2026-11-20",
  read: ([text], { now }) => {
    if (text === undefined) return undefined;
    const time = parseMoment(text, { now });
    return "value" in time && time.value >= now ? undefined : readSince(text, now, name);
  },
});

/** End of the period. */
export const until = timeUntilNow("until", "End of the period");

const readSince = (text: string, now: Date, name = "since"): Date => {
  // A plus sign that was not encoded arrives as a space: 2026-11-20T04:00 02:00.
  const given = text.replace(/(?<=:\d{2}(?:\.\d+)?) (?=\d{2}:?\d{2}$)/u, "+");
  const reading = parseSince(given, { name, now });
  if ("problem" in reading) throw new ParameterError(`${reading.problem} ${reading.advice}`);
  return reading.value;
};

/** A day in milliseconds. */
export const DAY = 24 * 60 * 60 * 1000;

/**
 * Returns the position of a page in a period: that of the cursor, or the start.
 *
 * @param days - length of the period without `since`.
 * @throws ProblemError if both `cursor` and `since` are given.
 */
export const pageStart = <Position extends { readonly since: Date; readonly now: Date }>(
  { cursor, since: from }: { readonly cursor: Position | undefined; readonly since: Date | undefined },
  { now, days }: { readonly now: Date; readonly days: number },
): Position | { readonly since: Date; readonly now: Date } => {
  if (cursor === undefined) return { since: from ?? new Date(now.getTime() - days * DAY), now };
  if (from === undefined) return cursor;
  const detail = "The cursor already contains the start of the period. Remove since.";
  throw invalidRequest([{ parameter: "since", detail }]);
};
