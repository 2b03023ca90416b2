import * as z from "zod/mini";
import { paged } from "../operation.ts";
import { AnswerToken, NextToken, Target } from "../shapes/common.ts";
import { ScheduledWindowExecution, WindowId, resourceTypes } from "../shapes/window.ts";
import { answer, integer, list, oneOf, optional, structure, text } from "../shapes/smithy.ts";

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
    WindowId: optional(WindowId),
    Targets: optional(list(Target, { min: 0, max: 5, about: "Only windows with these targets." })),
    ResourceType: optional(oneOf(resourceTypes, { about: "What the targets are." })),
    Filters: optional(
      list(
        structure({
          Key: optional(text({ min: 1, max: 128 })),
          Values: optional(list(text({ min: 1, max: 256 }))),
        }),
        { min: 0, max: 5, about: "ScheduledBefore and ScheduledAfter; up to 5 filters." },
      ),
    ),
    MaxResults: optional(integer({ min: 1, about: "Most items in one answer; 1 or more." })),
    NextToken: optional(NextToken),
  }),
  output: answer({
    ScheduledWindowExecutions: optional(z.array(ScheduledWindowExecution)),
    NextToken: AnswerToken,
  }),
  errors: ["DoesNotExistException", "InternalServerError"],
  items: "ScheduledWindowExecutions",
});
