import { hasStarted, invocationAt } from "../view/execution.ts";
import type { MockAction } from "./action.ts";
import { findTask } from "./find.ts";

/** Returns an invocation of a task. */
export const getMaintenanceWindowExecutionTaskInvocation: MockAction<
  "GetMaintenanceWindowExecutionTaskInvocation"
> = (input, context) => {
  const { InvocationId } = input;
  const placed = findTask(input, context);
  const index = hasStarted(placed, context) ? placed.locate("InvocationId", InvocationId) : undefined;
  const invocation = index === undefined ? undefined : placed.at(index);
  if (invocation === undefined) {
    // The text follows the one for a window (unverified).
    const text = `Maintenance window task invocation ${InvocationId} does not exist`;
    throw context.serviceError("DoesNotExistException", text);
  }
  return invocationAt(placed, invocation, context.now);
};
