import type { ExecutionPlan } from "../plan.ts";
import type { Moment } from "../moment.ts";
import { progressOf, type Progress } from "./progress.ts";

/**
 * How far an execution is. Undefined before its start: it does not exist yet. It is PENDING until its first task
 * starts, if it has tasks.
 *
 * Cancelled, it is CANCELLING until the tasks that were already running have run to their end (AWS: "Tasks already in
 * progress will continue to completion"), then CANCELLED.
 */
export const executionAt = (execution: ExecutionPlan, moment: Moment): Progress | undefined => {
  const { now } = moment;
  const start = execution.start.getTime();
  if (now < start) return undefined;
  const end = cancelledEnd(execution, moment);
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

const cancelledEnd = (execution: ExecutionPlan, { cancellations }: Moment): number | undefined => {
  const cancelled = cancellations.at(execution);
  if (cancelled === undefined) return undefined;
  const running = execution.tasks.filter(({ start }) => start.getTime() <= cancelled);
  return Math.max(cancelled, ...running.map(({ end }) => end.getTime()));
};

const firstTaskStart = ({ tasks, start }: ExecutionPlan): number =>
  tasks.length === 0 ? start.getTime() : Math.min(...tasks.map((task) => task.start.getTime()));
