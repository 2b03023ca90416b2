/** The results of machines, and their counts. */

/**
 * The result of a machine in an invocation. Every machine has exactly one.
 *
 * - `passed`: it ran and nothing failed.
 * - `failed`: it ran and something failed.
 * - `timedOut`: it ran and was stopped because it took too long.
 * - `unreachable`: the command did not reach it or was rejected (Undeliverable, Delivery Timed Out, Invalid Platform, Access
 *   Denied). AWS does not count these as errors; Windowpane does, because nothing ran.
 * - `cancelled`: a person or a service stopped it.
 * - `running`, `pending`: it has not ended; `pending` has not started.
 * - `notRun`: it will not run: too many errors elsewhere, the cutoff, or nothing was started.
 * - `unknown`: its result could not be read; the reason explains it, usually with a gap.
 */
export type MachineResult =
  | "passed"
  | "failed"
  | "timedOut"
  | "unreachable"
  | "cancelled"
  | "running"
  | "pending"
  | "notRun"
  | "unknown";

/** Every result, worst first. A machine in several invocations counts with its worst result. */
export const resultsWorstFirst = [
  "failed",
  "timedOut",
  "unreachable",
  "notRun",
  "cancelled",
  "unknown",
  "running",
  "pending",
  "passed",
] as const satisfies readonly MachineResult[];

/** The number of machines with each result. The results always add up to the total. */
export interface Counts {
  /** Number of machines. */
  readonly total: number;
  /** False if there may be more machines: a list is incomplete or still being read. */
  readonly exact: boolean;
  /** Number of machines with each result. They add up to `total`. */
  readonly results: Readonly<Record<MachineResult, number>>;
  /** Number of `notRun` machines that did not run because failures elsewhere reached `MaxErrors`. Absent: none. */
  readonly stopped?: number | undefined;
}

const badResults: ReadonlySet<MachineResult> = new Set([
  "failed",
  "timedOut",
  "unreachable",
  "cancelled",
  "notRun",
]);

/** Whether a result is final and not passed or unknown. */
export const isBad = (result: MachineResult): boolean => badResults.has(result);

/** Whether a result is not final. */
export const isOpen = (result: MachineResult): boolean => result === "running" || result === "pending";

/** Number of machines with a final result that is not passed or unknown. */
export const badOf = ({ results }: Counts): number =>
  resultsWorstFirst.reduce((sum, result) => (isBad(result) ? sum + results[result] : sum), 0);

/** Number of machines that failed themselves: failed, timed out and unreachable, without consequences of these. */
export const failedOf = ({ results }: Counts): number =>
  results.failed + results.timedOut + results.unreachable;

/** Number of machines that have not ended. */
export const openOf = ({ results }: Counts): number => results.running + results.pending;

const noResults: Readonly<Record<MachineResult, number>> = {
  passed: 0,
  failed: 0,
  timedOut: 0,
  unreachable: 0,
  cancelled: 0,
  running: 0,
  pending: 0,
  notRun: 0,
  unknown: 0,
};

/** A result to count, and whether it is a `notRun` that failures elsewhere caused. */
export interface Counted {
  readonly result: MachineResult;
  readonly isStopped?: boolean | undefined;
}

/**
 * Counts results.
 *
 * @param exact - whether the list is complete.
 */
export const countResults = (counted: Iterable<Counted>, exact: boolean): Counts => {
  const sums = { ...noResults };
  let total = 0;
  let stopped = 0;
  let last: MachineResult = "unknown";
  for (const { result, isStopped = false } of counted) {
    sums[result] += 1;
    total += 1;
    if (result === "notRun" && isStopped) stopped += 1;
    last = result;
  }
  const counts = withStopped({ total, exact, results: sums }, stopped);
  return total === 1 && stopped === 0 ? onlyOne(last, counts) : counts;
};

const withStopped = (counts: Counts, stopped: number): Counts =>
  stopped === 0 ? counts : { ...counts, stopped };

/** Most of up to 100,000 invocations have one machine, so equal counts of one machine share an object. */
const onlyOne = (result: MachineResult, counts: Counts): Counts => {
  const known = ones[counts.exact ? "exact" : "open"];
  return (known[result] ??= counts);
};

const ones: Readonly<Record<"exact" | "open", Partial<Record<MachineResult, Counts>>>> = {
  exact: {},
  open: {},
};

/** Adds counts. The sum is exact only if every part is. */
export const addCounts = (parts: Iterable<Counts>): Counts => {
  const sums = { ...noResults };
  let total = 0;
  let stopped = 0;
  let exact = true;
  for (const part of parts) {
    for (const result of resultsWorstFirst) sums[result] += part.results[result];
    total += part.total;
    stopped += part.stopped ?? 0;
    exact &&= part.exact;
  }
  return withStopped({ total, exact, results: sums }, stopped);
};

/** The worse of two results. */
export const worse = (one: MachineResult, other: MachineResult): MachineResult =>
  resultsWorstFirst.indexOf(one) <= resultsWorstFirst.indexOf(other) ? one : other;
