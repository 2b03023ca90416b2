import { operation } from "../operation.ts";
import { MaintenanceWindow, WindowId } from "../shapes/window.ts";
import { structure } from "../shapes/smithy.ts";

/**
 * Gives one window.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetMaintenanceWindow.html
 */
export const getMaintenanceWindow = operation({
  name: "GetMaintenanceWindow",
  effect: "read",
  input: structure({ WindowId }),
  output: MaintenanceWindow,
  errors: ["DoesNotExistException", "InternalServerError"],
});
