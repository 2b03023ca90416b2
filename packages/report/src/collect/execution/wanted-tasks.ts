import type { ListedTask } from "../context/task-context.ts";

/** The tasks that were asked for by their ids, before AWS's list of them is there. */
export interface WantedTasks {
  /** None where all are wanted. */
  readonly ids: readonly string[];
  /** AWS's row of a wanted task as soon as it is listed; undefined when it turns out that it is not. */
  row(TaskExecutionId: string): Promise<ListedTask | undefined>;
  /** Takes note of a listed task. Whether there is nothing to begin for it: its reading has begun, or nobody wants it. */
  tell(task: ListedTask): boolean;
  /** The list has ended; what it did not hold does not come any more. */
  end(): void;
  /** How many listed tasks nobody asked for. */
  readonly leftOut: number;
}

/** @param tasks - TaskExecutionIds; undefined where all are wanted. */
export const wantedTasks = (tasks: readonly string[] | undefined): WantedTasks => {
  const waiting = new Map<string, (task: ListedTask | undefined) => void>();
  const rows = new Map<string, Promise<ListedTask | undefined>>();
  for (const id of tasks ?? []) {
    if (rows.has(id)) continue;
    rows.set(id, new Promise((resolve) => void waiting.set(id, resolve)));
  }
  let leftOut = 0;
  return {
    ids: [...rows.keys()],
    row: async (id) => rows.get(id),
    tell: (task) => {
      if (tasks === undefined) return false;
      const resolve = waiting.get(task.TaskExecutionId);
      if (resolve === undefined) leftOut += 1;
      else resolve(task);
      return true;
    },
    end: () => {
      for (const resolve of waiting.values()) resolve(undefined);
    },
    get leftOut() {
      return leftOut;
    },
  };
};
