import * as z from "zod/mini";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import { MaintenanceWindowExecution } from "../shapes/execution.ts";
import { MaintenanceWindowFilters, MaintenanceWindowMaxResults, WindowId } from "../shapes/window.ts";
import { answer, optional, structure } from "../shapes/smithy.ts";

/**
 * Lists the executions of a window.
 * Filter keys: `ExecutedBefore` and `ExecutedAfter`, ISO 8601. There is no filter by status.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeMaintenanceWindowExecutions.html
 */
export const describeMaintenanceWindowExecutions = paged({
  name: "DescribeMaintenanceWindowExecutions",
  effect: "read",
  input: structure({
    WindowId,
    Filters: optional(MaintenanceWindowFilters),
    MaxResults: optional(MaintenanceWindowMaxResults),
    NextToken: optional(NextToken),
  }),
  output: answer({
    WindowExecutions: optional(z.array(MaintenanceWindowExecution)),
    NextToken: AnswerToken,
  }),
  errors: ["InternalServerError"],
  items: "WindowExecutions",
});
