/** Which class a machine is in. What is not certain of both sides is undecided. */
import { isBad, type Bucket } from "../bucket.ts";
import { durationText } from "@windowpane/text";
import { oneWords } from "../words.ts";
import { plainLine } from "../plain-text.ts";
import type { MachineDiff, SlowerThreshold } from "./model.ts";
import type { Standing } from "./stands.ts";

/** A machine in both executions, or in one. */
export interface Pair {
  readonly before: Standing | undefined;
  readonly after: Standing | undefined;
  /** Whether all machines of each execution are known: only then is one that is not there really gone. */
  readonly exact: { readonly before: boolean; readonly after: boolean };
  /** How long it worked, in the tasks that both have. */
  readonly took: { readonly before: number; readonly after: number } | undefined;
  readonly threshold: SlowerThreshold;
}

/** The class of a machine, and what changed in one sentence. */
export type Classed = Pick<MachineDiff, "class" | "reason">;

/** Classifies a machine. */
export const classify = (pair: Pair): Classed => {
  const { before, after } = pair;
  if (before === undefined && after === undefined) return { class: "undecided", reason: "It is in neither." };
  if (before === undefined || after === undefined) return alone(pair);
  // Machines that nothing names cannot be told apart from one execution to the next.
  if ([before, after].some(({ machine }) => machine.kind === "unnamed")) {
    return unnamed;
  }
  const was = phrase(before.bucket);
  const is = phrase(after.bucket);
  if (!isCertain(before.bucket) || !isCertain(after.bucket)) {
    return { class: "undecided", reason: `Before it ${was}, now it ${is}.` };
  }
  if (isBad(after.bucket)) return failing(before, after);
  return isBad(before.bucket)
    ? { class: "recovered", reason: `It passed; before it ${was}${because(before)}.` }
    : passing(pair);
};

const failing = (before: Standing, after: Standing): Classed => {
  const is = `${phrase(after.bucket)}${because(after)}`;
  if (!isBad(before.bucket)) return { class: "newlyFailing", reason: `It passed before, and now ${is}.` };
  const isNew = [...after.causes].some((key) => !before.causes.has(key));
  return isNew
    ? {
        class: "failingOtherwise",
        reason: `It ${is}; before it ${phrase(before.bucket)}${because(before)}.`,
      }
    : { class: "stillFailing", reason: `It ${is}, as before.` };
};

const passing = ({ took, threshold }: Pair): Classed => {
  const isSlower =
    took !== undefined &&
    took.after >= took.before * threshold.factor &&
    took.after - took.before >= threshold.least;
  return isSlower
    ? {
        class: "slower",
        reason: `It took ${durationText(took.after)} instead of ${durationText(took.before)}.`,
      }
    : { class: "unchanged", reason: "It passed both times." };
};

const alone = ({ before, after, exact }: Pair): Classed => {
  const own = before ?? after;
  if (own === undefined || own.machine.kind === "unnamed") {
    return unnamed;
  }
  const stood = `${phrase(own.bucket)}${because(own)}`;
  if (before === undefined) {
    return exact.before
      ? { class: "added", reason: `It was not there before; it ${stood}.` }
      : { class: "undecided", reason: `It ${stood}; what it did before could not be read.` };
  }
  return exact.after
    ? { class: "vanished", reason: `It is not there any more; before it ${stood}.` }
    : { class: "undecided", reason: `Before it ${stood}; what it did now could not be read.` };
};

const unnamed: Classed = {
  class: "undecided",
  reason: "Nothing names these machines, so they cannot be compared.",
};

const isCertain = (bucket: Bucket): boolean => bucket === "passed" || isBad(bucket);

const phrase = (bucket: Bucket): string => (bucket === "unknown" ? "could not be read" : oneWords(bucket));

const because = ({ cause }: Standing): string => (cause === undefined ? "" : ` (${plainLine(cause.title)})`);
