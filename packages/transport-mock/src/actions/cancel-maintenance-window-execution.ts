import { isFinalStatus } from "@windowpane/core";
import type { MockAction } from "./action.ts";
import { findExecution } from "./find.ts";

/**
 * Cancels an execution: running tasks finish, pending ones are CANCELLED. For an execution that has ended or is being
 * cancelled, it returns the ID without a change (unverified: AWS documents no error).
 */
export const cancelMaintenanceWindowExecution: MockAction<"CancelMaintenanceWindowExecution"> = (
  { WindowExecutionId },
  context,
) => {
  const { execution, progress } = findExecution(WindowExecutionId, context);
  if (!isFinalStatus(progress.Status)) context.store.cancel(execution, context.now);
  return { WindowExecutionId };
};
