import { automationStatuses, commandInvocationStatuses, executionStatuses } from "../generated/table.ts";
import type { FieldKind } from "./fields.ts";

/** Two spellings of one word compare equal: `timed_out`, `TimedOut`, `TIMED-OUT`. */
export const foldWord = (word: string): string => word.toUpperCase().replaceAll(/[^A-Z0-9:]/g, "");

/** A value as it will be compared, or what is wrong with it. */
export const readFieldValue = (
  kind: FieldKind,
  value: string,
): { readonly value: string } | { readonly problem: string } => {
  if (kind === "status") return readStatus(value);
  if (kind === "word") return { value: foldWord(value) };
  if (kind === "flag") return readFlag(value);
  return { value: value.toLowerCase() };
};

/** Milliseconds, or what is wrong with the value. */
export const readBound = (kind: FieldKind, value: string): number | string =>
  kind === "duration" ? readDuration(value) : readTime(value);

/** A misspelt status would match nothing and look like good news, so it is refused. */
const readStatus = (value: string): { readonly value: string } | { readonly problem: string } => {
  const folded = foldWord(value);
  if (statuses.has(folded)) return { value: folded };
  const known = executionStatuses.map((status) => status.toLowerCase()).join(", ");
  return { problem: `There is no status ${value}; executions, tasks and invocations have ${known}` };
};

const statuses: ReadonlySet<string> = new Set(
  [...executionStatuses, ...commandInvocationStatuses, ...automationStatuses].map(foldWord),
);

const readFlag = (value: string): { readonly value: string } | { readonly problem: string } => {
  const word = value.toLowerCase();
  return word === "true" || word === "false" ? { value: word } : { problem: "Expected true or false" };
};

const readDuration = (value: string): number | string => {
  const parts = [...value.toLowerCase().matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  const whole = parts.map(([part]) => part).join("");
  if (parts.length === 0 || whole !== value.toLowerCase()) {
    return `"${value}" is no length of time; write it as 90s, 10m, 1h30m or 2d`;
  }
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitLength.get(unit ?? "") ?? 0), 0);
};

const unitLength: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);

const readTime = (value: string): number | string => {
  const time = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(withZone(value)) : Number.NaN;
  return Number.isNaN(time)
    ? `"${value}" is no point in time; write it as 2026-11-20 or 2026-11-20T04:00Z`
    : time;
};

/** A time without a zone would mean another instant on another machine; it is read as UTC. */
const withZone = (value: string): string =>
  /T/i.test(value) && !/(?:z|[+-]\d{2}:?\d{2})$/i.test(value) ? `${value}Z` : value;
