import * as z from "zod";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken, Target } from "../shapes/common.ts";
import { ScheduledWindowExecution, WindowId, resourceTypes } from "../shapes/window.ts";
import { answer, integer, list, structure, text } from "../shapes/smithy.ts";

/**
 * Lists when windows will run next.
 * Filter keys: `ScheduledBefore` and `ScheduledAfter` (named by AWS's command-line examples only).
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeMaintenanceWindowSchedule.html
 */
export const describeMaintenanceWindowSchedule = paged({
  name: "DescribeMaintenanceWindowSchedule",
  effect: "read",
  input: structure({
    WindowId: WindowId.optional(),
    Targets: list(Target, { min: 0, max: 5, about: "Only windows with these targets." }).optional(),
    ResourceType: z.enum(resourceTypes).describe("What the targets are.").optional(),
    Filters: list(
      structure({
        Key: text({ min: 1, max: 128 }).optional(),
        Values: list(text({ min: 1, max: 256 })).optional(),
      }),
      { min: 0, max: 5, about: "ScheduledBefore and ScheduledAfter; up to 5 filters." },
    ).optional(),
    MaxResults: integer({ min: 1, about: "Most items in one answer; 1 or more." }).optional(),
    NextToken: NextToken.optional(),
  }),
  output: answer({
    ScheduledWindowExecutions: z.array(ScheduledWindowExecution).optional(),
    NextToken: AnswerToken,
  }),
  errors: ["DoesNotExistException", "InternalServerError"],
  items: "ScheduledWindowExecutions",
});
