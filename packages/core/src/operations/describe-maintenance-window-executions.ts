import * as z from "zod";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import { MaintenanceWindowExecution } from "../shapes/execution.ts";
import { MaintenanceWindowFilters, MaintenanceWindowMaxResults, WindowId } from "../shapes/window.ts";
import { answer, structure } from "../shapes/smithy.ts";

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
    Filters: MaintenanceWindowFilters.optional(),
    MaxResults: MaintenanceWindowMaxResults.optional(),
    NextToken: NextToken.optional(),
  }),
  output: answer({
    WindowExecutions: z.array(MaintenanceWindowExecution).optional(),
    NextToken: AnswerToken,
  }),
  errors: ["InternalServerError"],
  items: "WindowExecutions",
});
