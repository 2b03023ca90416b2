import {
  isWindowpaneError,
  itemOrigin,
  itemsOf,
  StalledError,
  tokenOf,
  type Client,
  type ItemOrigin,
  type OperationName,
} from "@windowpane/core";
import {
  executionsUnderWay,
  gapOf,
  gapsOf,
  executionWithoutId,
  reportExecution,
  withEarlierRuns,
  wasUnderWay,
  type ExecutionReport,
  type Gap,
  type Trends,
} from "@windowpane/report";
import { BudgetSpentError, type Budget } from "../limits/with-budget.ts";
import type { CursorPosition } from "./cursor.ts";
import { keepingClient } from "./keeping-client.ts";
import { readPart, restOfExecution, type PartContext, type ReadPart } from "./read-part.ts";

/** Client, limits and options for one page of failures. */
export interface PageContext {
  readonly client: Client;
  /** Budget of the client. */
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly concurrency: number;
  readonly includeSensitive: boolean;
  readonly patches: boolean;
  /** Tells since when causes occur. Default: the reports do not. */
  readonly trends?: Pick<Trends, "earlier"> | undefined;
  /** Whether there is too little time left to start another execution. */
  readonly isLate: () => boolean;
}

/** One page of failures, and the position of the next page. */
export interface ReadPage {
  readonly executions: readonly ExecutionReport[];
  readonly windows: readonly ReadWindow[];
  readonly gaps: readonly Gap[];
  /** WindowExecutionId of the execution that continues on the next page. */
  readonly unfinishedExecution?: string | undefined;
  /** Undefined on the last page. */
  readonly next: CursorPosition | undefined;
}

/** A window whose executions were read for this page, with its account and region where several are read. */
export interface ReadWindow extends ItemOrigin {
  readonly WindowId: string;
  readonly Name?: string | undefined;
}

const listing = "DescribeMaintenanceWindowExecutions";
const EXECUTIONS = "The executions of a window";

/**
 * Reads executions one by one, window by window, until the budget is used up. An execution beyond the budget becomes the first
 * of the next page. An execution larger than a whole page is on several pages, each with other invocations of it. If the budget
 * does not reach its first invocation, it is reported with gaps, so that every page makes progress.
 *
 * @throws WindowpaneError if the windows cannot be listed.
 */
