import { isWindowpaneError, type Client } from "@windowpane/core";
import { findWindow, gapOf, type ExecutionReport, type Gap, type TimelineWindow } from "@windowpane/report";
import { budgetOf, type Budget } from "../limits/with-budget.ts";
import type { RouteRequest } from "../route/route.ts";
import { readReport, readWindow } from "./read-report.ts";

/** A report on an execution, with the name of its window. */
export interface WindowedReport {
  readonly report: ExecutionReport;
  /** The registration of the window, if it was requested and found. */
  readonly window: TimelineWindow | undefined;
  /** Why the window is unknown. Empty if it is known, and if AWS lists the execution in no window. */
  readonly windowGaps: readonly Gap[];
}

/** What to read besides the report. */
interface WindowedOptions {
  readonly patches: boolean;
  /** Default: as `searchWindow` finds it, because AWS does not return the window with the execution. */
  readonly windowId: string | undefined;
  /** Whether to read the registration of the window, with its times and tasks. Default: false. */
  readonly isRegistrationRead?: boolean | undefined;
}

/** A client with its budget. */
export interface BudgetedClient {
  readonly client: Client;
  readonly budget: Budget;
}

/** Creates a client for the requests of a scan. */
export const scanClient = ({ limits, client }: RouteRequest): BudgetedClient => {
  const budget = budgetOf(limits, "requestsPerScan");
  return { client: client(budget), budget };
};

/** Share of the requests that a report leaves for the window, so that a large execution has a name, too. */
const WINDOW_SHARE = 1 / 8;

/**
 * Reads the report of an execution, and then its window with the rest of the client's requests.
 *
 * @throws WindowpaneError if the execution, or the window with the given ID, cannot be read.
 */
export const readWindowedReport = async (
  request: Pick<RouteRequest, "limits" | "signal" | "history">,
  { client, budget }: BudgetedClient,
  WindowExecutionId: string,
  { patches, windowId, isRegistrationRead = false }: WindowedOptions,
): Promise<WindowedReport> => {
  if (windowId !== undefined) {
    const window = await readWindow(request, client, windowId);
    return {
      report: await readReport(request, client, WindowExecutionId, { patches, window }),
      window,
      windowGaps: [],
    };
  }
  const reserve = Math.floor(budget.left * WINDOW_SHARE);
  budget.left -= reserve;
  const report = await readReport(request, client, WindowExecutionId, { patches });
  budget.left += reserve;
  const { window: found, gaps } = await searchWindow(request, client, report);
  if (found === undefined) return { report, window: undefined, windowGaps: gaps };
  const { WindowId, Name } = found;
  const named = { ...(Name === undefined ? {} : { Name }), WindowId, ...report };
  if (!isRegistrationRead) return { report: named, window: undefined, windowGaps: [] };
  try {
    return { report: named, window: await readWindow(request, client, WindowId), windowGaps: [] };
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    const subject = { operation: "GetMaintenanceWindow", ids: { WindowId }, what: "The window" } as const;
    return { report: named, window: { WindowId, Name }, windowGaps: [gapOf(error, subject)] };
  }
};

/**
 * Finds the window of an execution: the archive knows it, or else it is searched, with a request for each window. Errors become
 * gaps.
 */
export const searchWindow = async (
  { limits, signal, history }: Pick<RouteRequest, "limits" | "signal" | "history">,
  client: Client,
  { WindowExecutionId, StartTime, origin }: ExecutionReport,
): ReturnType<typeof findWindow> => {
  const { Account, Region } = origin ?? {};
  // Errors of the archive are shown by its own routes.
  const known = await history?.trends
    .windowOf({ WindowExecutionId, Account, Region, signal })
    .catch(() => undefined);
  if (known !== undefined) return { window: known, gaps: [] };
  try {
    return await findWindow(client, {
      WindowExecutionId,
      StartTime,
      origin,
      concurrency: limits.concurrency,
      signal,
    });
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    const what = "The window of the execution";
    const subject = { operation: "DescribeMaintenanceWindows", ids: { WindowExecutionId }, what } as const;
    return { gaps: [gapOf(error, subject)] };
  }
};

/** AWS operations that reading a report with its window calls, besides those of a report. */
export const windowOperations = [
  "DescribeMaintenanceWindows",
  "DescribeMaintenanceWindowExecutions",
  "GetMaintenanceWindow",
  "DescribeMaintenanceWindowTasks",
] as const;
