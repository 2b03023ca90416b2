/** The SQL that the archive needs from a database. Any SQLite fits: a file on Node, D1, the storage of a Durable Object. */

/** A value of a statement or a row. Integers must be safe integers. */
export type SqlValue = null | number | string | Uint8Array;

/** A row by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A statement with its bound values, for `?1`, `?2` and so on. */
export interface SqlStatement {
  /** The statement in SQLite's dialect. */
  readonly text: string;
  /** At most 100, because D1 binds no more. Pass many rows as one JSON text and read it with `json_each(?1)`. Default: none. */
  readonly values?: readonly SqlValue[] | undefined;
}

/** Number of rows that a statement inserted, changed or deleted. */
export interface SqlChanges {
  /** The number of rows. */
  readonly changes: number;
}

/** A database. */
export interface Sql {
  /** Short name for errors: `node:sqlite`, `D1`, `Durable Object`. */
  readonly name: string;
  /**
   * Returns all rows of a query.
   *
   * @typeParam Row - the columns of the query, which are not checked.
   */
  all<Row extends object = SqlRow>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Runs one statement. */
  run(text: string, values?: readonly SqlValue[]): Promise<SqlChanges>;
  /** Runs statements in order as one transaction: all of them take effect, or none. */
  batch(statements: readonly SqlStatement[]): Promise<readonly SqlChanges[]>;
  /**
   * Updates the statistics of tables that have changed much, and returns free pages to the file system, in a bounded step. D1 and
   * Durable Objects use free pages again instead.
   */
  maintain(): Promise<void>;
}

/**
 * Updates the statistics of tables that have changed much, from a sample: of all tables (0x10000), with a limit of rows (0x10), by
 * ANALYZE (0x02). Without any, SQLite answers some questions about machines through an index with fifty times as many rows as the
 * right one. D1 documents `PRAGMA optimize`; Durable Objects take it, too.
 */
export const OPTIMIZE = "PRAGMA optimize = 0x10012";