export const readPage = async (context: PageContext, start: CursorPosition): Promise<ReadPage> => {
  const { client, budget, signal, isLate } = context;
  const executions: ExecutionReport[] = [];
  const gaps: Gap[] = [];
  const windowsRead = new Map<string, ReadWindow>();
  const known = new Map<string, ReadWindow>();
  const { since, now } = start;
  let unfinishedExecution: string | undefined;
  let { windows, windowsToken, executionsToken, done, within } = start;

  const listWindows = async (token: string | undefined): Promise<readonly string[]> => {
    const input = withToken({ MaxResults: 100 }, token);
    budget.onSpent = "refuse";
    const operation = "DescribeMaintenanceWindows";
    let page;
    try {
      page = await client.call(operation, input, { signal });
    } catch (error) {
      if (!isWindowpaneError(error) || error.kind !== "unread-locations") throw error;
      // The items of all other accounts and regions were on the pages before.
      gaps.push(...gapsOf(error, { operation, ids: {}, what: "The windows" }));
      windowsToken = undefined;
      return [];
    }
    const listed = itemsOf(operation, page);
    for (const { WindowId, Name, ...window } of listed) {
      const named = Name === undefined ? {} : { Name };
      if (WindowId !== undefined) known.set(WindowId, { WindowId, ...named, ...itemOrigin(window) });
    }
    windowsToken = tokenOf(page);
    if (token !== undefined && windowsToken === token) {
      addGap(new StalledError(operation, token), operation, {}, "The rest of the windows");
      windowsToken = undefined;
    }
    return listed.flatMap(({ WindowId }) => WindowId ?? []);
  };

  /** Returns whether the execution is finished; the rest of it is read for the next page. */
  const readExecution = async (WindowId: string, WindowExecutionId: string): Promise<boolean> => {
    const { Name } = known.get(WindowId) ?? {};
    const window = { WindowId, ...(Name === undefined ? {} : { Name }) };
    const { concurrency, includeSensitive, patches, trends } = context;
    const part: PartContext = {
      client: keepingClient(client),
      budget,
      isLate,
      ...{ WindowExecutionId, window, concurrency, signal, includeSensitive, patches },
    };
    try {
      if (within === undefined) {
        budget.onSpent = progressed ? "stop" : "refuse";
        // An execution that is larger than the time of a page is read in parts.
        budget.isLate = isLate;
        const { client: keeping, budget: _, isLate: _unused, ...options } = part;
        const read = await reportExecution(keeping, options);
        const whole = trends === undefined ? read : await withEarlierRuns(read, trends);
        budget.onSpent = "refuse";
        budget.isLate = undefined;
        const first = part.client.refused === 0 ? undefined : await readFirstPart(part);
        // What is left of the budget may not reach the first invocation; that of the next page does.
        if (first?.isCut === true) within = first.start;
        else {
          executions.push(first?.report ?? whole);
          within = first?.next;
        }
      } else {
        budget.onSpent = "refuse";
        const following = await readPart(part, within);
        if (following === undefined) gaps.push(restOfExecution(WindowExecutionId));
        else executions.push(following.report);
        within = following?.next;
      }
      unfinishedExecution = within === undefined ? undefined : WindowExecutionId;
      return within === undefined;
    } catch (error) {
      budget.isLate = undefined;
      if (error instanceof BudgetSpentError) return false;
      // AWS no longer accepts the token, or the list cannot be read: the rest of the execution is a gap.
      within = undefined;
      addGap(error, "GetMaintenanceWindowExecution", { WindowExecutionId }, "An execution");
    }
    return true;
  };

  /** Undefined if the budget does not reach the first invocation. */
  const readFirstPart = async (part: PartContext): Promise<ReadPart | undefined> => {
    try {
      return await readPart(part);
    } catch (error) {
      if (!isWindowpaneError(error)) throw error;
      return undefined;
    }
  };

  const addGap = (error: unknown, operation: OperationName, ids: Gap["ids"], what: string): void => {
    if (!isWindowpaneError(error)) throw error;
    gaps.push(gapOf(error, { operation, ids, what }));
  };

  const pageSoFar = (): ReadPage => ({
    executions,
    gaps,
    windows: [...windowsRead.values()],
    unfinishedExecution,
    next: {
      ...{ since, now, windows, windowsToken, executionsToken, done, within },
      hasGaps: start.hasGaps || gaps.length > 0 || executions.some((execution) => execution.gaps.length > 0),
    },
  });

  // Every page makes progress, so that a client that follows the cursors reaches the end.
  let progressed = false;
  const mustStop = (): boolean => progressed && (budget.left < 1 || isLate());

  const nextWindow = (): void => {
    progressed = true;
    windows = windows.slice(1);
    [executionsToken, done] = [undefined, 0];
  };

  // The cursor does not contain the names of windows, so each page lists the windows again with one request.
  const fromStart = windows.length === 0;
  const resumeToken = windowsToken;
  const listed = await listWindows(fromStart ? resumeToken : undefined);
  if (fromStart) windows = listed;
  else windowsToken = resumeToken;

  for (;;) {
    const [WindowId] = windows;
    if (WindowId === undefined) {
      if (windowsToken === undefined) return { ...pageSoFar(), next: undefined };
      if (mustStop()) return pageSoFar();
      windows = await listWindows(windowsToken);
      continue;
    }
    if (mustStop()) return pageSoFar();
    windowsRead.set(WindowId, known.get(WindowId) ?? { WindowId });

    let page;
    try {
      budget.onSpent = "refuse";
      page = await client.call(listing, withToken(executionsUnderWay(WindowId, since), executionsToken), {
        signal,
      });
    } catch (error) {
      addGap(error, listing, { WindowId }, EXECUTIONS);
      nextWindow();
      continue;
    }
    // Executions that start while the pages are read would shift the position of the others.
    const items = itemsOf(listing, page).filter(
      ({ StartTime }) => !(StartTime !== undefined && StartTime > now),
    );
    while (done < items.length) {
      const item = items[done];
      if (item !== undefined && wasUnderWay(item, since)) {
        if (mustStop()) return pageSoFar();
        if (item.WindowExecutionId === undefined) gaps.push(executionWithoutId(WindowId));
        else if (!(await readExecution(WindowId, item.WindowExecutionId))) return pageSoFar();
      }
      [done, progressed] = [done + 1, true];
    }
    const token = tokenOf(page);
    const isStalled = token !== undefined && token === executionsToken;
    if (isStalled) addGap(new StalledError(listing, token), listing, { WindowId }, EXECUTIONS);
    if (token === undefined || isStalled) nextWindow();
    else [executionsToken, done, progressed] = [token, 0, true];
  }
};

const withToken = <Request extends object>(request: Request, NextToken: string | undefined) => ({
  ...request,
  ...(NextToken === undefined ? {} : { NextToken }),
});
