import { badOf } from "../../model/result.ts";
import type { InvocationReport, Machine } from "../../model/report.ts";
import { isNotPatched } from "../../model/patch.ts";
import { isUnproven, notPatchedIn } from "./counts.ts";

/**
 * Why a machine whose command passed does not count as passed.
 * - `not-patched`: patches are missing, failed, rejected or pending a reboot after the run.
 * - `unproven`: it is unknown whether the run patched the machine, or whether its scan worked.
 */
export type PatchDoubt = "not-patched" | "unproven";

/** Why a machine whose command passed does not count as passed. Undefined if it does, or if its command did not pass. */
export const patchDoubtOf = ({
  result,
  patch,
}: Pick<Machine, "result" | "patch">): PatchDoubt | undefined => {
  if (result !== "passed" || patch === undefined) return undefined;
  if (isNotPatched(patch)) return "not-patched";
  return isUnproven(patch) ? "unproven" : undefined;
};

/** Whether a machine's command passed and its patch result does not contradict it. */
export const hasPassed = (machine: Pick<Machine, "result" | "patch">): boolean =>
  machine.result === "passed" && patchDoubtOf(machine) === undefined;

/** Whether any row is known not to have passed, or not to be patched. */
export const hasBadRows = ({ counts, patches }: Pick<InvocationReport, "counts" | "patches">): boolean =>
  badOf(counts) > 0 || (patches !== undefined && notPatchedIn(patches) > 0);

/** Whether an invocation patches but the patch state of its machines was not requested. */
export const skipsPatches = ({
  patchRun,
  patches,
  machines,
}: Pick<InvocationReport, "patchRun" | "patches" | "machines">): boolean =>
  patchRun !== undefined && patches === undefined && machines.length > 0;
