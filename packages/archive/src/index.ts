/**
 * Keeps finished runs of maintenance windows in SQL: stores, reads and counts them.
 *
 * @module
 */
export type { Sql, SqlChanges, SqlRow, SqlStatement, SqlValue } from "./sql/sql.ts";
export type { DocumentFiles, DocumentRange } from "./documents/document-files.ts";
export { sqlDocuments } from "./documents/sql-documents.ts";
export { ArchiveError, isArchiveError, type ArchiveErrorReason } from "./archive-error.ts";
export { archiveTrends } from "./query/trends.ts";
export { openArchive, type Archive, type ArchiveOptions } from "./archive.ts";
export { patchWords, resultWords } from "./schema/tables.ts";
export { storeRun, type OutboxRow, type StoredRun, type StoreOutcome } from "./store/store-run.ts";
