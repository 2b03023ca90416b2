import { UsageError } from "./errors/usage-error.ts";

/**
 * The instant that `--since` means: a length of time before now, or a date.
 *
 * @throws UsageError when it is neither, or lies in the future: a mistyped year must not read as a quiet night.
 */
export const readSince = (text: string, now: Date): Date => {
  const ago = lengthOf(text);
  const time = ago === undefined ? dateOf(text.trim()) : now.getTime() - ago;
  const advice =
    "Give a length such as 90m, 12h, 2d or 1w, or a date such as 2026-11-20 or 2026-11-20T04:00Z.";
  // AWS's filter writes a year with four digits, and nothing of the family is older than 1970.
  if (!(time >= 0)) throw new UsageError(`--since cannot read "${text}".`, advice);
  if (ago === 0) throw new UsageError(`--since ${text} is no time at all.`, advice);
  if (time > now.getTime()) throw new UsageError(`--since ${text} lies in the future.`, advice);
  return new Date(time);
};

/** Without a zone it is UTC, as in filters and over HTTP: JavaScript would take the machine's own, another on each. */
const dateOf = (text: string): number => {
  const [, time, zone] = isoDate.exec(text) ?? [];
  if (time !== undefined && zone === undefined) return Date.parse(`${text}Z`);
  return isoDate.test(text) ? Date.parse(text) : Number.NaN;
};

/**
 * A length of time in milliseconds.
 *
 * @throws UsageError when it is none.
 */
export const readLength = (flag: string, text: string): number => {
  const length = lengthOf(text);
  if (length === undefined || length === 0) {
    throw new UsageError(`${flag} cannot read "${text}".`, "Give a length such as 30s, 90m, 12h or 2d.");
  }
  return length;
};

const lengthOf = (text: string): number | undefined => {
  const parts = /^(\d+(?:\.\d+)?)\s*([smhdw])$/i.exec(text.trim());
  const unit = units[parts?.[2]?.toLowerCase() ?? ""];
  return parts === null || unit === undefined ? undefined : Number(parts[1]) * unit;
};

const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Whole or just the date, which is its midnight in UTC. */
const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
