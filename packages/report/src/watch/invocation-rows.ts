import {
  isFinalStatus,
  type CallOptions,
  type Client,
  type FinalJudge,
  type Input,
  type Item,
  type Output,
} from "@windowpane/core";
import { createGate } from "../collect/gate.ts";
import { isRefusal } from "./trouble.ts";

const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";

type Page = Output<typeof operation>;
type Row = Item<typeof operation>;

/** The invocations of one task, read again and again. */
export interface InvocationRows {
  /** All of them: those that were seen final from memory, the others as AWS gives them now. */
  pages(options: CallOptions): AsyncGenerator<Page, void, undefined>;
}

/** The statuses that AWS can filter by and that are not final. A row with another status is read by its ID. */
const openStatuses = ["PENDING", "IN_PROGRESS", "CANCELLING"] as const;

const PER_PAGE = 100;

/** A list of at most this length takes two requests, so the filter saves none. */
const FEW = 200;

/** Rows that ended since the last look are read side by side. */
const AT_ONCE = 8;

/**
 * After the first whole list only open rows are read, by the STATUS filter. A row that has left the filtered list has
 * ended; it is read by its ID, or with the whole list where that takes fewer requests. A row that began and ended between
 * two looks shows in the whole list that is read once its task is final.
 */
export const createInvocationRows = (
  client: Pick<Client, "call" | "pages">,
  judge: FinalJudge,
  input: Pick<Input<typeof operation>, "WindowExecutionId" | "TaskId">,
): InvocationRows => {
  const rows = new Map<string, Row>();
  let isWhole = false;
  let isFinal = false;
  let canFilter = true;

  const put = (items: readonly Row[]): void => {
    for (const row of items) rows.set(row.InvocationId ?? `nameless ${rows.size}`, row);
  };
  const remembered = (): Page => ({ WindowExecutionTaskInvocationIdentities: [...rows.values()] });

  async function* readAll(options: CallOptions): AsyncGenerator<Page, void, undefined> {
    const judgeList = judge.request(operation, input);
    isWhole = false;
    rows.clear();
    for await (const page of client.pages(operation, { ...input, MaxResults: PER_PAGE }, options)) {
      put(itemsOf(page));
      // Before the last page is given: its reader may never come back for the end.
      if (isLast(page)) {
        isWhole = true;
        isFinal = judgeList(remembered()).isFinal;
      }
      yield page;
    }
  }

  /** Brings the rows up to date by the open ones; false when they have to be read as a whole. */
  const readOpen = async (options: CallOptions): Promise<boolean> => {
    const open = new Map<string, Row>();
    const filtered = {
      ...input,
      MaxResults: PER_PAGE,
      Filters: [{ Key: "STATUS", Values: [...openStatuses] }],
    };
    for await (const page of client.pages(operation, filtered, options))
      for (const row of itemsOf(page)) if (row.InvocationId !== undefined) open.set(row.InvocationId, row);
    const ended = [...rows].flatMap(([id, { Status }]) =>
      isFinalStatus(Status) || open.has(id) ? [] : [id],
    );
    put([...open.values()]);
    if (ended.length > rows.size / PER_PAGE) return false;
    const gate = createGate(AT_ONCE);
    const read = async (InvocationId: string): Promise<void> => {
      const one = "GetMaintenanceWindowExecutionTaskInvocation";
      const row = await client.call(one, { ...input, InvocationId }, options);
      rows.set(InvocationId, { ...rows.get(InvocationId), ...row });
    };
    await Promise.all(ended.map((InvocationId) => gate.run(() => read(InvocationId))));
    return true;
  };

  return {
    async *pages(options) {
      const mayFilter = isWhole && canFilter && !judge.hasSeen(input.TaskId) && rows.size > FEW;
      try {
        if (isFinal || (mayFilter && (await readOpen(options)))) {
          yield remembered();
          return;
        }
      } catch (error) {
        if (!isRefusal(error)) throw error;
        // AWS refuses the filter or the single row, and may give the whole list.
        canFilter = false;
      }
      yield* readAll(options);
    },
  };
};

const itemsOf = ({ WindowExecutionTaskInvocationIdentities = [] }: Page): readonly Row[] =>
  WindowExecutionTaskInvocationIdentities;

const isLast = ({ NextToken }: Page): boolean =>
  NextToken === undefined || NextToken === null || NextToken === "";
