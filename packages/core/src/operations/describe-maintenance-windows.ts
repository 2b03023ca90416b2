import * as z from "zod";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import {
  MaintenanceWindowFilters,
  MaintenanceWindowIdentity,
  MaintenanceWindowMaxResults,
} from "../shapes/window.ts";
import { answer, structure } from "../shapes/smithy.ts";

/**
 * Lists the windows of the account and region.
 * Filter keys: `Name` and `Enabled`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeMaintenanceWindows.html
 */
export const describeMaintenanceWindows = paged({
  name: "DescribeMaintenanceWindows",
  effect: "read",
  input: structure({
    Filters: MaintenanceWindowFilters.optional(),
    MaxResults: MaintenanceWindowMaxResults.optional(),
    NextToken: NextToken.optional(),
  }),
  output: answer({ WindowIdentities: z.array(MaintenanceWindowIdentity).optional(), NextToken: AnswerToken }),
  errors: ["InternalServerError"],
  items: "WindowIdentities",
});
