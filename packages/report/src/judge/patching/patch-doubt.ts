import { badOf } from "../../model/result.ts";
import type { InvocationReport, Machine } from "../../model/report.ts";
import { isNotPatched, isUnproven, notPatchedIn } from "./counts.ts";

/**
 * What keeps a machine whose command passed from counting as passed.
 * - `not-patched`: the run left patches missing, failed, rejected or waiting for a reboot.
 * - `unproven`: it is not known whether the run patched it, or whether its scan worked.
 */
export type PatchDoubt = "not-patched" | "unproven";

/** What keeps a machine whose command passed from counting as passed. Undefined: nothing, or its command did not pass. */
export const patchDoubtOf = ({
  result,
  patch,
}: Pick<Machine, "result" | "patch">): PatchDoubt | undefined => {
  if (result !== "passed" || patch === undefined) return undefined;
  if (isNotPatched(patch)) return "not-patched";
  return isUnproven(patch) ? "unproven" : undefined;
};

/** Whether a machine's command passed and nothing about its patches contradicts it. */
export const hasPassed = (machine: Pick<Machine, "result" | "patch">): boolean =>
  machine.result === "passed" && patchDoubtOf(machine) === undefined;

/** Whether rows are known not to have passed: their commands did not, or they are not patched. */
export const hasBadRows = ({ counts, patches }: Pick<InvocationReport, "counts" | "patches">): boolean =>
  badOf(counts) > 0 || (patches !== undefined && notPatchedIn(patches) > 0);
