/** Where a machine can stand, and counting by it. */

/**
 * What became of a machine in an invocation. Every machine is in exactly one of these.
 *
 * - `passed`: it ran and nothing on it failed.
 * - `failed`: it ran and something failed.
 * - `timedOut`: it ran and was stopped because it took too long.
 * - `undeliverable`: the command never reached it, or was refused on the way (Undeliverable, Delivery Timed Out, Invalid
 *   Platform, Access Denied). AWS does not count these as errors; we do, as nothing ran.
 * - `cancelled`: somebody or something stopped it.
 * - `running`, `pending`: not at its end yet; `pending` has not begun.
 * - `neverRan`: it was to run and never will: too many errors elsewhere, the cutoff, nothing was started.
 * - `unknown`: what became of it could not be read; the reason, and mostly a gap, say why.
 */
export type Bucket =
  | "passed"
  | "failed"
  | "timedOut"
  | "undeliverable"
  | "cancelled"
  | "running"
  | "pending"
  | "neverRan"
  | "unknown";

/** Every bucket, worst first: a machine that stands in several invocations counts where it stands worst. */
export const bucketsWorstFirst = [
  "failed",
  "timedOut",
  "undeliverable",
  "neverRan",
  "cancelled",
  "unknown",
  "running",
  "pending",
  "passed",
] as const satisfies readonly Bucket[];

/** How many machines stand in each bucket. The sum of the buckets is the total, always. */
export interface Counts {
  readonly total: number;
  /** False when the total is only what is known: a list could not be read to its end, or is still being read. */
  readonly exact: boolean;
  readonly buckets: Readonly<Record<Bucket, number>>;
  /** How many of `neverRan` never ran because failures elsewhere reached `MaxErrors`. Absent: none. */
  readonly stopped?: number | undefined;
}

const badBuckets: ReadonlySet<Bucket> = new Set([
  "failed",
  "timedOut",
  "undeliverable",
  "cancelled",
  "neverRan",
]);

/** Whether a bucket is an end that is not a pass. */
export const isBad = (bucket: Bucket): boolean => badBuckets.has(bucket);

/** Whether a bucket is no end yet. */
export const isOpen = (bucket: Bucket): boolean => bucket === "running" || bucket === "pending";

/** How many machines came to an end that is not a pass. */
export const badOf = ({ buckets }: Counts): number =>
  bucketsWorstFirst.reduce((sum, bucket) => (isBad(bucket) ? sum + buckets[bucket] : sum), 0);

/** How many machines failed by themselves: failures, timeouts and unreachable machines, not what followed from them. */
export const failedOf = ({ buckets }: Counts): number =>
  buckets.failed + buckets.timedOut + buckets.undeliverable;

/** How many machines are not at their end yet. */
export const openOf = ({ buckets }: Counts): number => buckets.running + buckets.pending;

const noneInBuckets: Readonly<Record<Bucket, number>> = {
  passed: 0,
  failed: 0,
  timedOut: 0,
  undeliverable: 0,
  cancelled: 0,
  running: 0,
  pending: 0,
  neverRan: 0,
  unknown: 0,
};

/** What is counted: a bucket, and whether it is a `neverRan` that failures elsewhere caused. */
export interface Counted {
  readonly bucket: Bucket;
  readonly isStopped?: boolean | undefined;
}

/** Counts things by their bucket. `exact`: whether these are all there are. */
export const countBuckets = (counted: Iterable<Counted>, exact: boolean): Counts => {
  const sums = { ...noneInBuckets };
  let total = 0;
  let stopped = 0;
  let last: Bucket = "unknown";
  for (const { bucket, isStopped = false } of counted) {
    sums[bucket] += 1;
    total += 1;
    if (bucket === "neverRan" && isStopped) stopped += 1;
    last = bucket;
  }
  const counts = withStopped({ total, exact, buckets: sums }, stopped);
  return total === 1 && stopped === 0 ? onlyOne(last, counts) : counts;
};

const withStopped = (counts: Counts, stopped: number): Counts =>
  stopped === 0 ? counts : { ...counts, stopped };

/** Most invocations have one machine, and there may be 100,000 of them: what counts one machine in a bucket is the same object for all. */
const onlyOne = (bucket: Bucket, counts: Counts): Counts => {
  const known = ones[counts.exact ? "exact" : "open"];
  return (known[bucket] ??= counts);
};

const ones: Readonly<Record<"exact" | "open", Partial<Record<Bucket, Counts>>>> = { exact: {}, open: {} };

/** The sum of counts; exact only if every part is. */
export const addCounts = (parts: Iterable<Counts>): Counts => {
  const sums = { ...noneInBuckets };
  let total = 0;
  let stopped = 0;
  let exact = true;
  for (const part of parts) {
    for (const bucket of bucketsWorstFirst) sums[bucket] += part.buckets[bucket];
    total += part.total;
    stopped += part.stopped ?? 0;
    exact &&= part.exact;
  }
  return withStopped({ total, exact, buckets: sums }, stopped);
};

/** The worse of two buckets. */
export const worse = (one: Bucket, other: Bucket): Bucket =>
  bucketsWorstFirst.indexOf(one) <= bucketsWorstFirst.indexOf(other) ? one : other;
