import { automationStatuses, commandInvocationStatuses, executionStatuses } from "../generated/table.ts";
import { parseDuration, parseTime } from "../parse/time.ts";
import type { FieldKind } from "./fields.ts";

/** Normalises a word, so that `timed_out`, `TimedOut` and `TIMED-OUT` are equal. */
export const foldWord = (word: string): string => word.toUpperCase().replaceAll(/[^A-Z0-9:]/g, "");

/** The value to compare with, or what is wrong with it. */
type ValueResult<Value> = { readonly value: Value } | { readonly problem: string };

/** Parses a value of a field. */
export const readFieldValue = (kind: FieldKind, value: string): ValueResult<string> => {
  if (kind === "status") return readStatus(value);
  if (kind === "word") return { value: foldWord(value) };
  if (kind === "flag") return readFlag(value);
  return { value: value.toLowerCase() };
};

/** Parses a duration to milliseconds, or a time to milliseconds since 1970. */
export const readBound = (kind: "duration" | "time", text: string): ValueResult<number> => {
  const reading = kind === "duration" ? parseDuration(text) : parseTime(text);
  if ("problem" in reading) return { problem: `${reading.problem} ${reading.advice}` };
  return { value: Number(reading.value) };
};

/** Rejects unknown statuses, because a misspelt status would match nothing and look like success. */
const readStatus = (value: string): ValueResult<string> => {
  const folded = foldWord(value);
  if (statuses.has(folded)) return { value: folded };
  const known = executionStatuses.map((status) => status.toLowerCase()).join(", ");
  return { problem: `Unknown status ${value}. Statuses of executions, tasks and invocations are ${known}` };
};

const statuses: ReadonlySet<string> = new Set(
  [...executionStatuses, ...commandInvocationStatuses, ...automationStatuses].map(foldWord),
);

const readFlag = (value: string): ValueResult<string> => {
  const word = value.toLowerCase();
  return word === "true" || word === "false" ? { value: word } : { problem: "Expected true or false" };
};
