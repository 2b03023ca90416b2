import type { ListedTask } from "../context/task-context.ts";

/** The tasks that were requested by ID, before AWS has listed them. */
export interface WantedTasks {
  /** The requested IDs. Empty if all tasks are wanted. */
  readonly ids: readonly string[];
  /** Resolves to AWS's row of a task when it is listed, or to undefined if the list ends without it. */
  row(TaskExecutionId: string): Promise<ListedTask | undefined>;
  /** Records a listed task. Returns true if the task need not be started: it has started already, or is not wanted. */
  record(task: ListedTask): boolean;
  /** Marks the list as ended: tasks that it did not contain resolve to undefined. */
  end(): void;
  /** Number of listed tasks that were not requested. */
  readonly leftOut: number;
}

/**
 * Creates the set of requested tasks.
 *
 * @param tasks - TaskExecutionIds. Undefined: all tasks are wanted.
 */
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
    record: (task) => {
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
