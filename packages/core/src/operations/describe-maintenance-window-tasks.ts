import * as z from "zod/mini";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import {
  MaintenanceWindowFilters,
  MaintenanceWindowMaxResults,
  MaintenanceWindowTask,
  WindowId,
} from "../shapes/window.ts";
import { answer, optional, structure } from "../shapes/smithy.ts";

/**
 * Lists the tasks registered with a window.
 * Filter keys: `WindowTaskId`, `TaskArn`, `Priority` and `TaskType`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeMaintenanceWindowTasks.html
 */
export const describeMaintenanceWindowTasks = paged({
  name: "DescribeMaintenanceWindowTasks",
  effect: "read",
  input: structure({
    WindowId,
    Filters: optional(MaintenanceWindowFilters),
    MaxResults: optional(MaintenanceWindowMaxResults),
    NextToken: optional(NextToken),
  }),
  output: answer({ Tasks: optional(z.array(MaintenanceWindowTask)), NextToken: AnswerToken }),
  errors: ["DoesNotExistException", "InternalServerError"],
  items: "Tasks",
});
