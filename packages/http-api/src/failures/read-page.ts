import {
  isWindowpaneError,
  itemsOf,
  StalledError,
  tokenOf,
  type Client,
  type OperationName,
} from "@windowpane/core";
import {
  executionsUnderWay,
  gapOf,
  namelessExecution,
  reportExecution,
  wasUnderWay,
  type ExecutionReport,
  type Gap,
} from "@windowpane/report";
import { BudgetSpentError, type Budget } from "../limits/with-budget.ts";
import type { Position } from "./cursor.ts";

/** What one page of failures may use. */
export interface PageContext {
  readonly client: Client;
  /** The budget of that client, which is counted down as it asks. */
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly concurrency: number;
  readonly includeSensitive: boolean;
  readonly patches: boolean;
  /** Whether so much time is gone that nothing more should be begun. */
  readonly isLate: () => boolean;
}

/** What was read for a page, and where to go on. */
export interface ReadPage {
  readonly executions: readonly ExecutionReport[];
  readonly windows: readonly ReadWindow[];
  readonly gaps: readonly Gap[];
  /** Undefined when everything has been read. */
  readonly next: Position | undefined;
}

/** A window whose executions were looked at for this page. */
export interface ReadWindow {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

const listing = "DescribeMaintenanceWindowExecutions";
const EXECUTIONS = "The executions of a window";

/**
 * Reads executions one after the other, window by window, until the budget is used up. An execution that does not fit any
 * more is the first of the next page; one that does not fit a whole page is given with gaps, so every page gets on.
 *
 * @throws as a client does, when not even the windows can be listed.
 */
export const readPage = async (context: PageContext, start: Position): Promise<ReadPage> => {
  const { client, budget, signal, isLate } = context;
  const executions: ExecutionReport[] = [];
  const gaps: Gap[] = [];
  const touched = new Map<string, ReadWindow>();
  const names = new Map<string, string>();
  const { since, now } = start;
  let { windows, windowsToken, executionsToken, done } = start;

  const listWindows = async (token: string | undefined): Promise<readonly string[]> => {
    const input = withToken({ MaxResults: 100 }, token);
    budget.onSpent = "refuse";
    const operation = "DescribeMaintenanceWindows";
    const page = await client.call(operation, input, { signal });
    const listed = itemsOf(operation, page);
    for (const { WindowId, Name } of listed)
      if (WindowId !== undefined && Name !== undefined) names.set(WindowId, Name);
    windowsToken = tokenOf(page);
    if (token !== undefined && windowsToken === token) {
      gap(new StalledError(operation, token), operation, {}, "The rest of the windows");
      windowsToken = undefined;
    }
    return listed.flatMap(({ WindowId }) => WindowId ?? []);
  };

  const readOne = async (WindowId: string, WindowExecutionId: string): Promise<boolean> => {
    budget.onSpent = gotOn ? "stop" : "refuse";
    const Name = names.get(WindowId);
    const window = { WindowId, ...(Name === undefined ? {} : { Name }) };
    const { concurrency, includeSensitive, patches } = context;
    const options = { window, concurrency, signal, includeSensitive, patches };
    try {
      executions.push(await reportExecution(client, { WindowExecutionId, ...options }));
    } catch (error) {
      if (error instanceof BudgetSpentError) return false;
      gap(error, "GetMaintenanceWindowExecution", { WindowExecutionId }, "An execution");
    }
    return true;
  };

  const gap = (error: unknown, operation: OperationName, ids: Gap["ids"], what: string): void => {
    if (!isWindowpaneError(error)) throw error;
    gaps.push(gapOf(error, { operation, ids, what }));
  };

  const leave = (): ReadPage => ({
    executions,
    gaps,
    windows: [...touched.values()],
    next: { since, now, windows, windowsToken, executionsToken, done },
  });

  // Whatever happens, a page gets a step further than the one before, or a client that follows cursors would never end.
  let gotOn = false;
  const mustLeave = (): boolean => gotOn && (budget.left < 1 || isLate());

  const nextWindow = (): void => {
    gotOn = true;
    windows = windows.slice(1);
    [executionsToken, done] = [undefined, 0];
  };

  // The names of windows do not go into the cursor, so each page asks for them; one request of its budget.
  const fromStart = windows.length === 0;
  const onward = windowsToken;
  const listed = await listWindows(fromStart ? onward : undefined);
  if (fromStart) windows = listed;
  else windowsToken = onward;

  for (;;) {
    const [WindowId] = windows;
    if (WindowId === undefined) {
      if (windowsToken === undefined) return { ...leave(), next: undefined };
      if (mustLeave()) return leave();
      windows = await listWindows(windowsToken);
      continue;
    }
    if (mustLeave()) return leave();
    const Name = names.get(WindowId);
    touched.set(WindowId, { WindowId, ...(Name === undefined ? {} : { Name }) });

    let page;
    try {
      budget.onSpent = "refuse";
      page = await client.call(listing, withToken(executionsUnderWay(WindowId, since), executionsToken), {
        signal,
      });
    } catch (error) {
      gap(error, listing, { WindowId }, EXECUTIONS);
      nextWindow();
      continue;
    }
    const items = itemsOf(listing, page);
    while (done < items.length) {
      const item = items[done];
      if (item !== undefined && wasUnderWay(item, since)) {
        if (mustLeave()) return leave();
        if (item.WindowExecutionId === undefined) gaps.push(namelessExecution(WindowId));
        else if (!(await readOne(WindowId, item.WindowExecutionId))) return leave();
      }
      [done, gotOn] = [done + 1, true];
    }
    const token = tokenOf(page);
    const isStalled = token !== undefined && token === executionsToken;
    if (isStalled) gap(new StalledError(listing, token), listing, { WindowId }, EXECUTIONS);
    if (token === undefined || isStalled) nextWindow();
    else [executionsToken, done, gotOn] = [token, 0, true];
  }
};

const withToken = <Request extends object>(request: Request, NextToken: string | undefined) => ({
  ...request,
  ...(NextToken === undefined ? {} : { NextToken }),
});
