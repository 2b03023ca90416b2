import type { Item } from "@windowpane/core";
import type { ExecutionPlan, InvocationPlan, RunPlan } from "../plan/plan.ts";
import type { RequestContext } from "../request/context.ts";
import type { PlacedTask } from "../store/placed-task.ts";

/**
 * The progress of an execution, or undefined before its start. It is PENDING until its first task starts.
 *
 * A cancelled execution is CANCELLING until its running tasks end (AWS: "Tasks already in progress will continue to
 * completion"), then CANCELLED.
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

/** Progress in the members that executions, tasks and invocations share. */
export interface RunProgress {
  Status: string;
  StatusDetails?: string;
  StartTime?: Date;
  EndTime?: Date;
}

/** The status of a run at a time: PENDING before its start, IN_PROGRESS before its end, then its outcome. */
export const statusOf = (run: RunPlan, now: number): string => {
  if (now < run.start.getTime()) return "PENDING";
  // A skipped run ends at its start.
  return now < run.end.getTime() && run.outcome !== "SKIPPED_OVERLAPPING" ? "IN_PROGRESS" : run.outcome;
};

/**
 * The progress of a run at a time: StartTime from its start, EndTime and StatusDetails from its end (AWS documents
 * StatusDetails as "Not available for all status values").
 */
const progressOf = (run: RunPlan, now: number): RunProgress => {
  const Status = statusOf(run, now);
  if (Status === "PENDING") return { Status };
  // A copy, because a caller that changes the date must not change the plan.
  const StartTime = new Date(run.start);
  if (Status === "IN_PROGRESS") return { Status, StartTime };
  const EndTime = new Date(run.end);
  return run.details === undefined
    ? { Status, StartTime, EndTime }
    : { Status, StatusDetails: run.details, StartTime, EndTime };
};

/**
 * The progress of a task of a started execution. A task that was cancelled before its start is CANCELLED with an EndTime
 * and without a StartTime (unverified: AWS has no sample).
 */
export const taskAt = ({ execution, task }: PlacedTask, { store, now }: RequestContext): RunProgress => {
  const cancelled = store.cancelledAt(execution);
  return cancelled !== undefined && cancelled < task.start.getTime()
    ? { Status: "CANCELLED", EndTime: new Date(cancelled) }
    : progressOf(task, now);
};

/** Whether a task has started; before that it has no invocations. */
export const hasStarted = ({ execution, task }: PlacedTask, { store, now }: RequestContext): boolean => {
  const start = task.start.getTime();
  return start <= now && execution.start.getTime() <= now && start <= (store.cancelledAt(execution) ?? start);
};

type InvocationIdentity = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;

/** The invocation of a started task, as it is listed and as it is returned by ID. ExecutionId is absent before its start. */
export const invocationAt = (
  { execution, task, isComputed }: PlacedTask,
  invocation: InvocationPlan,
  now: number,
): InvocationIdentity => {
  const { ExecutionId, Parameters, OwnerInformation, WindowTargetId, details, start, end } = invocation;
  const Status = statusOf(invocation, now);
  const isStarted = Status !== "PENDING";
  const isOver = isStarted && Status !== "IN_PROGRESS";
  // Assigned one by one, and without copies of computed dates: this runs for every item of every page.
  const identity: InvocationIdentity = {
    WindowExecutionId: execution.WindowExecutionId,
    TaskExecutionId: task.TaskExecutionId,
    InvocationId: invocation.InvocationId,
    Status,
  };
  if (ExecutionId !== undefined && isStarted) identity.ExecutionId = ExecutionId;
  if (task.task.Type !== undefined) identity.TaskType = task.task.Type;
  if (Parameters !== undefined) identity.Parameters = Parameters;
  if (details !== undefined && isOver) identity.StatusDetails = details;
  if (isStarted) identity.StartTime = isComputed ? start : new Date(start);
  if (isOver) identity.EndTime = isComputed ? end : new Date(end);
  if (OwnerInformation !== undefined) identity.OwnerInformation = OwnerInformation;
  if (WindowTargetId !== undefined) identity.WindowTargetId = WindowTargetId;
  return identity;
};
