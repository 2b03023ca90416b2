import * as z from "zod/mini";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import { MaintenanceWindowExecutionTaskInvocation, TaskId, WindowExecutionId } from "../shapes/execution.ts";
import { MaintenanceWindowFilters, MaintenanceWindowMaxResults } from "../shapes/window.ts";
import { answer, optional, structure } from "../shapes/smithy.ts";

/**
 * Lists the invocations of a task: one for each target that the task ran on, not one for each machine.
 * Filter key: `STATUS`, with every status but `SKIPPED_OVERLAPPING`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeMaintenanceWindowExecutionTaskInvocations.html
 */
export const describeMaintenanceWindowExecutionTaskInvocations = paged({
  name: "DescribeMaintenanceWindowExecutionTaskInvocations",
  effect: "read",
  input: structure({
    WindowExecutionId,
    TaskId,
    Filters: optional(MaintenanceWindowFilters),
    MaxResults: optional(MaintenanceWindowMaxResults),
    NextToken: optional(NextToken),
  }),
  output: answer({
    WindowExecutionTaskInvocationIdentities: optional(z.array(MaintenanceWindowExecutionTaskInvocation)),
    NextToken: AnswerToken,
  }),
  errors: ["DoesNotExistException", "InternalServerError"],
  items: "WindowExecutionTaskInvocationIdentities",
});
