/** What a window did: executions, the tasks in them, and the invocations of a task. */
import * as z from "zod/mini";
import { AlarmConfiguration, AlarmStateInformation, uuid } from "./common.ts";
import {
  answer,
  date,
  number,
  optional,
  sensitive,
  sensitiveString,
  string,
  strings,
  word,
} from "./smithy.ts";
import { TaskParameters, taskTypes } from "./window.ts";

export const WindowExecutionId = uuid("The id of the window execution.");
/** AWS calls it TaskId in requests; it is the TaskExecutionId of answers, not the WindowTaskId of the registration. */
export const TaskId = uuid("The TaskExecutionId of the task in this execution (not its WindowTaskId).");
export const InvocationId = uuid("The id of the invocation.");

/** The statuses of executions, tasks and invocations: one enum for the three, in AWS's order. */
export const executionStatuses = [
  "PENDING",
  "IN_PROGRESS",
  "SUCCESS",
  "FAILED",
  "TIMED_OUT",
  "CANCELLING",
  "CANCELLED",
  "SKIPPED_OVERLAPPING",
] as const;

const progress = {
  Status: optional(word(executionStatuses)),
  StatusDetails: string,
  StartTime: date,
  EndTime: date,
};

export const MaintenanceWindowExecution = answer({
  WindowId: string,
  WindowExecutionId: string,
  ...progress,
});

export const MaintenanceWindowExecutionResult = answer({
  WindowExecutionId: string,
  TaskIds: strings,
  ...progress,
});

export const MaintenanceWindowExecutionTaskIdentity = answer({
  WindowExecutionId: string,
  TaskExecutionId: string,
  ...progress,
  TaskArn: string,
  TaskType: optional(word(taskTypes)),
  AlarmConfiguration: optional(AlarmConfiguration),
  TriggeredAlarms: optional(z.array(AlarmStateInformation)),
});

export const MaintenanceWindowExecutionTask = answer({
  WindowExecutionId: string,
  TaskExecutionId: string,
  TaskArn: string,
  ServiceRole: string,
  Type: optional(word(taskTypes)),
  TaskParameters: optional(sensitive(z.array(TaskParameters))),
  Priority: number,
  MaxConcurrency: string,
  MaxErrors: string,
  ...progress,
  AlarmConfiguration: optional(AlarmConfiguration),
  TriggeredAlarms: optional(z.array(AlarmStateInformation)),
});

/** One invocation, the same whether it is listed or asked for by id. */
export const MaintenanceWindowExecutionTaskInvocation = answer({
  WindowExecutionId: string,
  TaskExecutionId: string,
  InvocationId: string,
  ExecutionId: string,
  TaskType: optional(word(taskTypes)),
  Parameters: sensitiveString,
  ...progress,
  OwnerInformation: sensitiveString,
  WindowTargetId: string,
});
