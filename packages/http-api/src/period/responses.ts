/** Responses about the executions of all windows. */
import { isWindowpaneError } from "@windowpane/core";
import { countPerDay, gapOf, latestExecution, type ExecutionSummary, type Gap } from "@windowpane/report";
import { pageIsLate } from "../limits/deadline.ts";
import { BudgetSpentError, REQUEST_LIMIT, budgetOf } from "../limits/with-budget.ts";
import type { ItemFilter } from "../parameters/filters.ts";
import { pageStart } from "../parameters/since.ts";
import { publicGaps } from "../problem/public-gaps.ts";
import { linesResponse } from "../response/lines-response.ts";
import { itemWithoutSensitive, NDJSON } from "../response/list-response.ts";
import { jsonResponse, type RouteResponse } from "../route/route-response.ts";
import type { RouteRequest } from "../route/route.ts";
import { writePeriodCursor, writeWindowCursor, type PeriodPosition } from "./cursor.ts";
import { listWindows, type NamedWindow, type PeriodContext } from "./list-period.ts";
import { readPeriodPage, readSummary, type PeriodPage } from "./read-period.ts";

/** Parameters of every page of a period. */
interface PeriodQuery {
  /** Default: `days` ago. */
  readonly since: Date | undefined;
  readonly cursor: PeriodPosition | undefined;
  readonly patches: boolean;
}

const contextOf = (request: RouteRequest, patches: boolean): PeriodContext => {
  const { limits, signal } = request;
  const budget = budgetOf(limits, "requestsPerPage");
  return {
    client: request.client(budget),
    budget,
    signal,
    concurrency: limits.concurrency,
    patches,
    isLate: pageIsLate(request),
  };
};

/** A page with what describes its period. */
interface PeriodResult extends PeriodPage {
  readonly start: PeriodPosition;
  readonly nextCursor: string | undefined;
}

const readPeriod = async (
  request: RouteRequest,
  { since, cursor, patches }: PeriodQuery,
  { days, most }: { readonly days: number; readonly most: number },
): Promise<PeriodResult> => {
  const start: PeriodPosition = pageStart({ cursor, since }, { now: request.now, days });
  const context = contextOf(request, patches);
  const page = await readPeriodPage(context, start, most);
  return { ...page, start, nextCursor: page.next === undefined ? undefined : writePeriodCursor(page.next) };
};

const linkTo = (cursor: string | undefined) => (cursor === undefined ? {} : { next: { cursor } });

const isPart = ({ complete }: ExecutionSummary): boolean => !complete;

/** Responds with a page of the executions of all windows. */
export const executionsResponse = async (
  request: RouteRequest,
  query: PeriodQuery & {
    readonly filter: ItemFilter<ExecutionSummary>;
    /** Default: 50. */
    readonly maxResults: number | undefined;
  },
): Promise<RouteResponse> => {
  const { maxResults: most = 50, filter } = query;
  const read = await readPeriod(request, query, { days: 1, most });
  const { start, nextCursor } = read;
  const executions = read.executions
    .filter(filter.matches)
    .map((execution) => ({ ...execution, gaps: publicGaps(execution.gaps, false) }));
  const gaps = publicGaps(read.gaps, false);
  if (request.media === NDJSON)
    return { ...linesResponse(executions, gaps, "moving"), ...linkTo(nextCursor) };
  const body = {
    since: start.since,
    now: start.now,
    executions,
    read: read.executions.length,
    gaps,
    complete: gaps.length === 0 && !read.executions.some(isPart),
    done: nextCursor === undefined,
    nextCursor,
  };
  return jsonResponse(body, "moving", linkTo(nextCursor));
};

