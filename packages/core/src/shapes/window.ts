/** Maintenance windows: their registration, targets, tasks and schedule. */
import * as z from "zod/mini";
import { AlarmConfiguration, AnsweredTarget } from "./common.ts";
import {
  answer,
  boolean,
  date,
  integer,
  list,
  number,
  optional,
  sensitive,
  sensitiveString,
  string,
  structure,
  text,
  word,
} from "./smithy.ts";

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
  Key: optional(text({ min: 1, max: 128 })),
  Values: optional(list(text({ min: 1, max: 256 }))),
});

export const MaintenanceWindowFilters = list(MaintenanceWindowFilter, {
  min: 0,
  max: 5,
  about: "What the service should leave out; up to 5 filters.",
});

export const resourceTypes = ["INSTANCE", "RESOURCE_GROUP"] as const;

export const taskTypes = ["RUN_COMMAND", "AUTOMATION", "STEP_FUNCTIONS", "LAMBDA"] as const;

export const MaintenanceWindowIdentity = answer({
  WindowId: string,
  Name: string,
  Description: sensitiveString,
  Enabled: boolean,
  Duration: number,
  Cutoff: number,
  Schedule: string,
  ScheduleTimezone: string,
  ScheduleOffset: number,
  EndDate: string,
  StartDate: string,
  NextExecutionTime: string,
});

export const MaintenanceWindow = answer({
  WindowId: string,
  Name: string,
  Description: sensitiveString,
  StartDate: string,
  EndDate: string,
  Schedule: string,
  ScheduleTimezone: string,
  ScheduleOffset: number,
  NextExecutionTime: string,
  Duration: number,
  Cutoff: number,
  AllowUnassociatedTargets: boolean,
  Enabled: boolean,
  CreatedDate: date,
  ModifiedDate: date,
});

export const MaintenanceWindowTarget = answer({
  WindowId: string,
  WindowTargetId: string,
  ResourceType: optional(word(resourceTypes)),
  Targets: optional(z.array(AnsweredTarget)),
  OwnerInformation: sensitiveString,
  Name: string,
  Description: sensitiveString,
});

/** Parameter name to values. The whole map is sensitive, and in AWS's model every value in it once more. */
export const TaskParameters = sensitive(
  z.record(z.string(), sensitive(answer({ Values: optional(sensitive(z.array(sensitive(z.string())))) }))),
);

export const MaintenanceWindowTask = answer({
  WindowId: string,
  WindowTaskId: string,
  TaskArn: string,
  Type: optional(word(taskTypes)),
  Targets: optional(z.array(AnsweredTarget)),
  TaskParameters: optional(TaskParameters),
  Priority: number,
  LoggingInfo: optional(
    answer({
      S3BucketName: string,
      S3KeyPrefix: string,
      S3Region: string,
    }),
  ),
  ServiceRoleArn: string,
  MaxConcurrency: string,
  MaxErrors: string,
  Name: string,
  Description: sensitiveString,
  CutoffBehavior: optional(word(["CONTINUE_TASK", "CANCEL_TASK"])),
  AlarmConfiguration: optional(AlarmConfiguration),
});

export const ScheduledWindowExecution = answer({
  WindowId: string,
  Name: string,
  ExecutionTime: string,
});
