/** The end and cutoff of a window, and the tasks that may continue past them. */
import { present } from "../model/present.ts";
import type { TaskReport } from "../model/report.ts";
import type { TimelineLimits, TimelineWindow } from "./model.ts";

const HOUR = 60 * 60 * 1000;

/** The limits of an execution that began at `start`. Undefined without the window's Duration. */
export const limitsOf = (
  start: Date | undefined,
  { Duration, Cutoff, ModifiedDate }: TimelineWindow = {},
): TimelineLimits | undefined => {
  if (start === undefined || Duration === undefined) return undefined;
  const end = new Date(start.getTime() + Duration * HOUR);
  const cutoff = Cutoff === undefined ? undefined : new Date(end.getTime() - Cutoff * HOUR);
  const changedSince = ModifiedDate !== undefined && ModifiedDate > start;
  return { end, ...present({ cutoff }), changedSince };
};

/**
 * Whether a task was registered to continue past the cutoff. A task is matched with its registration by what it runs; undefined
 * if registrations of the same document differ.
 */
export const continuesPastCutoff = (
  { TaskArn, TaskType }: Pick<TaskReport, "TaskArn" | "TaskType">,
  { tasks = [] }: TimelineWindow = {},
): boolean | undefined => {
  const same = tasks.filter(
    (task) => task.TaskArn === TaskArn && (TaskType === undefined || task.Type === TaskType),
  );
  // AWS documents CONTINUE_TASK as the default.
  const behaviours = new Set(same.map(({ CutoffBehavior }) => CutoffBehavior !== "CANCEL_TASK"));
  const [only] = behaviours;
  return behaviours.size === 1 ? only : undefined;
};
