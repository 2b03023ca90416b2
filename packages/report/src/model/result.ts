/** Where a machine can stand, and counting by it. */

/**
 * What became of a machine in an invocation. Every machine is in exactly one of these.
 *
 * - `passed`: it ran and nothing on it failed.
 * - `failed`: it ran and something failed.
 * - `timedOut`: it ran and was stopped because it took too long.
 * - `unreachable`: the command never reached it, or was refused on the way (Undeliverable, Delivery Timed Out, Invalid
 *   Platform, Access Denied). AWS does not count these as errors; we do, as nothing ran.
 * - `cancelled`: somebody or something stopped it.
 * - `running`, `pending`: not at its end yet; `pending` has not begun.
 * - `notRun`: it was to run and never will: too many errors elsewhere, the cutoff, nothing was started.
 * - `unknown`: what became of it could not be read; the reason, and mostly a gap, say why.
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

/** Every result, worst first: a machine that stands in several invocations counts where it stands worst. */
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

/** How many machines stand in each result. The sum of the results is the total, always. */
export interface Counts {
  readonly total: number;
  /** False when the total is only what is known: a list could not be read to its end, or is still being read. */
  readonly exact: boolean;
  readonly results: Readonly<Record<MachineResult, number>>;
  /** How many of `notRun` never ran because failures elsewhere reached `MaxErrors`. Absent: none. */
  readonly stopped?: number | undefined;
}

const badResults: ReadonlySet<MachineResult> = new Set([
  "failed",
  "timedOut",
  "unreachable",
  "cancelled",
  "notRun",
]);

/** Whether a result is an end that is not a pass. */
export const isBad = (result: MachineResult): boolean => badResults.has(result);

/** Whether a result is no end yet. */
export const isOpen = (result: MachineResult): boolean => result === "running" || result === "pending";

/** How many machines came to an end that is not a pass. */
export const badOf = ({ results }: Counts): number =>
  resultsWorstFirst.reduce((sum, result) => (isBad(result) ? sum + results[result] : sum), 0);

/** How many machines failed by themselves: failures, timeouts and unreachable machines, not what followed from them. */
export const failedOf = ({ results }: Counts): number =>
  results.failed + results.timedOut + results.unreachable;

/** How many machines are not at their end yet. */
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

/** What is counted: a result, and whether it is a `notRun` that failures elsewhere caused. */
export interface Counted {
  readonly result: MachineResult;
  readonly isStopped?: boolean | undefined;
}

/** Counts things by their result. `exact`: whether these are all there are. */
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

/** Most invocations have one machine, and there may be 100,000 of them: what counts one machine in a result is the same object for all. */
const onlyOne = (result: MachineResult, counts: Counts): Counts => {
  const known = ones[counts.exact ? "exact" : "open"];
  return (known[result] ??= counts);
};

const ones: Readonly<Record<"exact" | "open", Partial<Record<MachineResult, Counts>>>> = {
  exact: {},
  open: {},
};

/** The sum of counts; exact only if every part is. */
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
