/** The lists of windows and their executions, from the rows of the archive. */
import { fromWire, itemsOf, UnreadLocationsError, type Input } from "@windowpane/core";
import { readFilters } from "@windowpane/transport-snapshot";
import type { ArchiveContext } from "./archive-transport.ts";
import { notInArchive } from "./not-in-archive.ts";
import { positionOfToken, tokenOfPosition } from "./position.ts";
import { scopeCondition } from "./scope.ts";

/** Page size without MaxResults, as of snapshots. */
const PAGE = 50;

/** Rows to read at once where filters can reject some. */
const ROWS = 500;

/** What a list is made from. */
type ListContext = Pick<ArchiveContext, "archive" | "scope" | "unread">;

/** As the position in a list of executions: all stored ones were returned. */
const END = -1;

/** Lists the windows that have runs, in the order in which they were stored first. */
export const listWindows = async (
  { archive: { sql }, scope, unread }: ListContext,
  input: Input<"DescribeMaintenanceWindows">,
): Promise<object> => {
  const operation = "DescribeMaintenanceWindows";
  const { MaxResults = PAGE, Filters = [] } = input;
  const passes = readFilters(operation, Filters);
  const [start = 0] = positionOfToken({ operation, input }, 1) ?? [];
  const within = scopeCondition(scope, 2);
  const page: object[] = [];
  let from = start;
  for (;;) {
    const rows = await sql.all<WindowRow>(
      `SELECT maintenance_window.id, window_id, name, item, account, region
        FROM maintenance_window JOIN location ON location.id = maintenance_window.location
        WHERE maintenance_window.id > ?1 AND ${within.where} ORDER BY maintenance_window.id LIMIT ${ROWS}`,
      [from, ...within.values],
    );
    for (const row of rows) {
      const item = windowItem(row);
      if (passes(item)) {
        if (page.length === MaxResults)
          return { WindowIdentities: page, NextToken: tokenOfPosition({ operation, input }, [from]) };
        page.push(item);
      }
      from = row.id;
    }
    if (rows.length < ROWS) {
      const missing = (await unread?.()) ?? [];
      if (missing.length === 0) return { WindowIdentities: page };
      if (page.length === 0) throw new UnreadLocationsError(operation, missing);
      return { WindowIdentities: page, NextToken: tokenOfPosition({ operation, input }, [from]) };
    }
  }
};

interface WindowRow {
  readonly id: number;
  readonly window_id: string;
  readonly name: string | null;
  readonly item: string | null;
  readonly account: string;
  readonly region: string;
}

const windowItem = (row: WindowRow): object => {
  const operation = "DescribeMaintenanceWindows";
  const parsed: unknown = row.item === null ? undefined : JSON.parse(row.item);
  const response = { WindowIdentities: typeof parsed === "object" && parsed !== null ? [parsed] : [] };
  fromWire(operation, response);
  const [item] = itemsOf(operation, response);
  const known = item ?? { WindowId: row.window_id, ...(row.name === null ? {} : { Name: row.name }) };
  return { ...withoutNextExecution(known), ...originOf(row.account, row.region) };
};

/** The next execution was in the future when the run was stored, and is not any more. */
export const withoutNextExecution = (item: object): object => {
  const { NextExecutionTime: _, ...rest } = item as { readonly NextExecutionTime?: unknown };
  return rest;
};

/** The members that name an item's account and region. */
export const originOf = (account: string, region: string): object => ({
  ...(account === "" ? {} : { Account: account }),
  ...(region === "" ? {} : { Region: region }),
});

/** Lists the stored executions of a window, newest first. */
export const listExecutions = async (
  { archive, scope, unread }: ListContext,
  input: Input<"DescribeMaintenanceWindowExecutions">,
): Promise<object> => {
  const operation = "DescribeMaintenanceWindowExecutions";
  const { WindowId, MaxResults = PAGE, Filters = [] } = input;
  const passes = readFilters(operation, Filters);
  const start = positionOfToken({ operation, input }, 2);
  const within = scopeCondition(scope, 4);
  const page: object[] = [];
  const isEnd = start?.[0] === END;
  const until = periodEnd(Filters, archive.now());
  if (isEnd) {
    const missing = (await unread?.(WindowId, until)) ?? [];
    if (missing.length > 0) throw new UnreadLocationsError(operation, missing);
  }
  // What was collected since is at the start of the list.
  const from = isEnd ? undefined : start;
  let [time = Number.MAX_SAFE_INTEGER, id = Number.MAX_SAFE_INTEGER] = from ?? [];
  let isFirst = from === undefined;
  for (;;) {
    const rows = await archive.sql.all<ExecutionRow>(
      `SELECT run.id, execution_id, start_ms, end_ms, status, status_details, account, region
        FROM maintenance_window JOIN run ON run.maintenance_window = maintenance_window.id
        JOIN location ON location.id = run.location
        WHERE window_id = ?1 AND (start_ms, run.id) < (?2, ?3) AND ${within.where}
        ORDER BY start_ms DESC, run.id DESC LIMIT ${ROWS}`,
      [WindowId, time, id, ...within.values],
    );
    // A window is stored with its first run, so a window without any is unknown.
    if (isFirst && rows.length === 0) throw await notInArchive(archive, operation, input);
    isFirst = false;
    for (const row of rows) {
      const item = executionItem(WindowId, row);
      if (passes(item)) {
        if (page.length === MaxResults)
          return { WindowExecutions: page, NextToken: tokenOfPosition({ operation, input }, [time, id]) };
        page.push(item);
      }
      time = row.start_ms;
      id = row.id;
    }
    if (rows.length < ROWS) {
      const missing = isEnd ? [] : ((await unread?.(WindowId, until)) ?? []);
      if (missing.length === 0) return { WindowExecutions: page };
      return { WindowExecutions: page, NextToken: tokenOfPosition({ operation, input }, [END, END]) };
    }
  }
};

/** The end of the period that filters ask for, in milliseconds since 1970. Undefined without a period: then any list is complete. */
const periodEnd = (
  filters: NonNullable<Input<"DescribeMaintenanceWindowExecutions">["Filters"]>,
  now: Date,
): number | undefined => {
  const timesOf = (key: string): readonly number[] =>
    filters.flatMap(({ Key, Values = [] }) => (Key === key ? Values.map((value) => Date.parse(value)) : []));
  if (timesOf("ExecutedAfter").length === 0) return undefined;
  return Math.min(now.getTime(), ...timesOf("ExecutedBefore"));
};

interface ExecutionRow {
  readonly id: number;
  readonly execution_id: string;
  readonly start_ms: number;
  readonly end_ms: number | null;
  readonly status: string | null;
  readonly status_details: string | null;
  readonly account: string;
  readonly region: string;
}

const executionItem = (WindowId: string, row: ExecutionRow): object => ({
  WindowId,
  WindowExecutionId: row.execution_id,
  ...(row.status === null ? {} : { Status: row.status }),
  ...(row.status_details === null ? {} : { StatusDetails: row.status_details }),
  StartTime: new Date(row.start_ms),
  ...(row.end_ms === null ? {} : { EndTime: new Date(row.end_ms) }),
  ...originOf(row.account, row.region),
});
