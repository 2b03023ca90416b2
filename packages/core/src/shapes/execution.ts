/** What a window did: executions, the tasks in them, and the invocations of a task. */
import * as z from "zod";
import { AlarmConfiguration, AlarmStateInformation, uuid } from "./common.ts";
import { answer, sensitive, word } from "./smithy.ts";
import { TaskParameters, taskTypes } from "./window.ts";

export const WindowExecutionId = uuid("The id of the window execution.");
/** AWS calls it TaskId in requests; it is the TaskExecutionId of answers, not the WindowTaskId of the registration. */
export const TaskId = uuid("The TaskExecutionId of the task in this execution (not its WindowTaskId).");
export const InvocationId = uuid("The id of the invocation.");

/** The one status enum of executions, tasks and invocations. */
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
  Status: word(executionStatuses).optional(),
  StatusDetails: z.string().optional(),
  StartTime: z.date().optional(),
  EndTime: z.date().optional(),
};

export const MaintenanceWindowExecution = answer({
  WindowId: z.string().optional(),
  WindowExecutionId: z.string().optional(),
  ...progress,
});

export const MaintenanceWindowExecutionResult = answer({
  WindowExecutionId: z.string().optional(),
  TaskIds: z.array(z.string()).optional(),
  ...progress,
});

export const MaintenanceWindowExecutionTaskIdentity = answer({
  WindowExecutionId: z.string().optional(),
  TaskExecutionId: z.string().optional(),
  ...progress,
  TaskArn: z.string().optional(),
  TaskType: word(taskTypes).optional(),
  AlarmConfiguration: AlarmConfiguration.optional(),
  TriggeredAlarms: z.array(AlarmStateInformation).optional(),
});

export const MaintenanceWindowExecutionTask = answer({
  WindowExecutionId: z.string().optional(),
  TaskExecutionId: z.string().optional(),
  TaskArn: z.string().optional(),
  ServiceRole: z.string().optional(),
  Type: word(taskTypes).optional(),
  TaskParameters: sensitive(z.array(TaskParameters)).optional(),
  Priority: z.number().optional(),
  MaxConcurrency: z.string().optional(),
  MaxErrors: z.string().optional(),
  ...progress,
  AlarmConfiguration: AlarmConfiguration.optional(),
  TriggeredAlarms: z.array(AlarmStateInformation).optional(),
});

/** One invocation, the same whether it is listed or asked for by id. */
export const MaintenanceWindowExecutionTaskInvocation = answer({
  WindowExecutionId: z.string().optional(),
  TaskExecutionId: z.string().optional(),
  InvocationId: z.string().optional(),
  ExecutionId: z.string().optional(),
  TaskType: word(taskTypes).optional(),
  Parameters: sensitive(z.string()).optional(),
  ...progress,
  OwnerInformation: sensitive(z.string()).optional(),
  WindowTargetId: z.string().optional(),
});
