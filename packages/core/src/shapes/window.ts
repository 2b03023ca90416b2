/** Maintenance windows: their registration, targets, tasks and schedule. */
import * as z from "zod";
import { AlarmConfiguration, AnsweredTarget } from "./common.ts";
import { answer, integer, list, sensitive, structure, text, word } from "./smithy.ts";

export const WindowId = text({
  min: 20,
  max: 20,
  pattern: "^mw-[0-9a-f]{17}$",
  about: "The id of the maintenance window: mw- and 17 hex digits.",
});

export const MaintenanceWindowMaxResults = integer({
  min: 10,
  max: 100,
  about: "Most items in one answer, 10 to 100.",
});

/** The filter of every maintenance window list. Which keys a list knows stands on its row. */
const MaintenanceWindowFilter = structure({
  Key: text({ min: 1, max: 128 }).optional(),
  Values: list(text({ min: 1, max: 256 })).optional(),
});

export const MaintenanceWindowFilters = list(MaintenanceWindowFilter, {
  min: 0,
  max: 5,
  about: "What the service should leave out; up to 5 filters.",
});

export const resourceTypes = ["INSTANCE", "RESOURCE_GROUP"] as const;

export const taskTypes = ["RUN_COMMAND", "AUTOMATION", "STEP_FUNCTIONS", "LAMBDA"] as const;

export const MaintenanceWindowIdentity = answer({
  WindowId: z.string().optional(),
  Name: z.string().optional(),
  Description: sensitive(z.string()).optional(),
  Enabled: z.boolean().optional(),
  Duration: z.number().optional(),
  Cutoff: z.number().optional(),
  Schedule: z.string().optional(),
  ScheduleTimezone: z.string().optional(),
  ScheduleOffset: z.number().optional(),
  EndDate: z.string().optional(),
  StartDate: z.string().optional(),
  NextExecutionTime: z.string().optional(),
});

export const MaintenanceWindow = answer({
  WindowId: z.string().optional(),
  Name: z.string().optional(),
  Description: sensitive(z.string()).optional(),
  StartDate: z.string().optional(),
  EndDate: z.string().optional(),
  Schedule: z.string().optional(),
  ScheduleTimezone: z.string().optional(),
  ScheduleOffset: z.number().optional(),
  NextExecutionTime: z.string().optional(),
  Duration: z.number().optional(),
  Cutoff: z.number().optional(),
  AllowUnassociatedTargets: z.boolean().optional(),
  Enabled: z.boolean().optional(),
  CreatedDate: z.date().optional(),
  ModifiedDate: z.date().optional(),
});

export const MaintenanceWindowTarget = answer({
  WindowId: z.string().optional(),
  WindowTargetId: z.string().optional(),
  ResourceType: word(resourceTypes).optional(),
  Targets: z.array(AnsweredTarget).optional(),
  OwnerInformation: sensitive(z.string()).optional(),
  Name: z.string().optional(),
  Description: sensitive(z.string()).optional(),
});

/** Parameter name to values. The whole map is sensitive, and in AWS's model every value in it once more. */
export const TaskParameters = sensitive(
  z.record(z.string(), sensitive(answer({ Values: sensitive(z.array(sensitive(z.string()))).optional() }))),
);

export const MaintenanceWindowTask = answer({
  WindowId: z.string().optional(),
  WindowTaskId: z.string().optional(),
  TaskArn: z.string().optional(),
  Type: word(taskTypes).optional(),
  Targets: z.array(AnsweredTarget).optional(),
  TaskParameters: TaskParameters.optional(),
  Priority: z.number().optional(),
  LoggingInfo: answer({
    S3BucketName: z.string().optional(),
    S3KeyPrefix: z.string().optional(),
    S3Region: z.string().optional(),
  }).optional(),
  ServiceRoleArn: z.string().optional(),
  MaxConcurrency: z.string().optional(),
  MaxErrors: z.string().optional(),
  Name: z.string().optional(),
  Description: sensitive(z.string()).optional(),
  CutoffBehavior: word(["CONTINUE_TASK", "CANCEL_TASK"]).optional(),
  AlarmConfiguration: AlarmConfiguration.optional(),
});

export const ScheduledWindowExecution = answer({
  WindowId: z.string().optional(),
  Name: z.string().optional(),
  ExecutionTime: z.string().optional(),
});
