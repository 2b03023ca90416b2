/** A client for asking the same again and again. */
import {
  isFinalStatus,
  operations,
  ServiceError,
  type Client,
  type Input,
  type Item,
  type Output,
} from "@windowpane/core";
import { createInvocationRows, type InvocationRows } from "./invocation-rows.ts";
import { isTransient, type Transient } from "./transient.ts";

/** The client, and what went wrong on it. */
export interface UnfinishedClient extends Client {
  /** The errors since it was last asked that may not come again. */
  takeTroubles(): readonly Transient[];
}

/**
 * Asks for what is unfinished only: of long lists of invocations just those, of finished tasks nothing, and nothing again of what the
 * caller may not read.
 */
export const clientOfUnfinished = (client: Client): UnfinishedClient => {
  const refusals = new Map<string, ServiceError>();
  const invocationLists = new Map<string, InvocationRows>();
  const finishedTasks = new Set<string>();
  let troubles: Transient[] = [];

  const refuseAgain = (key: string): void => {
    const refused = refusals.get(key);
    if (refused !== undefined) throw refused;
  };
  const noted = (error: unknown, key: string): unknown => {
    if (isTransient(error)) troubles.push(error);
    if (error instanceof ServiceError && /^AccessDenied|^Unauthorized/u.test(error.code)) {
      refusals.set(key, error);
    }
    return error;
  };

  const call: Client["call"] = async (operation, input, options) => {
    const key = keyOf(operation, input);
    refuseAgain(key);
    try {
      return await client.call(operation, input, options);
    } catch (error) {
      throw noted(error, key);
    }
  };
  const walk: Client["pages"] = async function* (operation, input, options) {
    const key = keyOf(operation, input);
    refuseAgain(key);
    try {
      yield* client.pages(operation, input, options);
    } catch (error) {
      throw noted(error, key);
    }
  };
  const asking: Client = { name: client.name, call, pages: walk, items: client.items };

  const noteTasks = ({ WindowExecutionTaskIdentities = [] }: Output<typeof taskList>): void => {
    for (const { TaskExecutionId, Status } of WindowExecutionTaskIdentities) {
      if (TaskExecutionId !== undefined && isFinalStatus(Status)) finishedTasks.add(TaskExecutionId);
    }
  };
  const invocationsOf = ({ WindowExecutionId, TaskId }: Input<typeof invocationList>): InvocationRows => {
    const list = invocationLists.get(TaskId) ?? createInvocationRows(asking, { WindowExecutionId, TaskId });
    invocationLists.set(TaskId, list);
    return list;
  };

  const pages: Client["pages"] = async function* (operation, input, options = {}) {
    if (operation === invocationList) {
      // The operation's name says which input this is, and which pages are asked for.
      const asked = input as Input<typeof invocationList>;
      // Asked for with a filter or from a token on, it is not the whole list that is wanted.
      if ((asked.Filters ?? []).length === 0 && asked.NextToken === undefined) {
        const list = invocationsOf(asked).pages(options, finishedTasks.has(asked.TaskId));
        yield* list as AsyncGenerator<Output<typeof operation>, void, undefined>;
        return;
      }
    }
    for await (const page of walk(operation, input, options)) {
      if (operation === taskList) noteTasks(page);
      yield page;
    }
  };

  return {
    name: client.name,
    call,
    pages,
    async *items(operation, input, options) {
      for await (const page of pages(operation, input, options)) {
        // The row names the member that holds the items of its own output.
        const items = Reflect.get(page, operations[operation].items) as readonly Item<typeof operation>[];
        yield* items ?? [];
      }
    },
    takeTroubles: () => {
      const taken = troubles;
      troubles = [];
      return taken;
    },
  };
};

const taskList = "DescribeMaintenanceWindowExecutionTasks";
const invocationList = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** The same request, however its members are ordered. */
const keyOf = (operation: string, input: object): string =>
  JSON.stringify([operation, Object.entries(input).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
