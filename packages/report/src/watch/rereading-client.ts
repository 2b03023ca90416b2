import {
  createFinalJudge,
  operations,
  type Client,
  type Input,
  type Item,
  type Output,
} from "@windowpane/core";
import { createInvocationRows, type InvocationRows } from "./invocation-rows.ts";
import { isDenied, isTransient, type Transient } from "./trouble.ts";

/** A client for reading the same execution again and again. */
export interface RereadingClient extends Client {
  /** The transient errors since the last call. */
  takeTroubles(): readonly Transient[];
}

const taskList = "DescribeMaintenanceWindowExecutionTasks";
const invocationList = "DescribeMaintenanceWindowExecutionTaskInvocations";

/**
 * Requests only what can have changed: of long lists of invocations the open ones, of final tasks nothing, and nothing
 * again that AWS refused for lack of permission.
 */
export const rereadingClient = (client: Client): RereadingClient => {
  const judge = createFinalJudge({ maxEntries: Infinity });
  const refusals = new Map<string, unknown>();
  const invocationLists = new Map<string, InvocationRows>();
  let troubles: Transient[] = [];

  /** Throws what AWS refused before; gives a function that notes the error of this request. */
  const begin = (operation: string, input: object): ((error: unknown) => unknown) => {
    const key = JSON.stringify([operation, input]);
    if (refusals.has(key)) throw refusals.get(key);
    return (error) => {
      if (isTransient(error)) troubles.push(error);
      if (isDenied(error)) refusals.set(key, error);
      return error;
    };
  };

  const call: Client["call"] = async (operation, input, options) => {
    const note = begin(operation, input);
    try {
      return await client.call(operation, input, options);
    } catch (error) {
      throw note(error);
    }
  };
  const allPages: Client["pages"] = async function* (operation, input, options) {
    const note = begin(operation, input);
    try {
      yield* client.pages(operation, input, options);
    } catch (error) {
      throw note(error);
    }
  };

  const invocationsOf = ({ WindowExecutionId, TaskId }: Input<typeof invocationList>): InvocationRows => {
    const sending = { call, pages: allPages };
    const rows =
      invocationLists.get(TaskId) ?? createInvocationRows(sending, judge, { WindowExecutionId, TaskId });
    invocationLists.set(TaskId, rows);
    return rows;
  };

  const pages: Client["pages"] = async function* (operation, input, options = {}) {
    if (operation === invocationList) {
      // The operation's name says which input this is, and which pages are wanted.
      const list = input as Input<typeof invocationList>;
      // A filter or a token asks for a part of the list only.
      if ((list.Filters ?? []).length === 0 && list.NextToken === undefined) {
        yield* invocationsOf(list).pages(options) as AsyncGenerator<
          Output<typeof operation>,
          void,
          undefined
        >;
        return;
      }
    }
    const judgePage = operation === taskList ? judge.request(operation, input) : undefined;
    for await (const page of allPages(operation, input, options)) {
      judgePage?.(page);
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
