import { parseDuration } from "@windowpane/core";
import { EnvironmentError } from "../environment/environment-error.ts";
import { limitInWords, limitNames, limitTable, type LimitRow, type Limits } from "./limits.ts";

/** Where a host reads its limits from. */
export interface LimitSource {
  /** Returns how the host names a limit: its flag or variable. */
  readonly nameOf: (row: LimitRow) => string;
  /** Returns the text of a limit, or undefined if it is not set. */
  readonly textOf: (row: LimitRow) => string | undefined;
}

/**
 * Reads the limits that a host sets. Durations have a unit, as in `30s`; all other limits are whole numbers.
 *
 * @throws EnvironmentError that names the limit and its range.
 */
export const readLimits = (source: LimitSource): Partial<Limits> =>
  Object.fromEntries(
    limitNames.flatMap((name) => {
      const value = readLimit(limitTable[name], source);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/**
 * Reads one limit. Undefined if it is not set.
 *
 * @throws EnvironmentError that names the limit and its range.
 */
export const readLimit = (row: LimitRow, { nameOf, textOf }: LimitSource): number | undefined => {
  const text = textOf(row);
  if (text === undefined) return undefined;
  const value = row.unit === "milliseconds" ? durationOf(text) : numberOf(text);
  if (value !== undefined && value >= row.least && value <= row.most) return value;
  throw new EnvironmentError(`${nameOf(row)} "${text.slice(0, 40)}" is not valid.`, `Use ${rangeOf(row)}.`);
};

const durationOf = (text: string): number | undefined => {
  const parsed = parseDuration(text);
  return "value" in parsed ? parsed.value : undefined;
};

const numberOf = (text: string): number | undefined => (/^\d{1,10}$/u.test(text) ? Number(text) : undefined);

/** Returns the range of a limit in words: `a whole number from 1 to 10000`. */
export const rangeOf = (row: LimitRow): string =>
  row.unit === "milliseconds"
    ? `a duration from ${inUnits(row.least)} to ${inUnits(row.most)}, such as ${inUnits(row.value)}`
    : `a whole number from ${row.least} to ${row.most}`;

/** A duration as the user types it: `90s`, `10m`, `1h`. */
const inUnits = (milliseconds: number): string => {
  for (const [unit, length] of units)
    if (milliseconds % length === 0 && milliseconds >= length) return `${milliseconds / length}${unit}`;
  return `${milliseconds}ms`;
};

const units = [
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1000],
] as const;

/** Returns the default of a limit as the user types it. */
export const defaultInUnits = (row: LimitRow, value: number): string => {
  if (value === Infinity) return limitInWords(row, value);
  return row.unit === "milliseconds" ? inUnits(value) : String(value);
};
