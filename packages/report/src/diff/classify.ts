/** Which class a machine is in. What is not certain of both sides is undecided. */
import { isBad, type MachineResult } from "../model/result.ts";
import { durationText } from "@windowpane/text";
import { patchDoubtOf, type PatchDoubt } from "../judge/patching/patch-doubt.ts";
import { oneWords } from "../model/words.ts";
import { plainLine } from "../model/text.ts";
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
  const was = phrase(before);
  const is = phrase(after);
  if (!isCertain(before.result) || !isCertain(after.result)) {
    return { class: "undecided", reason: `Before it ${was}, now it ${is}.` };
  }
  if (isBad(after.result)) return failing(before, after);
  if (doubtOf(after) === "not-patched") return notPatched(before, after);
  return isBad(before.result)
    ? {
        class: "recovered",
        reason: `It passed; before it ${was}${because(before)}.${unprovenWords({ after })}`,
      }
    : passing(before, after, pair);
};

const failing = (before: Standing, after: Standing): Classed => {
  const is = `${phrase(after)}${because(after)}`;
  if (!isBad(before.result))
    return { class: "newlyFailing", reason: `It ${phrase(before)} before, and now ${is}.` };
  const isNew = [...after.causes].some((key) => !before.causes.has(key));
  return isNew
    ? {
        class: "failingOtherwise",
        reason: `It ${is}; before it ${phrase(before)}${because(before)}.`,
      }
    : { class: "stillFailing", reason: `It ${is}, as before.` };
};

const notPatched = (before: Standing, after: Standing): Classed => {
  const is = `It ${phrase(after)}`;
  if (isBad(before.result))
    return { class: "notPatched", reason: `${is}; before it ${phrase(before)}${because(before)}.` };
  if (isPatched(before)) return { class: "newlyNotPatched", reason: `${is}; before it was patched.` };
  return {
    class: "notPatched",
    reason:
      doubtOf(before) === "not-patched" ? `${is}, as before.` : `${is}; whether it was before is not known.`,
  };
};

const passing = (before: Standing, after: Standing, { took, threshold }: Pair): Classed => {
  if (doubtOf(before) === "not-patched" && isPatched(after))
    return { class: "newlyPatched", reason: `It is patched; before it ${phrase(before)}.` };
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

const alone = ({ before, after, exact }: Pair): Classed => {
  const own = before ?? after;
  if (own === undefined || own.machine.kind === "unnamed") {
    return unnamed;
  }
  const stood = `${phrase(own)}${because(own)}`;
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

const isCertain = (result: MachineResult): boolean => result === "passed" || isBad(result);

const doubtOf = ({ result, patch }: Standing): PatchDoubt | undefined => patchDoubtOf({ result, patch });

const isPatched = ({ patch }: Standing): boolean => patch?.result === "patched";

/** `failed`; for a machine whose command passed and that is not patched, `passed, but is not patched (failed 2)`. */
const phrase = (standing: Standing): string => {
  const { result, patch } = standing;
  if (result === "unknown") return "could not be read";
  const words = oneWords(result);
  return doubtOf(standing) === "not-patched" && patch !== undefined
    ? `${words}, but is not patched (${plainLine(patch.words)})`
    : words;
};

const because = ({ result, cause }: Standing): string =>
  cause === undefined || !isBad(result) ? "" : ` (${plainLine(cause.title)})`;

/** What is not known of the patches of a machine whose command passed. */
const unprovenWords = (sides: { readonly before?: Standing; readonly after: Standing }): string => {
  const { before, after } = sides;
  const isOpen = (side: Standing | undefined): boolean => side !== undefined && doubtOf(side) === "unproven";
  if (isOpen(after))
    return ` Whether it is patched is not known${isOpen(before) ? ", nor was it before" : ""}.`;
  return isOpen(before) ? " Whether it was patched before is not known." : "";
};