/** Responds with a page of counts by day and window. */
export const countsResponse = async (
  request: RouteRequest,
  query: PeriodQuery & {
    readonly timeZone: { readonly name: string; readonly dayOf: (time: Date) => string };
  },
): Promise<RouteResponse> => {
  const read = await readPeriod(request, query, { days: 7, most: Infinity });
  const { start, nextCursor } = read;
  const gaps = publicGaps([...read.gaps, ...read.executions.flatMap((execution) => execution.gaps)], false);
  const body = {
    since: start.since,
    now: start.now,
    timeZone: query.timeZone.name,
    per: "day",
    days: countPerDay(read.executions, query.timeZone.dayOf),
    gaps,
    complete: gaps.length === 0 && !read.executions.some(isPart),
    done: nextCursor === undefined,
    nextCursor,
  };
  return jsonResponse(body, "moving", linkTo(nextCursor));
};

/** A window with its latest execution, if it has one. */
interface WindowLatest {
  readonly window: NamedWindow;
  readonly execution?: ExecutionSummary | undefined;
}

/** Responds with a page of windows, each with its latest execution. */
export const latestResponse = async (
  request: RouteRequest,
  query: {
    readonly filter: ItemFilter<WindowLatest>;
    readonly cursor: string | undefined;
    readonly patches: boolean;
    readonly includeSensitive: boolean;
  },
): Promise<RouteResponse> => {
  const { cursor, filter, patches, includeSensitive } = query;
  const context = contextOf(request, patches);
  const listed = await listWindows(context);
  const windows = listed.windows.filter(({ WindowId }) => cursor === undefined || WindowId > cursor);
  const items: WindowLatest[] = [];
  const lists: Gap[] = [...listed.gaps];
  let last: string | undefined;
  for (const window of windows) {
    if (last !== undefined && context.isLate()) break;
    const item = await latestOf(context, window, { now: request.now, isProgress: last !== undefined });
    if (item === "later") break;
    if ("why" in item) lists.push(item);
    else items.push(item);
    last = window.WindowId;
  }
  const isDone = last === undefined || last === windows.at(-1)?.WindowId;
  const nextCursor = isDone || last === undefined ? undefined : writeWindowCursor(last);
  const gaps = publicGaps(lists, false);
  const shown = items.filter(filter.matches).map(({ window, execution }) => ({
    window: includeSensitive ? window : itemWithoutSensitive("DescribeMaintenanceWindows", window),
    ...(execution === undefined
      ? {}
      : { execution: { ...execution, gaps: publicGaps(execution.gaps, false) } }),
  }));
  const executions = items.flatMap(({ execution }) => execution ?? []);
  const complete = gaps.length === 0 && !executions.some(isPart);
  const isMoving = !complete || executions.some(({ verdict }) => verdict === "RUNNING");
  const freshness = isMoving ? "moving" : "registered";
  if (request.media === NDJSON) return { ...linesResponse(shown, gaps, freshness), ...linkTo(nextCursor) };
  const body = { windows: shown, gaps, complete, done: nextCursor === undefined, nextCursor };
  return jsonResponse(body, freshness, linkTo(nextCursor));
};

/** Finds and reads the latest execution of a window; `later` if the budget does not reach it. */
const latestOf = async (
  context: PeriodContext,
  window: NamedWindow,
  { now, isProgress }: { readonly now: Date; readonly isProgress: boolean },
): Promise<WindowLatest | Gap | "later"> => {
  const { client, budget, signal } = context;
  const { WindowId, Name } = window;
  budget.onSpent = isProgress ? "stop" : "refuse";
  try {
    const found = await latestExecution(client, WindowId, { now, signal });
    if (found === undefined) return { window };
    const { WindowExecutionId } = found;
    const named = { WindowId, ...(Name === undefined ? {} : { Name }) };
    const summary = await readSummary(context, { WindowExecutionId, window: named, isProgress });
    return summary === "later" || "why" in summary ? summary : { window, execution: summary };
  } catch (error) {
    if (error instanceof BudgetSpentError) return "later";
    if (!isWindowpaneError(error)) throw error;
    if (isProgress && error.kind === "service" && error.code === REQUEST_LIMIT) return "later";
    const what = "The executions of a window";
    return gapOf(error, { operation: "DescribeMaintenanceWindowExecutions", ids: { WindowId }, what });
  }
};
