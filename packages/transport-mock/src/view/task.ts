import type { Moment } from "../moment.ts";
import type { PlacedTask } from "../store/placed-task.ts";
import { progressOf, type Progress } from "./progress.ts";

/**
 * How far a task of an existing execution is. One that a cancellation came before is CANCELLED with an EndTime and no
 * StartTime, as it never started (unverified: AWS shows no sample of one).
 */
export const taskAt = ({ execution, task }: PlacedTask, { cancellations, now }: Moment): Progress => {
  const cancelled = cancellations.at(execution);
  return cancelled !== undefined && cancelled < task.start.getTime()
    ? { Status: "CANCELLED", EndTime: new Date(cancelled) }
    : progressOf(task, now);
};

/** Whether a task runs or has run; only then are there invocations of it. */
export const hasStarted = ({ execution, task }: PlacedTask, { cancellations, now }: Moment): boolean => {
  const start = task.start.getTime();
  return start <= now && execution.start.getTime() <= now && start <= (cancellations.at(execution) ?? start);
};
