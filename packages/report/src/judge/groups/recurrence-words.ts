/** Since when something occurs, in words. */
import type { Recurrence } from "../../model/group.ts";
import { plural } from "../../model/words.ts";

/** What the words of a recurrence need. */
export interface RecurrenceContext {
  /** The text of a day. */
  readonly day: (at: Date) => string;
  /** The current time. Default: none, so that nothing is called "tonight". */
  readonly now?: Date | undefined;
}

/**
 * A recurrence in a few words, never more than what is known: `new tonight`, `6th night in a row`, `again, last on 12 Nov`.
 * Executions that did not start about a day apart are runs, not nights.
 */
export const recurrenceWords = (recurrence: Recurrence, { day, now }: RecurrenceContext): string => {
  const { affected, latest, consecutive, open, nightly, before } = recurrence;
  if (affected === 0) {
    if (open) return "may be new";
    const age = now === undefined ? Infinity : now.getTime() - latest.getTime();
    return nightly && age < DAY ? "new tonight" : "new";
  }
  if (consecutive === 1) return `again, last on ${before === undefined ? "an unknown day" : day(before)}`;
  const unit = nightly ? "night" : "run";
  return open ? `at least ${consecutive} ${unit}s in a row` : `${ordinal(consecutive)} ${unit} in a row`;
};

/** A recurrence for a narrow column: `new`, `again`, `6 nights`, or `6+ nights` if there may have been more. */
export const shortRecurrence = ({ affected, consecutive, open, nightly }: Recurrence): string => {
  if (affected === 0) return open ? "may be new" : "new";
  if (consecutive === 1) return "again";
  return `${consecutive}${open ? "+" : ""} ${nightly ? "night" : "run"}s`;
};

/**
 * The same with what it is based on: `new tonight: not in 30 earlier executions since 1 Nov`, `6th night in a row, since 24 Nov`,
 * `again, last on 12 Nov, in 3 of 30 executions since 1 Nov`.
 */
export const describeRecurrence = (recurrence: Recurrence, context: RecurrenceContext): string => {
  const { since, consecutive, affected, compared, comparedSince, unknown, missing = 0, open } = recurrence;
  const { day } = context;
  const words = recurrenceWords(recurrence, context);
  const doubts = [
    unknown === 0 ? "" : `, ${unknown} of them read in part`,
    missing === 0 ? "" : `, ${plural(missing, "gap")} in the archive`,
  ].join("");
  const from = `since ${day(comparedSince)}`;
  if (affected === 0) return `${words}: not in ${plural(compared, "earlier execution")} ${from}${doubts}`;
  const rate = `in ${affected + 1} of ${compared + 1} executions`;
  if (consecutive === 1) return `${words}, ${rate} ${from}${doubts}`;
  const row = `${words}, since ${day(since)}${open ? " or earlier" : ""}`;
  return affected < consecutive ? row : `${row}, ${rate}`;
};

const DAY = 24 * 3_600_000;

const ordinal = (number: number): string => {
  const suffix = number % 100 >= 11 && number % 100 <= 13 ? "th" : (suffixes[number % 10] ?? "th");
  return `${number}${suffix}`;
};

const suffixes: Readonly<Record<number, string>> = { 1: "st", 2: "nd", 3: "rd" };
