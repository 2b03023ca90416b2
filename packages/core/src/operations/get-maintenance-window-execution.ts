import { operation } from "../operation.ts";
import { MaintenanceWindowExecutionResult, WindowExecutionId } from "../shapes/execution.ts";
import { structure } from "../shapes/smithy.ts";

/**
 * Gives one execution of a window.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetMaintenanceWindowExecution.html
 */
export const getMaintenanceWindowExecution = operation({
  name: "GetMaintenanceWindowExecution",
  effect: "read",
  input: structure({ WindowExecutionId }),
  output: MaintenanceWindowExecutionResult,
  errors: ["DoesNotExistException", "InternalServerError"],
});
