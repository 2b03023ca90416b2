import { isFinalStatus, withoutSensitive, type Client, type Item, type Output } from "@windowpane/core";

const tasksOf = "DescribeMaintenanceWindowExecutionTasks";
const invocationsOf = "DescribeMaintenanceWindowExecutionTaskInvocations";

type Task = Item<typeof tasksOf>;

/** A row of AWS's as it was last seen. */
export interface Row {
  readonly event: "execution" | "task" | "invocation";
  readonly id: string;
  readonly data: unknown;
}

/** What an execution looks like at one moment. */
export interface State {
  readonly execution: Output<"GetMaintenanceWindowExecution">;
  readonly rows: readonly Row[];
  /** Nothing in it will change any more. */
  readonly isOver: boolean;
}

/** Looks at an execution again and again. */
export interface Watch {
  /** Its state now. What was finished before is not asked for again. */
  look(client: Client, signal: AbortSignal): Promise<State>;
}

/** A watch over one execution. */
export const createWatch = (WindowExecutionId: string): Watch => {
  /** The rows of tasks that are over with everything in them. */
  const settled = new Map<string, readonly Row[]>();

  const lookAtTask = async (client: Client, task: Task, signal: AbortSignal): Promise<readonly Row[]> => {
    const { TaskExecutionId = "" } = task;
    const known = settled.get(TaskExecutionId);
    if (known !== undefined) return known;
    const rows: Row[] = [rowOf(tasksOf, "task", TaskExecutionId, task)];
    let isOver = isFinalStatus(task.Status);
    const input = { WindowExecutionId, TaskId: TaskExecutionId, MaxResults: 100 };
    for await (const invocation of client.items(invocationsOf, input, { signal })) {
      isOver &&= isFinalStatus(invocation.Status);
      rows.push(rowOf(invocationsOf, "invocation", invocation.InvocationId ?? "", invocation));
    }
    if (isOver) settled.set(TaskExecutionId, rows);
    return rows;
  };

  return {
    look: async (client, signal) => {
      const operation = "GetMaintenanceWindowExecution";
      // Asked before its tasks: what is finished now has all of them.
      const execution = await client.call(operation, { WindowExecutionId }, { signal });
      const rows: Row[] = [
        { event: "execution", id: WindowExecutionId, data: withoutSensitive(operation, execution) },
      ];
      let isOver = isFinalStatus(execution.Status);
      for await (const task of client.items(tasksOf, { WindowExecutionId, MaxResults: 100 }, { signal })) {
        rows.push(...(await lookAtTask(client, task, signal)));
        isOver &&= settled.has(task.TaskExecutionId ?? "");
      }
      return { execution, rows, isOver };
    },
  };
};

const rowOf = (
  operation: typeof tasksOf | typeof invocationsOf,
  event: Row["event"],
  id: string,
  item: object,
): Row => {
  const member =
    operation === tasksOf ? "WindowExecutionTaskIdentities" : "WindowExecutionTaskInvocationIdentities";
  const kept = withoutSensitive(operation, { [member]: [item] });
  // The copy has the shape of what was copied.
  return { event, id, data: (kept as Readonly<Record<string, readonly unknown[]>>)[member]?.[0] };
};
