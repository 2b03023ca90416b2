import {
  createClient,
  createGate,
  isFinalStatus,
  type CallOptions,
  type FinalJudge,
  type Input,
  type Item,
  type Output,
  type Transport,
} from "@windowpane/core";
import { isRefusal } from "./transient-error.ts";

const listOperation = "DescribeMaintenanceWindowExecutionTaskInvocations";

type InvocationRows = Map<string, Item<typeof listOperation>>;

/** Open statuses that AWS can filter by. A row with another status is read by its ID. */
const openStatuses = ["PENDING", "IN_PROGRESS", "CANCELLING"] as const;

const PER_PAGE = 100;

/** A list of at most this length takes two requests, so the filter saves none. */
const SHORT_LIST = 200;

/** Maximum number of concurrent requests for rows that have ended. */
const AT_ONCE = 8;

/**
 * For a long list of invocations that was read once, requests only the open rows with the STATUS filter, and returns the list
 * as one page. A row that is no longer in the filtered list has ended; it is read by its ID, or with the whole list if that
 * takes fewer requests. Rows that began and ended in between appear when the whole list is read again, once its task or the
 * execution is final.
 */
export const withOpenRows = (transport: Transport, judge: FinalJudge): Transport => {
  const client = createClient(transport);
  const lists = new Map<string, { readonly rows: InvocationRows; isWhole: boolean }>();
  let canFilter = true;

  /** Updates the rows. Returns false if reading the whole list takes fewer requests. */
  const readOpen = async (
    rows: InvocationRows,
    { WindowExecutionId, TaskId }: Input<typeof listOperation>,
    options: CallOptions,
  ): Promise<boolean> => {
    const ids = { WindowExecutionId, TaskId };
    const filtered = {
      ...ids,
      MaxResults: PER_PAGE,
      Filters: [{ Key: "STATUS", Values: [...openStatuses] }],
    };
    const open: InvocationRows = new Map();
    for await (const row of client.items(listOperation, filtered, options))
      if (row.InvocationId !== undefined) open.set(row.InvocationId, row);
    const ended = [...rows].flatMap(([id, { Status }]) =>
      isFinalStatus(Status) || open.has(id) ? [] : [id],
    );
    for (const [id, row] of open) rows.set(id, row);
    if (ended.length > rows.size / PER_PAGE) return false;
    const gate = createGate(AT_ONCE);
    const read = async (InvocationId: string): Promise<void> => {
      const one = { ...ids, InvocationId };
      const row = await client.call("GetMaintenanceWindowExecutionTaskInvocation", one, options);
      rows.set(InvocationId, { ...rows.get(InvocationId), ...row });
    };
    await Promise.all(ended.map((InvocationId) => gate.run(() => read(InvocationId))));
    return true;
  };

  return {
    name: transport.name,
    async send(operation, input, options) {
      // The operation determines the type of the input.
      const request = input as Input<typeof listOperation>;
      if (operation !== listOperation || (request.Filters ?? []).length > 0)
        return transport.send(operation, input, options);
      const list = lists.get(request.TaskId) ?? { rows: new Map(), isWhole: false };
      lists.set(request.TaskId, list);
      if (request.NextToken === undefined) {
        const { TaskId, WindowExecutionId } = request;
        const isOver = judge.hasSeen(TaskId) || judge.hasSeen(WindowExecutionId);
        try {
          if (list.isWhole && canFilter && !isOver && list.rows.size > SHORT_LIST)
            if (await readOpen(list.rows, request, options))
              return { WindowExecutionTaskInvocationIdentities: [...list.rows.values()] };
        } catch (error) {
          if (!isRefusal(error)) throw error;
          // AWS rejected the filter or the single row, but may return the whole list.
          canFilter = false;
        }
        list.rows.clear();
        list.isWhole = false;
      }
      // The transport is a client's, whose outputs are validated.
      const page = (await transport.send(listOperation, request, options)) as Output<typeof listOperation>;
      for (const row of page.WindowExecutionTaskInvocationIdentities ?? [])
        list.rows.set(row.InvocationId ?? `nameless ${list.rows.size}`, row);
      list.isWhole = (page.NextToken ?? "") === "";
      return page;
    },
  };
};
