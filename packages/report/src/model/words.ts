/** Counts in sentences. */
import { resultsWorstFirst, failedOf, type MachineResult, type Counts } from "./result.ts";
import type { Machine } from "./report.ts";

/** What rows are called: machines, calls, or both together targets. */
export type Noun = "machine" | "call" | "target";

export const resultWords: Readonly<Record<MachineResult, string>> = {
  passed: "passed",
  failed: "failed",
  timedOut: "timed out",
  unreachable: "could not be reached",
  notRun: "never ran",
  cancelled: "cancelled",
  unknown: "unknown",
  running: "running",
  pending: "waiting",
};

/** A number of machines, and what happened to them: `38` and `never ran because of it`. */
export interface CountedWords {
  readonly result: MachineResult;
  readonly count: number;
  readonly words: string;
}

/**
 * Counts in words, worst first, without empty ones. What never ran because failures elsewhere reached `MaxErrors` is apart
 * from what never ran for another reason, and refers to the failures before it.
 *
 * @param words - default: `resultWords`.
 */
export const countsInWords = (
  counts: Counts,
  words: Readonly<Record<MachineResult, string>> = resultWords,
): readonly CountedWords[] => {
  const { results, stopped = 0 } = counts;
  const because = failedOf(counts) > 0 ? "because of it" : "because of errors elsewhere";
  return resultsWorstFirst
    .flatMap((result): readonly CountedWords[] => {
      const plain = { result, count: results[result], words: words[result] };
      if (result !== "notRun" || stopped === 0) return [plain];
      return [
        { result, count: stopped, words: `${plain.words} ${because}` },
        { ...plain, count: plain.count - stopped },
      ];
    })
    .filter(({ count }) => count > 0);
};

/** `3 failed, 38 never ran because of it, 1 passed`: every result that is not empty, worst first. */
export const describeResults = (counts: Counts): string =>
  countsInWords(counts)
    .map(({ count, words }) => `${count} ${words}`)
    .join(", ");

/** `3 of 41 machines failed, 38 never ran because of it`: what is worst of all, then the rest. */
export const describeHarm = (counts: Counts, noun: Noun | "machine run"): string => {
  const [worst, ...others] = countsInWords(counts);
  if (worst === undefined) return `None of ${describeTotal(counts, noun)} is known`;
  const { result, count, words } = worst;
  const verb = (count === 1 ? verbs[result] : pluralVerbs[result]) ?? words;
  const isAll = others.length === 0 && counts.exact;
  const subject = isAll ? `All ${plural(count, noun)}` : `${count} of ${describeTotal(counts, noun)}`;
  return [`${subject} ${verb}`, ...others.map((other) => `${other.count} ${other.words}`)].join(", ");
};

const pluralVerbs: Partial<Record<MachineResult, string>> = {
  cancelled: "were cancelled",
  unknown: "are unknown",
  running: "are running",
  pending: "are waiting",
};

/** `The only machine failed`. */
export const describeOnly = ({ results }: Counts, noun: Noun): string => {
  const result = resultsWorstFirst.find((candidate) => results[candidate] > 0) ?? "unknown";
  return `The only ${noun} ${oneWords(result)}`;
};

/** `was cancelled`: one needs a verb that many do without. */
export const oneWords = (result: MachineResult): string => verbs[result] ?? resultWords[result];

const verbs: Partial<Record<MachineResult, string>> = {
  cancelled: "was cancelled",
  unknown: "is unknown",
  running: "is running",
  pending: "is waiting",
};

/** `40 machines`, `at least 1 machine`. */
export const describeTotal = ({ total, exact }: Counts, noun: Noun | "machine run"): string =>
  `${exact ? "" : "at least "}${plural(total, noun)}`;

export const plural = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

/** What to call the rows below a level. */
export const nounOf = (machines: Iterable<Machine>): Noun => {
  let hasMachines = false;
  let hasCalls = false;
  for (const { kind } of machines) {
    if (kind === "call") hasCalls = true;
    else hasMachines = true;
    if (hasMachines && hasCalls) return "target";
  }
  return hasCalls ? "call" : "machine";
};
