import type { Item } from "@windowpane/core";
import type { ExecutionPlan, InvocationPlan, RunPlan } from "../plan/plan.ts";
import type { RequestContext } from "../request/context.ts";
import type { PlacedTask } from "../store/placed-task.ts";

/**
 * How far an execution is. Undefined before its start: it does not exist yet. It is PENDING until its first task
 * starts, if it has tasks.
 *
 * Cancelled, it is CANCELLING until the tasks that were already running have run to their end (AWS: "Tasks already in
 * progress will continue to completion"), then CANCELLED.
 */
export const executionAt = (execution: ExecutionPlan, context: RequestContext): RunProgress | undefined => {
  const { now } = context;
  const start = execution.start.getTime();
  if (now < start) return undefined;
  const end = cancelledEnd(execution, context);
  if (end !== undefined) {
    const StartTime = new Date(start);
    return now < end
      ? { Status: "CANCELLING", StartTime }
      : { Status: "CANCELLED", StartTime, EndTime: new Date(end) };
  }
  const progress = progressOf(execution, now);
  if (progress.Status === "IN_PROGRESS" && now < firstTaskStart(execution)) progress.Status = "PENDING";
  return progress;
};

const cancelledEnd = (execution: ExecutionPlan, { store }: RequestContext): number | undefined => {
  const cancelled = store.cancelledAt(execution);
  if (cancelled === undefined) return undefined;
  const running = execution.tasks.filter(({ start }) => start.getTime() <= cancelled);
  return Math.max(cancelled, ...running.map(({ end }) => end.getTime()));
};

const firstTaskStart = ({ tasks, start }: ExecutionPlan): number =>
  tasks.length === 0 ? start.getTime() : Math.min(...tasks.map((task) => task.start.getTime()));

/** How far something is, in the members that executions, tasks and invocations share. */
export interface RunProgress {
  Status: string;
  StatusDetails?: string;
  StartTime?: Date;
  EndTime?: Date;
}

/** The status of a run at a time: PENDING before its start, IN_PROGRESS before its end, then its outcome. */
export const statusOf = (run: RunPlan, now: number): string => {
  if (now < run.start.getTime()) return "PENDING";
  // What was skipped never runs: it is over as soon as it is there.
  return now < run.end.getTime() && run.outcome !== "SKIPPED_OVERLAPPING" ? "IN_PROGRESS" : run.outcome;
};

/**
 * The progress of a run at a time. What has not started has no StartTime, what has not ended no EndTime, and
 * StatusDetails come with the outcome only (the service's documentation: "Not available for all status values").
 */
export const progressOf = (run: RunPlan, now: number): RunProgress => {
  const Status = statusOf(run, now);
  if (Status === "PENDING") return { Status };
  // Dates are handed out as copies: a caller that changes one must not change the plan.
  const StartTime = new Date(run.start);
  if (Status === "IN_PROGRESS") return { Status, StartTime };
  const EndTime = new Date(run.end);
  return run.details === undefined
    ? { Status, StartTime, EndTime }
    : { Status, StatusDetails: run.details, StartTime, EndTime };
};

/**
 * How far a task of an existing execution is. One that a cancellation came before is CANCELLED with an EndTime and no
 * StartTime, as it never started (unverified: AWS shows no sample of one).
 */
export const taskAt = ({ execution, task }: PlacedTask, { store, now }: RequestContext): RunProgress => {
  const cancelled = store.cancelledAt(execution);
  return cancelled !== undefined && cancelled < task.start.getTime()
    ? { Status: "CANCELLED", EndTime: new Date(cancelled) }
    : progressOf(task, now);
};

/** Whether a task runs or has run; only then are there invocations of it. */
export const hasStarted = ({ execution, task }: PlacedTask, { store, now }: RequestContext): boolean => {
  const start = task.start.getTime();
  return start <= now && execution.start.getTime() <= now && start <= (store.cancelledAt(execution) ?? start);
};

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
