import * as z from "zod/mini";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken } from "../shapes/common.ts";
import {
  MaintenanceWindowFilters,
  MaintenanceWindowMaxResults,
  MaintenanceWindowTarget,
  WindowId,
} from "../shapes/window.ts";
import { answer, optional, structure } from "../shapes/smithy.ts";

/**
 * Lists the targets registered with a window.
 * Filter keys: `Type`, `WindowTargetId` and `OwnerInformation`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeMaintenanceWindowTargets.html
 */
export const describeMaintenanceWindowTargets = paged({
  name: "DescribeMaintenanceWindowTargets",
  effect: "read",
  input: structure({
    WindowId,
    Filters: optional(MaintenanceWindowFilters),
    MaxResults: optional(MaintenanceWindowMaxResults),
    NextToken: optional(NextToken),
  }),
  output: answer({ Targets: optional(z.array(MaintenanceWindowTarget)), NextToken: AnswerToken }),
  errors: ["DoesNotExistException", "InternalServerError"],
  items: "Targets",
});
