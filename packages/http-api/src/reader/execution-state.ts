import { isFinalStatus, withoutSensitive, type Client, type Output } from "@windowpane/core";
import { itemWithoutSensitive } from "../response/list-response.ts";
import type { StateItem } from "../route/followed-execution.ts";

const executionOperation = "GetMaintenanceWindowExecution";
const tasksOperation = "DescribeMaintenanceWindowExecutionTasks";
const invocationsOperation = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** State of an execution with its tasks and invocations at one time. */
export interface ExecutionState {
  readonly execution: Output<typeof executionOperation>;
  readonly items: readonly StateItem[];
  /** Whether an item does not have a final status. */
  readonly isOpen: boolean;
}

/**
 * Reads the state of an execution. The execution is read before its tasks, so that all tasks of a final execution are listed.
 *
 * @param known - items by AWS's object, so that objects from the client's cache are not serialised again.
 */
export const readState = async (
  client: Client,
  { WindowExecutionId, signal }: { readonly WindowExecutionId: string; readonly signal: AbortSignal },
  known: WeakMap<object, StateItem>,
): Promise<ExecutionState> => {
  const items: StateItem[] = [];
  let isOpen = false;
  const add = (
    event: StateItem["event"],
    id: string,
    source: { readonly Status?: string | undefined },
  ): void => {
    const item = known.get(source) ?? createItem(event, id, source);
    known.set(source, item);
    items.push(item);
    isOpen ||= !isFinalStatus(source.Status);
  };
  const execution = await client.call(executionOperation, { WindowExecutionId }, { signal });
  add("execution", WindowExecutionId, execution);
  for await (const task of client.items(tasksOperation, { WindowExecutionId, MaxResults: 100 }, { signal })) {
    const { TaskExecutionId: TaskId = "" } = task;
    add("task", TaskId, task);
    const input = { WindowExecutionId, TaskId, MaxResults: 100 };
    for await (const invocation of client.items(invocationsOperation, input, { signal }))
      add("invocation", `${TaskId} ${invocation.InvocationId ?? items.length}`, invocation);
  }
  return { execution, items, isOpen };
};

const createItem = (event: StateItem["event"], id: string, source: object): StateItem => {
  const data = redact[event](source);
  const members = Object.entries(data ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return { event, key: `${event} ${id}`, data, text: JSON.stringify(members) };
};

const redact: Readonly<Record<StateItem["event"], (source: object) => unknown>> = {
  execution: (execution) => withoutSensitive(executionOperation, execution),
  task: (task) => itemWithoutSensitive(tasksOperation, task),
  invocation: (invocation) => itemWithoutSensitive(invocationsOperation, invocation),
};
