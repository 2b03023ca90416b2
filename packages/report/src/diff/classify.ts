/** Classifies machines. A machine without a certain result in both executions is undecided. */
import { isBad, type MachineResult } from "../model/result.ts";
import { durationText } from "@windowpane/text";
import { patchDoubtOf, type PatchDoubt } from "../judge/patching/patch-doubt.ts";
import { oneWords } from "../model/words.ts";
import { plainLine } from "../model/text.ts";
import type { MachineDiff, SlowerThreshold } from "./model.ts";
import type { DiffedMachine } from "./diffed-machines.ts";

/** A machine in one or both executions. */
export interface MachinePair {
  readonly before: DiffedMachine | undefined;
  readonly after: DiffedMachine | undefined;
  /** Whether all machines of each execution are known. Otherwise an absent machine may have been missed. */
  readonly exact: { readonly before: boolean; readonly after: boolean };
  /** Its duration in the tasks that both executions have, in milliseconds. */
  readonly took: { readonly before: number; readonly after: number } | undefined;
  readonly threshold: SlowerThreshold;
}

/** The class of a machine, and the change in one sentence. */
export type Classification = Pick<MachineDiff, "class" | "reason">;

/** Classifies a machine. */
export const classify = (pair: MachinePair): Classification => {
  const { before, after } = pair;
  if (before === undefined && after === undefined)
    return { class: "undecided", reason: "It is in neither execution." };
  if (before === undefined || after === undefined) return alone(pair);
  // Machines without a name cannot be matched between executions.
  if ([before, after].some(({ machine }) => machine.kind === "unnamed")) {
    return unnamed;
  }
  const was = phrase(before);
  const is = phrase(after);
  if (!isCertain(before.result) || !isCertain(after.result)) {
    return { class: "undecided", reason: `It ${was} before; now it ${is}.` };
  }
  if (isBad(after.result)) return failing(before, after);
  if (doubtOf(after) === "not-patched") return notPatched(before, after);
  return isBad(before.result)
    ? {
        class: "recovered",
        reason: `It passed; before, it ${was}${because(before)}.${unprovenWords({ after })}`,
      }
    : passing(before, after, pair);
};

const failing = (before: DiffedMachine, after: DiffedMachine): Classification => {
  const is = `${phrase(after)}${because(after)}`;
  if (!isBad(before.result))
    return { class: "newlyFailing", reason: `It ${phrase(before)} before and now ${is}.` };
  const isNew = [...after.causes].some((key) => !before.causes.has(key));
  return isNew
    ? {
        class: "failingOtherwise",
        reason: `It ${is}; before, it ${phrase(before)}${because(before)}.`,
      }
    : { class: "stillFailing", reason: `It ${is}, as before.` };
};

const notPatched = (before: DiffedMachine, after: DiffedMachine): Classification => {
  const is = `It ${phrase(after)}`;
  if (isBad(before.result))
    return { class: "notPatched", reason: `${is}; before, it ${phrase(before)}${because(before)}.` };
  if (isPatched(before)) return { class: "newlyNotPatched", reason: `${is}; before, it was patched.` };
  return {
    class: "notPatched",
    reason:
      doubtOf(before) === "not-patched" ? `${is}, as before.` : `${is}; it is unknown whether it was before.`,
  };
};

const passing = (
  before: DiffedMachine,
  after: DiffedMachine,
  { took, threshold }: MachinePair,
): Classification => {
  if (doubtOf(before) === "not-patched" && isPatched(after))
    return { class: "newlyPatched", reason: `It is patched; before, it ${phrase(before)}.` };
  const isSlower =
    took !== undefined &&
    took.after >= took.before * threshold.factor &&
    took.after - took.before >= threshold.least;
  return isSlower
    ? {
        class: "slower",
        reason: `It took ${durationText(took.after)} instead of ${durationText(took.before)}.${unprovenWords({ before, after })}`,
      }
    : { class: "unchanged", reason: `It passed both times.${unprovenWords({ before, after })}` };
};

const alone = ({ before, after, exact }: MachinePair): Classification => {
  const own = before ?? after;
  if (own === undefined || own.machine.kind === "unnamed") {
    return unnamed;
  }
  const result = `${phrase(own)}${because(own)}`;
  if (before === undefined) {
    return exact.before
      ? { class: "added", reason: `It was not in the earlier execution; it ${result}.` }
      : { class: "undecided", reason: `It ${result}; its earlier result could not be read.` };
  }
  return exact.after
    ? { class: "vanished", reason: `It is not in the later execution; before, it ${result}.` }
    : { class: "undecided", reason: `Before, it ${result}; its later result could not be read.` };
};

const unnamed: Classification = {
  class: "undecided",
  reason: "These machines have no name, so they cannot be compared.",
};

const isCertain = (result: MachineResult): boolean => result === "passed" || isBad(result);

const doubtOf = ({ result, patch }: DiffedMachine): PatchDoubt | undefined => patchDoubtOf({ result, patch });

const isPatched = ({ patch }: DiffedMachine): boolean => patch?.result === "patched";

/** The result as a predicate: `failed`, or `passed, but is not patched (failed 2)`. */
const phrase = (side: DiffedMachine): string => {
  const { result, patch } = side;
  if (result === "unknown") return "could not be read";
  const words = oneWords(result);
  return doubtOf(side) === "not-patched" && patch !== undefined
    ? `${words}, but is not patched (${plainLine(patch.words)})`
    : words;
};

const because = ({ result, cause }: DiffedMachine): string =>
  cause === undefined || !isBad(result) ? "" : ` (${plainLine(cause.title)})`;

/** The sentence about an uncertain patch result of a machine whose command passed. */
const unprovenWords = (sides: { readonly before?: DiffedMachine; readonly after: DiffedMachine }): string => {
  const { before, after } = sides;
  const isOpen = (side: DiffedMachine | undefined): boolean =>
    side !== undefined && doubtOf(side) === "unproven";
  if (isOpen(after)) return ` It is unknown whether it is patched${isOpen(before) ? ", as before" : ""}.`;
  return isOpen(before) ? " It is unknown whether it was patched before." : "";
};
