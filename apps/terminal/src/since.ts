import { UsageError } from "./errors/usage-error.ts";

/**
 * The instant that `--since` means: a length of time before now, or a date.
 *
 * @throws UsageError when it is neither.
 */
export const readSince = (text: string, now: Date): Date => {
  const ago = /^(\d+(?:\.\d+)?)\s*([smhdw])$/i.exec(text.trim());
  const unit = units[ago?.[2]?.toLowerCase() ?? ""];
  if (ago !== null && unit !== undefined) return new Date(now.getTime() - Number(ago[1]) * unit);
  const at = isoDate.test(text.trim()) ? new Date(text.trim()) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime())) {
    throw new UsageError(
      `--since cannot read "${text}".`,
      "Give a length such as 90m, 12h, 2d or 1w, or a date such as 2026-11-20 or 2026-11-20T04:00Z.",
    );
  }
  return at;
};

const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Whole or just the date; a date alone is midnight UTC, as ISO 8601 is read in JavaScript and in the filter language. */
const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
