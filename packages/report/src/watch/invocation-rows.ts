import {
  isFinalStatus,
  ServiceError,
  type CallOptions,
  type Client,
  type Input,
  type Item,
  type Output,
} from "@windowpane/core";
import { createGate } from "../collect/gate.ts";

const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";

type Page = Output<typeof operation>;
type Row = Item<typeof operation>;

/** The invocations of one task, asked for again and again. */
export interface InvocationRows {
  /** All of them: what was seen finished from memory, the rest as AWS gives it now. */
  pages(options: CallOptions, taskIsFinished: boolean): AsyncGenerator<Page, void, undefined>;
}

/** What AWS filters by; an unfinished row with a status that nobody knows is asked for by its id. */
const unfinished = ["PENDING", "IN_PROGRESS", "CANCELLING"] as const;

const PER_PAGE = 100;

/** Up to so many rows the list is two requests, and nothing saves any. */
const FEW = 200;

/** A look should not take a round trip for each invocation that has ended. */
const AT_ONCE = 8;

/**
 * After the first walk only what is unfinished is asked for, by the STATUS filter; a row that is in that list no more has come to
 * its end, and is asked for by itself, or with the whole list where that is less. A row that began and ended between two looks shows in the
 * walk that the finished task gets.
 */
export const createInvocationRows = (
  client: Client,
  input: Pick<Input<typeof operation>, "WindowExecutionId" | "TaskId">,
): InvocationRows => {
  const rows = new Map<string, Row>();
  let walked = false;
  let settled = false;
  let filters = true;

  const put = (items: readonly Row[]): void => {
    for (const row of items) rows.set(row.InvocationId ?? `nameless ${rows.size}`, row);
  };
  async function* walk(options: CallOptions, taskIsFinished: boolean): AsyncGenerator<Page, void, undefined> {
    walked = false;
    rows.clear();
    for await (const page of client.pages(operation, { ...input, MaxResults: PER_PAGE }, options)) {
      put(itemsOf(page));
      // Noted before the last page is given: who has it may never come back for the end.
      if (isLast(page)) end(taskIsFinished);
      yield page;
    }
  }
  const end = (taskIsFinished: boolean): void => {
    walked = true;
    settled = taskIsFinished && [...rows.values()].every(({ Status }) => isFinalStatus(Status));
  };
  const remembered = (items: Iterable<Row>): Page => ({
    WindowExecutionTaskInvocationIdentities: [...items],
  });

  /** The rows that AWS says are unfinished; undefined when it does not take the filter. */
  const askUnfinished = async (options: CallOptions): Promise<ReadonlyMap<string, Row> | undefined> => {
    const open = new Map<string, Row>();
    const Filters = [{ Key: "STATUS", Values: [...unfinished] }];
    try {
      for await (const page of client.pages(
        operation,
        { ...input, MaxResults: PER_PAGE, Filters },
        options,
      )) {
        for (const row of itemsOf(page)) if (row.InvocationId !== undefined) open.set(row.InvocationId, row);
      }
      return open;
    } catch (error) {
      if (!(error instanceof ServiceError) || error.retryable) throw error;
      filters = false;
      return undefined;
    }
  };

  const askEnded = async (ids: readonly string[], options: CallOptions): Promise<void> => {
    if (ids.length > rows.size / PER_PAGE) {
      for await (const _ of walk(options, false));
      return;
    }
    const gate = createGate(AT_ONCE);
    const ask = async (InvocationId: string): Promise<void> => {
      const operationOfOne = "GetMaintenanceWindowExecutionTaskInvocation";
      const row = await client.call(operationOfOne, { ...input, InvocationId }, options);
      rows.set(InvocationId, { ...rows.get(InvocationId), ...row });
    };
    await Promise.all(ids.map((InvocationId) => gate.run(() => ask(InvocationId))));
  };

  return {
    async *pages(options, taskIsFinished) {
      if (settled) {
        yield remembered(rows.values());
        return;
      }
      const open =
        walked && filters && !taskIsFinished && rows.size > FEW ? await askUnfinished(options) : undefined;
      if (open === undefined) {
        yield* walk(options, taskIsFinished);
        return;
      }
      const ended = [...rows].flatMap(([id, { Status }]) => (isFinalStatus(Status) || open.has(id) ? [] : [id]));
      put([...open.values()]);
      await askEnded(ended, options);
      yield remembered(rows.values());
    },
  };
};

const itemsOf = ({ WindowExecutionTaskInvocationIdentities = [] }: Page): readonly Row[] =>
  WindowExecutionTaskInvocationIdentities;

const isLast = ({ NextToken }: Page): boolean =>
  NextToken === undefined || NextToken === null || NextToken === "";
