import { operation } from "../operation.ts";
import { WindowExecutionId } from "../shapes/execution.ts";
import { answer, string, structure } from "../shapes/smithy.ts";

/**
 * Stops an execution: nothing new starts, what already runs on a machine runs to its end.
 * The only operation of the family that changes anything.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CancelMaintenanceWindowExecution.html
 */
export const cancelMaintenanceWindowExecution = operation({
  name: "CancelMaintenanceWindowExecution",
  effect: "write",
  input: structure({ WindowExecutionId }),
  output: answer({ WindowExecutionId: string }),
  errors: ["DoesNotExistException", "InternalServerError"],
});
