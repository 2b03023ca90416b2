import { ArchiveError } from "../error/archive-error.ts";
import type { Sql } from "../sql/sql.ts";
import { collectTables } from "../collect/tables.ts";
import { tables } from "./tables.ts";
import { views } from "./views.ts";

/** Statements of each version, from 1. Never change a released one: add another. */
export const migrations: readonly (readonly string[])[] = [[...tables, ...views, ...collectTables]];

/**
 * Brings the tables of a database to the newest version. Each version is one transaction, so a killed process leaves a whole
 * one, and two processes can start at once.
 *
 * @throws ArchiveError if a later version of Windowpane wrote the database.
 */
export const migrate = async (sql: Sql): Promise<void> => {
  // A database that is only read needs no statement that writes.
  const has = await sql.all("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'");
  if (has.length === 0) {
    await sql.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY) STRICT");
  }
  for (let version = await versionOf(sql); version < migrations.length; version = await versionOf(sql)) {
    const statements = migrations[version] ?? [];
    try {
      await sql.batch([
        ...statements.map((text) => ({ text })),
        { text: "INSERT INTO schema_version (version) VALUES (?1)", values: [version + 1] },
      ]);
    } catch (error) {
      // Another process was faster.
      if ((await versionOf(sql)) > version) continue;
      throw error;
    }
  }
};

const versionOf = async (sql: Sql): Promise<number> => {
  const [row] = await sql.all<{ version: number | null }>(
    "SELECT max(version) AS version FROM schema_version",
  );
  const version = row?.version ?? 0;
  if (version <= migrations.length) return version;
  throw new ArchiveError(
    "newer",
    `The archive has version ${version}; this version of Windowpane reads version ${migrations.length}.`,
    "Update Windowpane.",
  );
};
