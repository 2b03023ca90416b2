import { decidePatchResult, type KnownState } from "../patching/decide.ts";
import { present } from "../present.ts";
import type { HistoryRun } from "./model.ts";

/** Whether a run may have written the machine's patch state. */
export const hasPatchState = ({ patchRun, result, StartTime }: HistoryRun): boolean =>
  patchRun?.reportsState === true &&
  result !== "running" &&
  result !== "pending" &&
  result !== "unreachable" &&
  result !== "notRun" &&
  (result !== "cancelled" || StartTime !== undefined);

/**
 * A run with its patch result. The machine has one state, that of its newest operation, so at most one run has its own; a
 * run that never began is told without the state of another.
 */
export const withPatchResult = (run: HistoryRun, state: KnownState): HistoryRun => {
  const { patchRun } = run;
  if (patchRun === undefined) return run;
  const known = hasPatchState(run) ? state : notNeeded;
  return present({ ...run, patch: decidePatchResult(patchRun, run, known) });
};

const notNeeded = { unread: "not read" } as const;
