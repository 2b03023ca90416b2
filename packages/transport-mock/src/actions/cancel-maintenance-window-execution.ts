import { isFinalStatus } from "@windowpane/core";
import type { MockAction } from "./action.ts";
import { findExecution } from "./find.ts";

/**
 * Stops an execution: running tasks go on to their end, the others are CANCELLED. For an execution that is over, or
 * already being cancelled, nothing changes and its id comes back (unverified: AWS documents no error for it).
 */
export const cancelMaintenanceWindowExecution: MockAction<"CancelMaintenanceWindowExecution"> = (
  { WindowExecutionId },
  context,
) => {
  const { execution, progress } = findExecution(WindowExecutionId, context);
  if (!isFinalStatus(progress.Status)) context.store.cancel(execution, context.now);
  return { WindowExecutionId };
};
