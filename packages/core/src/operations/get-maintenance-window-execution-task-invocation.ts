import { operation } from "../operation.ts";
import {
  InvocationId,
  MaintenanceWindowExecutionTaskInvocation,
  TaskId,
  WindowExecutionId,
} from "../shapes/execution.ts";
import { structure } from "../shapes/smithy.ts";

/**
 * Gives one invocation of a task.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetMaintenanceWindowExecutionTaskInvocation.html
 */
export const getMaintenanceWindowExecutionTaskInvocation = operation({
  name: "GetMaintenanceWindowExecutionTaskInvocation",
  effect: "read",
  input: structure({ WindowExecutionId, TaskId, InvocationId }),
  output: MaintenanceWindowExecutionTaskInvocation,
  errors: ["DoesNotExistException", "InternalServerError"],
});
