/** What a machine's row in history means: its result, unless its patch result contradicts it. */
import { isBad, resultsWorstFirst, type MachineResult } from "../model/result.ts";
import { isNotPatched, type PatchOutcome } from "../model/patch.ts";

/** A result, or `notPatched`: the command passed, but the machine is known to lack patches. */
export type MachineState = MachineResult | "notPatched";

/** Every state, worst first. */
export const statesWorstFirst: readonly MachineState[] = resultsWorstFirst.flatMap(
  (result): readonly MachineState[] => (result === "notRun" ? ["notPatched", result] : [result]),
);

/**
 * The state of a row. A machine of which it is unknown whether the run patched it is `unknown`, not passed. History does not tell
 * scans from installations, so an overwritten scan is unknown, too.
 *
 * @param patch - its patch result. Undefined for runs that do not patch.
 */
export const machineState = (result: MachineResult, patch: PatchOutcome | undefined): MachineState => {
  if (result !== "passed" || patch === undefined) return result;
  if (isNotPatched({ result: patch })) return "notPatched";
  return patch === "unknown" || patch === "overwritten" ? "unknown" : result;
};

/** The worse of two states. */
export const worseState = (one: MachineState, other: MachineState): MachineState =>
  statesWorstFirst.indexOf(one) <= statesWorstFirst.indexOf(other) ? one : other;

/** Whether a state is final and not passed or unknown. */
export const isFailedState = (state: MachineState): boolean => state === "notPatched" || isBad(state);
