import { isFinalStatus, withoutSensitive, type Client, type Output } from "@windowpane/core";
import { itemWithoutSensitive } from "../answer/answer-list.ts";

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
 * @param known - the rows of what was read before, so that what a client gives from memory is not written again.
 */
export const readRows = async (
  client: Client,
  { WindowExecutionId, signal }: { readonly WindowExecutionId: string; readonly signal: AbortSignal },
  known: WeakMap<object, Row>,
): Promise<ExecutionRows> => {
  const rows: Row[] = [];
  let isOpen = false;
  const add = (event: Row["event"], id: string, item: { readonly Status?: string | undefined }): void => {
    const row = known.get(item) ?? writeRow(event, id, item);
    known.set(item, row);
    rows.push(row);
    isOpen ||= !isFinalStatus(item.Status);
  };
  const execution = await client.call(executionOf, { WindowExecutionId }, { signal });
  add("execution", WindowExecutionId, execution);
  for await (const task of client.items(tasksOf, { WindowExecutionId, MaxResults: 100 }, { signal })) {
    const { TaskExecutionId: TaskId = "" } = task;
    add("task", TaskId, task);
    const input = { WindowExecutionId, TaskId, MaxResults: 100 };
    for await (const invocation of client.items(invocationsOf, input, { signal }))
      add("invocation", `${TaskId} ${invocation.InvocationId ?? rows.length}`, invocation);
  }
  return { execution, rows, isOpen };
};

const writeRow = (event: Row["event"], id: string, item: object): Row => {
  const data = redacted[event](item);
  const members = Object.entries(data ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { event, key: `${event} ${id}`, data, words: JSON.stringify(members) };
};

const redacted: Readonly<Record<Row["event"], (item: object) => unknown>> = {
  execution: (execution) => withoutSensitive(executionOf, execution),
  task: (task) => itemWithoutSensitive(tasksOf, task),
  invocation: (invocation) => itemWithoutSensitive(invocationsOf, invocation),
};
