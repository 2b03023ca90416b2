import { automationStatuses, commandInvocationStatuses, executionStatuses } from "../generated/table.ts";
import { parseMoment } from "../parse/moment.ts";
import { parseDuration, parseTime } from "../parse/time.ts";
import type { Field } from "./fields.ts";
import type { Comparison } from "./filter.ts";
import { nearest } from "./nearest.ts";

/** Normalises a word, so that `timed_out`, `TimedOut` and `TIMED-OUT` are equal. */
export const foldWord = (word: string): string => word.toUpperCase().replaceAll(/[^A-Z0-9:]/g, "");

/** The value to compare with, or what is wrong with it. */
type ValueResult<Value> = { readonly value: Value } | { readonly problem: string };

/** How times are read. */
export interface ReadTimeOptions {
  /** Current time, which `today` and times without a year need. Default: times must be complete. */
  readonly now?: Date | undefined;
  /** Minutes that local time is ahead of UTC at an instant. Default: times without a zone are UTC. */
  readonly utcOffset?: ((at: Date) => number) | undefined;
}

/** Parses a value of a field. */
export const readFieldValue = (name: string, field: Field, value: string): ValueResult<string> => {
  const { kind, values } = field;
  if (kind === "status") return readWord(name, value, values ?? everyStatus);
  if (kind === "word")
    return values === undefined ? { value: foldWord(value) } : readWord(name, value, values);
  if (kind === "flag") return readFlag(value);
  if (kind === "number")
    return isNumber(value) ? { value: String(Number(value)) } : { problem: numberProblem(value) };
  return { value: value.toLowerCase() };
};

/** Parses a number, a duration to milliseconds, or a time to milliseconds since 1970. */
export const readBound = (
  kind: "number" | "duration" | "time",
  { text, comparison }: { readonly text: string; readonly comparison: Comparison },
  { now, utcOffset }: ReadTimeOptions,
): ValueResult<number> => {
  if (kind === "number") return isNumber(text) ? { value: Number(text) } : { problem: numberProblem(text) };
  const isEnd = comparison === "<" || comparison === "<=";
  const reading =
    kind === "duration"
      ? parseDuration(text)
      : now === undefined
        ? parseTime(text)
        : parseMoment(text, { now, utcOffset, isEnd });
  if ("problem" in reading) return { problem: `${reading.problem} ${reading.advice}` };
  const value = Number(reading.value);
  if (kind === "duration" && value === 0 && comparison === "<") {
    return { problem: `No duration is less than ${text}. Use a duration such as 90s, 15m, 1h30m or 2d` };
  }
  return { value };
};

/** Rejects unknown words, because a misspelt one would match nothing and look like success. */
const readWord = (name: string, value: string, values: readonly string[]): ValueResult<string> => {
  const folded = foldWord(value);
  if (foldedOf(values).has(folded)) return { value: folded };
  return { problem: `Unknown ${name} ${value}. ${adviceFor(value, values.map(spelt))}` };
};

/** `Did you mean failed? Use one of: ...`. */
export const adviceFor = (word: string, candidates: readonly string[]): string => {
  const meant = nearest(word, candidates);
  const hint = meant.length === 0 ? "" : `Did you mean ${meant.join(" or ")}? `;
  return `${hint}Use one of: ${candidates.join(", ")}`;
};

/** A value as people type it: `timed_out` for `TimedOut` and `TIMED_OUT`. */
export const spelt = (value: string): string => value.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, "_").toLowerCase();

const everyStatus: readonly string[] = [
  ...new Map(
    [...executionStatuses, ...commandInvocationStatuses, ...automationStatuses].map((status) => [
      foldWord(status),
      status,
    ]),
  ).values(),
];

const foldedValues = new WeakMap<readonly string[], ReadonlySet<string>>();

const foldedOf = (values: readonly string[]): ReadonlySet<string> => {
  const known = foldedValues.get(values) ?? new Set(values.map(foldWord));
  foldedValues.set(values, known);
  return known;
};

const readFlag = (value: string): ValueResult<string> => {
  const word = value.toLowerCase();
  return word === "true" || word === "false" ? { value: word } : { problem: "Expected true or false" };
};

const isNumber = (text: string): boolean => /^-?\d{1,15}(?:\.\d{1,6})?$/u.test(text);

const numberProblem = (text: string): string => `"${text}" is not a number. Use a number such as 0 or 1`;
