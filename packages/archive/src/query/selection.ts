import { localDays, trendSteps, type TrendQuery, type TrendSteps, type TrendStep } from "@windowpane/report";
import type { Sql, SqlValue } from "../sql/sql.ts";

/** The period and the rows that a query of a trend selects. */
export interface Selection {
  readonly steps: TrendSteps;
  readonly timeZone: string;
  readonly step: TrendStep;
  /** Start of the first step and end of the period, in milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  readonly locations: readonly LocationRow[];
  /** JSON lists of numbers for `json_each`; null selects all. */
  readonly locationIds: string;
  readonly windowIds: string | null;
  readonly machineIds: string | null;
  readonly causeIds: string | null;
  readonly limit: number;
}

/** An account and region. Empty texts are unknown. */
export interface LocationRow {
  readonly id: number;
  readonly account: string;
  readonly region: string;
}

const LIMIT = 100;

/**
 * Finds what a query selects. Names and IDs that the archive does not know select nothing.
 *
 * @throws RangeError for an unknown time zone, or for a period that ends before it begins.
 */
export const selectionOf = async (sql: Sql, query: TrendQuery): Promise<Selection> => {
  const { until, timeZone = "UTC", step = "night", accounts, regions, limit = LIMIT } = query;
  localDays(timeZone);
  const steps = trendSteps(query);
  const locations = await sql.all<LocationRow>(
    `SELECT id, account, region FROM location
      WHERE (?1 IS NULL OR account IN (SELECT value FROM json_each(?1)))
        AND (?2 IS NULL OR region IN (SELECT value FROM json_each(?2))) ORDER BY id`,
    [listed(accounts), listed(regions)],
  );
  const locationIds = JSON.stringify(locations.map(({ id }) => id));
  const found = async (text: string, names: readonly string[] | undefined): Promise<string | null> => {
    if (names === undefined || names.length === 0) return null;
    const rows = await sql.all<{ id: number }>(text, [JSON.stringify(names)]);
    return JSON.stringify(rows.map(({ id }) => id));
  };
  return {
    steps,
    timeZone,
    step,
    from: steps.bounds[0] ?? 0,
    until: until.getTime(),
    locations,
    locationIds,
    windowIds: await found(windowsNamed, query.windows),
    machineIds: await found(machinesNamed, query.machines),
    causeIds: await found(causesNamed, query.causes),
    limit,
  };
};

const windowsNamed = `SELECT id FROM maintenance_window WHERE window_id IN (SELECT value FROM json_each(?1))
  OR name IN (SELECT value FROM json_each(?1))
  UNION SELECT maintenance_window FROM run WHERE window_name IN (SELECT value FROM json_each(?1)) AND maintenance_window IS NOT NULL`;

const machinesNamed = `SELECT id FROM machine WHERE instance_id IN (SELECT value FROM json_each(?1))
  OR name IN (SELECT value FROM json_each(?1))`;

const causesNamed = `SELECT id FROM cause WHERE key IN (SELECT value FROM json_each(?1))
  OR slug IN (SELECT value FROM json_each(?1)) OR title IN (SELECT value FROM json_each(?1))`;

/** Texts for `json_each`; null selects all. */
export const listed = (names: readonly string[] | undefined): string | null =>
  names === undefined || names.length === 0 ? null : JSON.stringify(names);

/** A common table `selected` with the runs of a selection: `id`, `at` (the position of their step) and `start_ms`. */
export const selectedRuns = (
  selection: Selection,
): { readonly text: string; readonly values: readonly SqlValue[] } => ({
  // Each step is a range of the index by start; without the hint, SQLite reads all runs of an account for each step.
  text: `step AS MATERIALIZED (SELECT key AS at, value ->> 0 AS from_ms, value ->> 1 AS to_ms FROM json_each(?1)),
    selected AS MATERIALIZED (SELECT run.id, step.at, start_ms FROM step CROSS JOIN run INDEXED BY run_by_start
      WHERE start_ms >= step.from_ms AND start_ms < step.to_ms AND start_ms <= ?2
        AND location IN (SELECT value FROM json_each(?3))
        AND (?4 IS NULL OR maintenance_window IN (SELECT value FROM json_each(?4))))`,
  values: [
    JSON.stringify(selection.steps.bounds.slice(1).map((to, index) => [selection.steps.bounds[index], to])),
    selection.until,
    selection.locationIds,
    selection.windowIds,
  ],
});

/** The members of a row's account and region that are known. */
export const originOfRow = ({ account, region }: Pick<LocationRow, "account" | "region">) => ({
  ...(account === "" ? {} : { Account: account }),
  ...(region === "" ? {} : { Region: region }),
});

/** Rows by a key, in their order. */
export const groupRows = <Row, Key>(rows: Iterable<Row>, keyOf: (row: Row) => Key): Map<Key, Row[]> => {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const others = groups.get(key);
    if (others === undefined) groups.set(key, [row]);
    else others.push(row);
  }
  return groups;
};
