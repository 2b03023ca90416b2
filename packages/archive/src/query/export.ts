/** Rows of an archive for other programs, as batches, so that a year of them fits in memory. */
import type { Archive } from "../open/open-archive.ts";
import type { SqlRow } from "../sql/sql.ts";
import { listed } from "./selection.ts";

/** What can be exported: a row for each run, or for each machine and invocation of each run. */
export const exportTables = ["runs", "machines"] as const;

/** The name of a table that can be exported. */
export type ExportTable = (typeof exportTables)[number];

/** The type of a column in typed formats. `time`: ISO 8601 text in rows. */
export type ExportType = "text" | "integer" | "time" | "flag";

/** A column of an export. */
export interface ExportColumn {
  readonly name: string;
  /** Type of the values. */
  readonly type: ExportType;
}

const columnsNamed = (type: ExportType, ...names: readonly string[]): readonly ExportColumn[] =>
  names.map((name) => ({ name, type }));

const common: readonly ExportColumn[] = [
  ...columnsNamed("text", "account", "region", "window_id", "window_name", "execution_id"),
  ...columnsNamed("time", "start_time"),
  ...columnsNamed("integer", "seconds"),
];

const views: Readonly<
  Record<ExportTable, { readonly view: string; readonly columns: readonly ExportColumn[] }>
> = {
  runs: {
    view: "runs",
    columns: [
      ...common,
      ...columnsNamed("text", "status", "verdict", "reason"),
      ...columnsNamed("flag", "complete"),
      ...columnsNamed(
        "integer",
        "machines",
        "good",
        "not_patched",
        "passed",
        "failed",
        "timed_out",
        "unreachable",
      ),
      ...columnsNamed("integer", "cancelled", "not_run", "unknown", "patched"),
    ],
  },
  machines: {
    view: "machine_runs",
    columns: [
      ...common,
      ...columnsNamed("text", "instance_id", "instance_name", "result", "cause", "cause_title", "patch"),
      ...columnsNamed("integer", "response_code"),
    ],
  },
};

/** The columns of an export, in order. */
export const exportColumns = (table: ExportTable): readonly ExportColumn[] => views[table].columns;

/** What to export. */
export interface ExportOptions {
  /** The table to export. */
  readonly table: ExportTable;
  /** Runs that started at this time or later. Default: all. */
  readonly since?: Date | undefined;
  /** Runs that started before this time. Default: all. */
  readonly until?: Date | undefined;
  /** Only these account IDs. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** Only these regions. Default: all. */
  readonly regions?: readonly string[] | undefined;
  /** Maximum number of rows in a batch, unless one run has more. Default: 20,000. */
  readonly batch?: number | undefined;
}

interface RunSize {
  readonly id: number;
  readonly machine_rows: number;
}

/** Yields rows in the order in which runs were stored. A run that is stored meanwhile is left out. */
export async function* exportRows(
  { sql }: Pick<Archive, "sql">,
  { table, since, until, accounts, regions, batch = 20_000 }: ExportOptions,
): AsyncGenerator<readonly SqlRow[], void, undefined> {
  const { view, columns } = views[table];
  const names = columns.map(({ name }) => name).join(", ");
  const runs = await sql.all<RunSize>(
    `SELECT id, machine_rows FROM run WHERE start_ms >= ?1 AND start_ms < ?2
      AND location IN (SELECT id FROM location WHERE (?3 IS NULL OR account IN (SELECT value FROM json_each(?3)))
        AND (?4 IS NULL OR region IN (SELECT value FROM json_each(?4)))) ORDER BY id`,
    [since?.getTime() ?? 0, until?.getTime() ?? Number.MAX_SAFE_INTEGER, listed(accounts), listed(regions)],
  );
  for (const ids of batches(runs, batch, table)) {
    const rows = await sql.all(
      `SELECT ${names} FROM json_each(?1) AS one CROSS JOIN ${view} AS shown ON shown.run = one.value`,
      [JSON.stringify(ids)],
    );
    if (rows.length > 0) yield rows;
  }
}

function* batches(
  runs: readonly RunSize[],
  most: number,
  table: ExportTable,
): Generator<readonly number[], void, undefined> {
  let ids: number[] = [];
  let rows = 0;
  for (const { id, machine_rows } of runs) {
    const own = table === "runs" ? 1 : machine_rows;
    if (ids.length > 0 && rows + own > most) {
      yield ids;
      ids = [];
      rows = 0;
    }
    ids.push(id);
    rows += own;
  }
  if (ids.length > 0) yield ids;
}
