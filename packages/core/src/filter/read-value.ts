import { automationStatuses, commandInvocationStatuses, executionStatuses } from "../generated/table.ts";
import { parseDuration, parseTime } from "../parse/time.ts";
import type { FieldKind } from "./fields.ts";

/** Two spellings of one word compare equal: `timed_out`, `TimedOut`, `TIMED-OUT`. */
export const foldWord = (word: string): string => word.toUpperCase().replaceAll(/[^A-Z0-9:]/g, "");

/** A value as it will be compared, or what is wrong with it. */
type Read<Value> = { readonly value: Value } | { readonly problem: string };

/** Reads a value of a field. */
export const readFieldValue = (kind: FieldKind, value: string): Read<string> => {
  if (kind === "status") return readStatus(value);
  if (kind === "word") return { value: foldWord(value) };
  if (kind === "flag") return readFlag(value);
  return { value: value.toLowerCase() };
};

/** Milliseconds of a duration, or since 1970 of a time, or what is wrong with the value. */
export const readBound = (kind: "duration" | "time", text: string): Read<number> => {
  const reading = kind === "duration" ? parseDuration(text) : parseTime(text);
  if ("problem" in reading) return { problem: `${reading.problem} ${reading.advice}` };
  return { value: Number(reading.value) };
};

/** A misspelt status would match nothing and look like good news, so it is refused. */
const readStatus = (value: string): Read<string> => {
  const folded = foldWord(value);
  if (statuses.has(folded)) return { value: folded };
  const known = executionStatuses.map((status) => status.toLowerCase()).join(", ");
  return { problem: `There is no status ${value}; executions, tasks and invocations have ${known}` };
};

const statuses: ReadonlySet<string> = new Set(
  [...executionStatuses, ...commandInvocationStatuses, ...automationStatuses].map(foldWord),
);

const readFlag = (value: string): Read<string> => {
  const word = value.toLowerCase();
  return word === "true" || word === "false" ? { value: word } : { problem: "Expected true or false" };
};
