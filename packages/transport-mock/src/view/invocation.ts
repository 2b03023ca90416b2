import type { Item } from "@windowpane/core";
import type { InvocationPlan } from "../plan.ts";
import type { PlacedTask } from "../store/placed-task.ts";
import { statusOf } from "./progress.ts";

/** An invocation as the service tells of it, the same whether it is listed or asked for by id. */
export type InvocationAnswer = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;

/** An invocation of a started task. Members that it does not have are absent, ExecutionId also before its start. */
export const invocationAt = (
  { execution, task, isComputed }: PlacedTask,
  invocation: InvocationPlan,
  now: number,
): InvocationAnswer => {
  const { ExecutionId, Parameters, OwnerInformation, WindowTargetId, details, start, end } = invocation;
  const Status = statusOf(invocation, now);
  const isStarted = Status !== "PENDING";
  const isOver = isStarted && Status !== "IN_PROGRESS";
  // Member by member, and without copying the dates of what is made anew: this runs for every item of every page.
  const answer: InvocationAnswer = {
    WindowExecutionId: execution.WindowExecutionId,
    TaskExecutionId: task.TaskExecutionId,
    InvocationId: invocation.InvocationId,
    Status,
  };
  if (ExecutionId !== undefined && isStarted) answer.ExecutionId = ExecutionId;
  if (task.task.Type !== undefined) answer.TaskType = task.task.Type;
  if (Parameters !== undefined) answer.Parameters = Parameters;
  if (details !== undefined && isOver) answer.StatusDetails = details;
  if (isStarted) answer.StartTime = isComputed ? start : new Date(start);
  if (isOver) answer.EndTime = isComputed ? end : new Date(end);
  if (OwnerInformation !== undefined) answer.OwnerInformation = OwnerInformation;
  if (WindowTargetId !== undefined) answer.WindowTargetId = WindowTargetId;
  return answer;
};
