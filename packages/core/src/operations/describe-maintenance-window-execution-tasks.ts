import * as z from "zod/mini";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import { MaintenanceWindowExecutionTaskIdentity, WindowExecutionId } from "../shapes/execution.ts";
import { MaintenanceWindowFilters, MaintenanceWindowMaxResults } from "../shapes/window.ts";
import { answer, optional, structure } from "../shapes/smithy.ts";

/**
 * Lists the tasks of an execution.
 * Filter key: `STATUS`, with every status but `SKIPPED_OVERLAPPING`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeMaintenanceWindowExecutionTasks.html
 */
export const describeMaintenanceWindowExecutionTasks = paged({
  name: "DescribeMaintenanceWindowExecutionTasks",
  effect: "read",
  input: structure({
    WindowExecutionId,
    Filters: optional(MaintenanceWindowFilters),
    MaxResults: optional(MaintenanceWindowMaxResults),
    NextToken: optional(NextToken),
  }),
  output: answer({
    WindowExecutionTaskIdentities: optional(z.array(MaintenanceWindowExecutionTaskIdentity)),
    NextToken: AnswerToken,
  }),
  errors: ["DoesNotExistException", "InternalServerError"],
  items: "WindowExecutionTaskIdentities",
});
