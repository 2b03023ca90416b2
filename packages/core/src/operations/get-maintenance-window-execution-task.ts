import { operation } from "../operation.ts";
import { MaintenanceWindowExecutionTask, TaskId, WindowExecutionId } from "../shapes/execution.ts";
import { structure } from "../shapes/smithy.ts";

/**
 * Gives one task of an execution.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetMaintenanceWindowExecutionTask.html
 */
export const getMaintenanceWindowExecutionTask = operation({
  name: "GetMaintenanceWindowExecutionTask",
  effect: "read",
  input: structure({ WindowExecutionId, TaskId }),
  output: MaintenanceWindowExecutionTask,
  errors: ["DoesNotExistException", "InternalServerError"],
});
