/** What harm is: failures before what followed from them, and among these what is graver. */
import { badOf, bucketsWorstFirst, failedOf, isBad, type Bucket, type Counts } from "./bucket.ts";
import type { Cause, CauseWeight, Machine } from "./model.ts";
import { patchDoubtOf } from "./patch-standing.ts";

/** Whether a cause is that failures on other machines reached `MaxErrors`, the only consequence whose origin AWS names. */
export const isStopped = (cause: Cause | undefined): boolean => cause?.slug === "max-errors-reached";

/** The order of weights: what went wrong, what followed from it, what just wants to be known. */
export const byWeight = (one: CauseWeight, other: CauseWeight): number => weights[one] - weights[other];

const weights: Readonly<Record<CauseWeight, number>> = { failure: 0, consequence: 1, notice: 2 };

/** The order of buckets, the worst first. */
const byBucket = (one: Bucket, other: Bucket): number =>
  bucketsWorstFirst.indexOf(one) - bucketsWorstFirst.indexOf(other);

/**
 * The order of machines by harm: failures, not patched, consequences, unknown, open, passed without proof of patches,
 * passed. Sorting by it keeps equals in their order.
 */
export const byHarm = (one: Harmed, other: Harmed): number =>
  rankOf(one) - rankOf(other) || byBucket(one.bucket, other.bucket);

type Harmed = Pick<Machine, "bucket" | "cause" | "patch">;

const rankOf = (machine: Harmed): number => {
  const { bucket, cause } = machine;
  if (isBad(bucket)) return cause?.weight === "consequence" ? 1 : 0;
  if (bucket !== "passed") return 2;
  const doubt = patchDoubtOf(machine);
  if (doubt === "not-patched") return 0;
  return doubt === "unproven" ? 3 : 4;
};

/** The order of counts by harm: more failures first, then more that did not pass. */
export const byFailures = (one: Counts, other: Counts): number =>
  failedOf(other) - failedOf(one) || badOf(other) - badOf(one);
