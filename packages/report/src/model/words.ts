/** Counts in sentences. */
import { resultsWorstFirst, failedOf, type MachineResult, type Counts } from "./result.ts";
import type { Machine } from "./report.ts";

/** The noun for rows: machines, calls, or `target` for a mix of both. */
export type Noun = "machine" | "call" | "target";

export const resultWords: Readonly<Record<MachineResult, string>> = {
  passed: "passed",
  failed: "failed",
  timedOut: "timed out",
  unreachable: "unreachable",
  notRun: "not run",
  cancelled: "cancelled",
  unknown: "unknown",
  running: "running",
  pending: "pending",
};

/** A number of machines with their result in words: `38` and `not run as a result`. */
export interface CountedWords {
  readonly result: MachineResult;
  readonly count: number;
  readonly words: string;
}

/**
 * Counts in words, worst first, without zeros. Machines that did not run because failures elsewhere reached `MaxErrors` are
 * separate from those that did not run for other reasons.
 *
 * @param words - default: `resultWords`.
 */
export const countsInWords = (
  counts: Counts,
  words: Readonly<Record<MachineResult, string>> = resultWords,
): readonly CountedWords[] => {
  const { results, stopped = 0 } = counts;
  const because = failedOf(counts) > 0 ? "as a result" : "because of errors elsewhere";
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

/** `3 failed, 38 not run as a result, 1 passed`: every result with a count, worst first. */
export const describeResults = (counts: Counts): string =>
  countsInWords(counts)
    .map(({ count, words }) => `${count} ${words}`)
    .join(", ");

/** `3 of 41 machines failed, 38 not run as a result`: the worst result with the total, then the others. */
export const describeHarm = (counts: Counts, noun: Noun | "machine run"): string => {
  const [worst, ...others] = countsInWords(counts);
  if (worst === undefined) return `No ${noun}s are listed`;
  const { result, count, words } = worst;
  const verb = (count === 1 ? verbs : pluralVerbs)[result] ?? resultWords[result];
  const isAll = others.length === 0 && counts.exact;
  const subject = isAll ? `All ${plural(count, noun)}` : `${count} of ${describeTotal(counts, noun)}`;
  return [
    `${subject} ${words.replace(resultWords[result], verb)}`,
    ...others.map((other) => `${other.count} ${other.words}`),
  ].join(", ");
};

const pluralVerbs: Partial<Record<MachineResult, string>> = {
  unreachable: "were unreachable",
  notRun: "did not run",
  cancelled: "were cancelled",
  unknown: "are unknown",
  running: "are running",
  pending: "are pending",
};

/** `The only machine failed`. */
export const describeOnly = ({ results }: Counts, noun: Noun): string => {
  const result = resultsWorstFirst.find((candidate) => results[candidate] > 0) ?? "unknown";
  return `The only ${noun} ${oneWords(result)}`;
};

/** `was cancelled`: a result as the predicate of one machine. */
export const oneWords = (result: MachineResult): string => verbs[result] ?? resultWords[result];

const verbs: Partial<Record<MachineResult, string>> = {
  unreachable: "was unreachable",
  notRun: "did not run",
  cancelled: "was cancelled",
  unknown: "is unknown",
  running: "is running",
  pending: "is pending",
};

/** `40 machines`, `at least 1 machine`. */
export const describeTotal = ({ total, exact }: Counts, noun: Noun | "machine run"): string =>
  `${exact ? "" : "at least "}${plural(total, noun)}`;

/** A count with its noun: `1 machine`, `3 machines`. */
export const plural = (count: number, noun: string, nouns = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : nouns}`;

/** The noun for the rows of a level. */
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
