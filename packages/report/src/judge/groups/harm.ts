/** What harm is: failures before what followed from them, and among these what is graver. */
import {
  badOf,
  resultsWorstFirst,
  failedOf,
  isBad,
  type MachineResult,
  type Counts,
} from "../../model/result.ts";
import type { Cause, CauseWeight, Machine } from "../../model/report.ts";
import { patchDoubtOf } from "../patching/patch-doubt.ts";

/** Whether a cause is that failures on other machines reached `MaxErrors`, the only consequence whose origin AWS names. */
export const isStopped = (cause: Cause | undefined): boolean => cause?.slug === "max-errors-reached";

/** The order of weights: what went wrong, what followed from it, what just wants to be known. */
export const byWeight = (one: CauseWeight, other: CauseWeight): number => weights[one] - weights[other];

const weights: Readonly<Record<CauseWeight, number>> = { failure: 0, consequence: 1, notice: 2 };

/** The order of results, the worst first. */
const byResult = (one: MachineResult, other: MachineResult): number =>
  resultsWorstFirst.indexOf(one) - resultsWorstFirst.indexOf(other);

/**
 * The order of machines by harm: failures, not patched, consequences, unknown, open, passed without proof of patches,
 * passed. Sorting by it keeps equals in their order.
 */
export const byHarm = (one: Harmed, other: Harmed): number =>
  rankOf(one) - rankOf(other) || byResult(one.result, other.result);

type Harmed = Pick<Machine, "result" | "cause" | "patch">;

const rankOf = (machine: Harmed): number => {
  const { result, cause } = machine;
  if (isBad(result)) return cause?.weight === "consequence" ? 1 : 0;
  if (result !== "passed") return 2;
  const doubt = patchDoubtOf(machine);
  if (doubt === "not-patched") return 0;
  return doubt === "unproven" ? 3 : 4;
};

/** The order of counts by harm: more failures first, then more that did not pass. */
export const byFailures = (one: Counts, other: Counts): number =>
  failedOf(other) - failedOf(one) || badOf(other) - badOf(one);
