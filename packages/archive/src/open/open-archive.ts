import type { DocumentFiles } from "../documents/document-files.ts";
import { sqlDocuments } from "../documents/sql-documents.ts";
import { migrate } from "../schema/migrate.ts";
import type { Sql } from "../sql/sql.ts";

/** An open archive: its database, its documents and its clock. */
export interface Archive {
  /** The database. */
  readonly sql: Sql;
  /** The documents of runs. */
  readonly documents: DocumentFiles;
  /** Returns the current time. */
  readonly now: () => Date;
}

/**
 * Time after a complete collection from which on a location is not up to date, in milliseconds: windows run nightly, and collections
 * take their time.
 */
export const LATE = 26 * 3_600_000;

/** Options of `openArchive`. */
export interface ArchiveOptions {
  /** The database: of `openSqliteFile`, `d1Sql` or `objectSql`. */
  readonly sql: Sql;
  /** Where the documents of runs are. Default: in the same database. */
  readonly documents?: DocumentFiles | undefined;
  /** The current time. */
  readonly now: () => Date;
}

/**
 * Opens an archive and creates its tables, or brings them to the newest version.
 *
 * @throws ArchiveError if a later version of Windowpane wrote it.
 * @example
 * // `sql` is that of `openSqliteFile` of @windowpane/archive/node, `d1Sql` or `objectSql`.
 * const archive = await openArchive({ sql, now: () => new Date() });
 * const client = createClient(archiveTransport(archive));
 */
export const openArchive = async ({
  sql,
  documents = sqlDocuments(sql),
  now,
}: ArchiveOptions): Promise<Archive> => {
  await migrate(sql);
  return { sql, documents, now };
};
