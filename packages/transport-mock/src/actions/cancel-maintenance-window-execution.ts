import { isFinalStatus } from "@windowpane/core";
import type { Action } from "./action.ts";
import { findExecution } from "./find.ts";

/**
 * Stops an execution: running tasks go on to their end, the others are CANCELLED. For an execution that is over, or
 * already being cancelled, nothing changes and its id comes back (unverified: AWS documents no error for it).
 */
export const cancelMaintenanceWindowExecution: Action<"CancelMaintenanceWindowExecution"> = (
  { WindowExecutionId },
  moment,
) => {
  const { execution, progress } = findExecution(WindowExecutionId, moment);
  if (!isFinalStatus(progress.Status)) moment.cancellations.add(execution, moment.now);
  return { WindowExecutionId };
};
