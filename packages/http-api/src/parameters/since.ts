import { ParameterError, type Parameter } from "./parameter.ts";

/** The beginning of a stretch of time, or undefined where the parameter is absent. */
export const since: Parameter<Date | undefined> = {
  about:
    "From when on: a length of time before now (`90m`, `12h`, `2d`, `1w`) or a date in ISO 8601 (`2026-11-20`, `2026-11-20T04:00Z`; without a zone it is UTC).",
  schema: { type: "string", maxLength: 40 },
  example: "24h",
  read: ([text], { now }) => (text === undefined ? undefined : readSince(text, now)),
};

const readSince = (text: string, now: Date): Date => {
  const ago = /^(\d{1,6})([smhdw])$/iu.exec(text);
  const unit = units[ago?.[2]?.toLowerCase() ?? ""];
  const time = ago === null || unit === undefined ? readDate(text) : now.getTime() - Number(ago[1]) * unit;
  // AWS's filter writes a year with four digits, and nothing of the family is older than the service.
  if (Number.isNaN(time) || time < 0) {
    throw new ParameterError(
      "It is no point in time; write a length such as 12h or 2d, or a date such as 2026-11-20T04:00Z.",
    );
  }
  if (time > now.getTime()) throw new ParameterError("It lies in the future.");
  return new Date(time);
};

const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const readDate = (given: string): number => {
  // A plus sign that was not encoded has become a blank.
  const text = given.replace(/ (?=\d{2}:?\d{2}$)/u, "+");
  const parts = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/iu.exec(
    text,
  );
  if (parts === null) return Number.NaN;
  // JavaScript reads a time without a zone as that of the machine.
  return Date.parse(/t/iu.test(text) && parts[1] === undefined ? `${text}Z` : text);
};
