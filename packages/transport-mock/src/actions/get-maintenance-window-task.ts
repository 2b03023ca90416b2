import { registeredTask } from "../view/registered-task.ts";
import type { Action } from "./action.ts";
import { findWindow } from "./find.ts";

/** Gives a task that is registered with a window. */
export const getMaintenanceWindowTask: Action<"GetMaintenanceWindowTask"> = (
  { WindowId, WindowTaskId },
  moment,
) => {
  const task = findWindow(WindowId, moment).tasks?.find((plan) => plan.WindowTaskId === WindowTaskId);
  if (task === undefined) {
    // Its text is made after that for a window (unverified).
    const text = `Maintenance window task ${WindowTaskId} does not exist`;
    throw moment.refuse("DoesNotExistException", text);
  }
  return registeredTask({ WindowId, ...task });
};
