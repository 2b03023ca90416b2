/** Sorts by harm: failures before their consequences, then by severity. */
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

/** Whether failures on other machines reached `MaxErrors`: the only consequence whose origin AWS names. */
export const isStopped = (cause: Cause | undefined): boolean => cause?.slug === "max-errors-reached";

/** Sorts weights: failures, consequences, notices. */
export const byWeight = (one: CauseWeight, other: CauseWeight): number => weights[one] - weights[other];

const weights: Readonly<Record<CauseWeight, number>> = { failure: 0, consequence: 1, notice: 2 };

/** Sorts results, worst first. */
const byResult = (one: MachineResult, other: MachineResult): number =>
  resultsWorstFirst.indexOf(one) - resultsWorstFirst.indexOf(other);

/**
 * Sorts machines by harm: failures and machines that are not patched, consequences, unknown, open, passed without a certain
 * patch result, passed. Equal machines keep their order.
 */
export const byHarm = (one: RankedMachine, other: RankedMachine): number =>
  rankOf(one) - rankOf(other) || byResult(one.result, other.result);

type RankedMachine = Pick<Machine, "result" | "cause" | "patch">;

const rankOf = (machine: RankedMachine): number => {
  const { result, cause } = machine;
  if (isBad(result)) return cause?.weight === "consequence" ? 1 : 0;
  if (result !== "passed") return 2;
  const doubt = patchDoubtOf(machine);
  if (doubt === "not-patched") return 0;
  return doubt === "unproven" ? 3 : 4;
};

/** Sorts counts: more failures first, then more machines that did not pass. */
export const byFailures = (one: Counts, other: Counts): number =>
  failedOf(other) - failedOf(one) || badOf(other) - badOf(one);
