import { registeredTask } from "../view/window.ts";
import type { MockAction } from "./action.ts";
import { findWindow } from "./find.ts";

/** Returns a task that is registered with a window. */
export const getMaintenanceWindowTask: MockAction<"GetMaintenanceWindowTask"> = (
  { WindowId, WindowTaskId },
  context,
) => {
  const task = findWindow(WindowId, context).tasks?.find((plan) => plan.WindowTaskId === WindowTaskId);
  if (task === undefined) {
    // The text follows the one for a window (unverified).
    const text = `Maintenance window task ${WindowTaskId} does not exist`;
    throw context.serviceError("DoesNotExistException", text);
  }
  return registeredTask({ WindowId, ...task });
};
