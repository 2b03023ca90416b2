/**
 * Opens an archive's database in a file with `node:sqlite`. For Node 22.13 or newer.
 *
 * @module
 */
import { statSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import type * as Sqlite from "node:sqlite";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { ArchiveError } from "./error/archive-error.ts";
import { fileError, FOREIGN, requireArchive } from "./error/sqlite-error.ts";
import { OPTIMIZE, type Sql, type SqlChanges, type SqlStatement, type SqlValue } from "./sql/sql.ts";

/** Options of `openSqliteFile`. */
export interface SqliteFileOptions {
  /** Whether to open an existing file for reading only. Default: false, which creates the file if it does not exist. */
  readonly readOnly?: boolean | undefined;
  /** Maximum time to wait for another process that writes, in milliseconds. Default: 10,000. */
  readonly busyTimeout?: number | undefined;
}

/** A database in a file. */
export interface SqliteFile extends Sql {
  /** Closes the file. Statements that run later reject. */
  close(): void;
}

/**
 * Opens a SQLite file, or a database in memory with `:memory:`.
 *
 * @throws ArchiveError if this Node has no `node:sqlite`, the file cannot be opened, or it is a database of another program. The
 * methods reject with one if the file is locked, damaged or cannot be written, the disk is full, or the file was moved or deleted
 * before a write.
 */
export const openSqliteFile = async (path: string, options: SqliteFileOptions = {}): Promise<SqliteFile> => {
  const { readOnly = false, busyTimeout = 10_000 } = options;
  const { DatabaseSync } = await sqlite();
  await requireFile(path);
  if (!readOnly && path !== ":memory:") await createPrivately(path);
  const database = withFile(path, () => new DatabaseSync(path, { readOnly, timeout: busyTimeout }));
  try {
    withFile(path, () => prepareFile(database, path, readOnly));
  } catch (error) {
    database.close();
    throw error;
  }
  const close = (): void => {
    if (!readOnly) optimize(database);
    database.close();
  };
  return { ...sqlOf(database, path, path === ":memory:" ? () => {} : samenessOf(path)), close };
};

/** Checks that a path still names the file that it names now. What is written to a moved or deleted file would be lost silently. */
const samenessOf = (path: string): (() => void) => {
  const identity = (): string => {
    const { dev, ino } = statSync(path, { bigint: true, throwIfNoEntry: false }) ?? {};
    return `${dev} ${ino}`;
  };
  const opened = identity();
  return () => {
    if (identity() === opened) return;
    throw new ArchiveError(
      "unavailable",
      `The archive ${path} was moved, replaced or deleted while it was open.`,
      "Run the command again.",
    );
  };
};

const sqlite = async (): Promise<typeof Sqlite> => {
  try {
    return await import("node:sqlite");
  } catch (error) {
    throw new ArchiveError(
      "unavailable",
      "This version of Node has no SQLite for the archive.",
      "Node 22.13 or newer is needed.",
      { cause: error },
    );
  }
};

/** Runs work with a file, whose errors name it. */
const withFile = <Value>(path: string, work: () => Value): Value => {
  try {
    return work();
  } catch (error) {
    throw fileError(path, error);
  }
};

const prepareFile = (file: DatabaseSync, path: string, readOnly: boolean): void => {
  file.exec("PRAGMA foreign_keys = ON");
  // Before anything is written, because the file may belong to another program.
  const tables = file.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
  );
  requireArchive(
    path,
    tables.all().map(({ name }) => String(name)),
    readOnly,
  );
  // 32 MiB: inserting a night of 10,000 machines touches most pages of the index by machine.
  file.exec("PRAGMA cache_size = -32768");
  if (readOnly) return;
  // Takes effect only before the first table: later, deletion can return pages to the file system in bounded steps.
  file.exec("PRAGMA auto_vacuum = INCREMENTAL");
  // Readers do not wait for the collector, and a killed process leaves a consistent file.
  file.exec("PRAGMA journal_mode = WAL");
  // NORMAL could lose the last commits in a power failure, so a message that was sent could be sent again.
  file.exec("PRAGMA synchronous = FULL");
};

const optimize = (file: DatabaseSync): void => {
  try {
    file.exec(OPTIMIZE);
  } catch {
    // Another process writes. The next one to close the file updates them.
  }
};

/** Number of pages to return in one step: 4 MB. */
const RECLAIMED_PAGES = 1000;

const sqlOf = (database: DatabaseSync, path: string, requireSame: () => void): Sql => {
  const prepared = new Map<string, StatementSync>();
  /** Statements are prepared once: a collector runs the same ones for each run. */
  const prepare = (text: string): StatementSync => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = database.prepare(text);
    if (prepared.size >= PREPARED) prepared.clear();
    prepared.set(text, statement);
    return statement;
  };
  const run = ({ text, values = [] }: SqlStatement): { readonly changes: number } => ({
    changes: Number(prepare(text).run(...bound(values)).changes),
  });
  const runAll = (statements: readonly SqlStatement[]): readonly SqlChanges[] => {
    requireSame();
    // IMMEDIATE takes the lock at once: a transaction that starts as a reader cannot wait for another writer.
    database.exec("BEGIN IMMEDIATE");
    try {
      const changes = statements.map(run);
      database.exec("COMMIT");
      return changes;
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  };
  return {
    name: "node:sqlite",
    all: async <Row extends object>(text: string, values: readonly SqlValue[] = []) =>
      // The caller states the columns of its query.
      withFile(path, () => prepare(text).all(...bound(values)) as unknown as readonly Row[]),
    run: async (text, values) =>
      withFile(path, () => {
        requireSame();
        return run({ text, values });
      }),
    batch: async (statements) => withFile(path, () => runAll(statements)),
    maintain: async () => {
      withFile(path, () => database.exec(`PRAGMA incremental_vacuum(${RECLAIMED_PAGES})`));
      optimize(database);
    },
  };
};

/** Number of different statements to keep prepared. */
const PREPARED = 200;

const bound = (values: readonly SqlValue[]): SQLInputValue[] => [...values];

/** Creates the file so that other users cannot read the output of commands in it. If this fails, opening the file tells why. */
const createPrivately = async (path: string): Promise<void> => {
  try {
    await (await open(path, "ax", 0o600)).close();
  } catch {
    // It exists already, or cannot be created.
  }
};

/**
 * Checks that a path names a file, or nothing yet. Opening a named pipe would never return.
 *
 * @throws ArchiveError if it names something else.
 */
const requireFile = async (path: string): Promise<void> => {
  const found = path === ":memory:" ? undefined : await stat(path).catch(() => undefined);
  if (found === undefined || found.isFile()) return;
  const kind = found.isDirectory()
    ? "folder"
    : found.isFIFO()
      ? "named pipe"
      : found.isSocket()
        ? "socket"
        : "device";
  throw new ArchiveError("foreign", `${path} is a ${kind}, not an archive.`, FOREIGN);
};
