import * as z from "zod/mini";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import {
  MaintenanceWindowFilters,
  MaintenanceWindowIdentity,
  MaintenanceWindowMaxResults,
} from "../shapes/window.ts";
import { answer, optional, structure } from "../shapes/smithy.ts";

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
    Filters: optional(MaintenanceWindowFilters),
    MaxResults: optional(MaintenanceWindowMaxResults),
    NextToken: optional(NextToken),
  }),
  output: answer({ WindowIdentities: optional(z.array(MaintenanceWindowIdentity)), NextToken: AnswerToken }),
  errors: ["InternalServerError"],
  items: "WindowIdentities",
});
