import { invocationAt } from "../view/invocation.ts";
import { hasStarted } from "../view/task.ts";
import type { Action } from "./action.ts";
import { findTask } from "./find.ts";

/** Gives an invocation of a task. */
export const getMaintenanceWindowExecutionTaskInvocation: Action<
  "GetMaintenanceWindowExecutionTaskInvocation"
> = (input, moment) => {
  const { InvocationId } = input;
  const placed = findTask(input, moment);
  const index = hasStarted(placed, moment) ? placed.locate("InvocationId", InvocationId) : undefined;
  const invocation = index === undefined ? undefined : placed.at(index);
  if (invocation === undefined) {
    // Its text is made after that for a window (unverified).
    const text = `Maintenance window task invocation ${InvocationId} does not exist`;
    throw moment.refuse("DoesNotExistException", text);
  }
  return invocationAt(placed, invocation, moment.now);
};
