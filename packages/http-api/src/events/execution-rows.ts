import { isFinalStatus, withoutSensitive, type Client, type Output } from "@windowpane/core";

const executionOf = "GetMaintenanceWindowExecution";
const tasksOf = "DescribeMaintenanceWindowExecutionTasks";
const invocationsOf = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** One of AWS's rows as it was last read, without sensitive members. */
export interface Row {
  readonly event: "execution" | "task" | "invocation";
  /** Tells the row from all others of the execution. */
  readonly key: string;
  readonly data: unknown;
  /** The data as text that is the same whatever the order of its members. */
  readonly words: string;
}

/** An execution with its tasks and invocations, at one time. */
export interface ExecutionRows {
  readonly execution: Output<typeof executionOf>;
  readonly rows: readonly Row[];
  /** Whether a row has no final status. */
  readonly isOpen: boolean;
}

/**
 * Reads an execution's rows: the execution before its tasks, so that below a final execution all of them are listed.
 *
 * @param known - the rows of items that were read before: what a client gives from memory is not written again.
 */
export const readRows = async (
  client: Client,
  { WindowExecutionId, signal, known }: ReadRowsOptions,
): Promise<ExecutionRows> => {
  const rowOf = (event: Row["event"], id: string, item: object, write: () => unknown): Row => {
    const row = known.get(item) ?? writeRow(event, id, write());
    known.set(item, row);
    return row;
  };
  const execution = await client.call(executionOf, { WindowExecutionId }, { signal });
  const rows = [
    rowOf("execution", WindowExecutionId, execution, () => withoutSensitive(executionOf, execution)),
  ];
  let isOpen = !isFinalStatus(execution.Status);
  for await (const task of client.items(tasksOf, { WindowExecutionId, MaxResults: 100 }, { signal })) {
    const { TaskExecutionId: TaskId = "" } = task;
    rows.push(rowOf("task", TaskId, task, () => itemOf(tasksOf, "WindowExecutionTaskIdentities", task)));
    isOpen ||= !isFinalStatus(task.Status);
    const input = { WindowExecutionId, TaskId, MaxResults: 100 };
    for await (const one of client.items(invocationsOf, input, { signal })) {
      const id = `${TaskId} ${one.InvocationId ?? rows.length}`;
      const write = (): unknown => itemOf(invocationsOf, "WindowExecutionTaskInvocationIdentities", one);
      rows.push(rowOf("invocation", id, one, write));
      isOpen ||= !isFinalStatus(one.Status);
    }
  }
  return { execution, rows, isOpen };
};

interface ReadRowsOptions {
  readonly WindowExecutionId: string;
  readonly signal: AbortSignal;
  readonly known: WeakMap<object, Row>;
}

const writeRow = (event: Row["event"], id: string, data: unknown): Row => ({
  event,
  key: `${event} ${id}`,
  data,
  words: JSON.stringify(Object.entries(data ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))),
});

const itemOf = (operation: typeof tasksOf | typeof invocationsOf, member: string, item: object): unknown => {
  const kept = withoutSensitive(operation, { [member]: [item] });
  // The copy has the shape of what was copied.
  return (kept as Readonly<Record<string, readonly unknown[]>>)[member]?.[0];
};
