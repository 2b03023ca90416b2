/**
 * Keeps finished runs of maintenance windows in SQL: stores, reads and counts them.
 *
 * @module
 */

// Databases and documents.
export type { Sql, SqlChanges, SqlRow, SqlStatement, SqlValue } from "./sql/sql.ts";
export { d1Sql, type D1Like, type D1ResultLike, type D1StatementLike } from "./sql/d1.ts";
export { objectSql, type ObjectCursorLike, type ObjectStorageLike } from "./sql/durable-object.ts";
export type { DocumentFiles, DocumentRange } from "./documents/document-files.ts";
export { r2Documents, type R2Like } from "./documents/r2-documents.ts";
export { sqlDocuments } from "./documents/sql-documents.ts";

// The archive.
export { archiveHistory, type ArchiveHistoryOptions } from "./history/archive-history.ts";
export { ArchiveError, isArchiveError, type ArchiveErrorReason } from "./error/archive-error.ts";
export { archiveTrends } from "./query/trends.ts";
export {
  exportColumns,
  exportRows,
  exportTables,
  type ExportColumn,
  type ExportOptions,
  type ExportTable,
  type ExportType,
} from "./query/export.ts";
export { parquetBytes } from "./query/parquet.ts";
export { queryProblem, type QueryProblem } from "./query/one-statement.ts";
export { openArchive, type Archive, type ArchiveOptions } from "./open/open-archive.ts";
export { migrations } from "./schema/migrate.ts";
export { patchWords, resultWords } from "./schema/tables.ts";
export { storeRun, type StoredRun, type StoreOutcome } from "./store/store-run.ts";
export { readStoredSnapshot, storedLocations, type ArchiveLocation } from "./store/stored-runs.ts";

// What is kept.
export {
  countRuns,
  deleteLooseDocuments,
  deleteOldRuns,
  deleteRuns,
  type DeletedRuns,
  type RunSelection,
} from "./keep/delete.ts";
export { tidyArchive, type TidiedArchive, type TidyOptions } from "./keep/tidy.ts";
export { verifyArchive, type ArchiveProblem, type VerifiedRuns } from "./keep/verify.ts";

// Collecting from AWS.
export { collectStep } from "./collect/collect-step.ts";
export type {
  CollectEvent,
  CollectLocation,
  CollectOptions,
  CollectProblem,
  CollectResult,
  MissedStart,
} from "./collect/model.ts";
export type { LeaseHolder } from "./collect/lease.ts";
export type { CollectionGap, GapCode } from "./collect/missing.ts";
export {
  configureLocations,
  forgetUnread,
  recordUnread,
  uncollectedLocations,
  type ConfiguredLocations,
  type UncollectedLocation,
} from "./collect/unread.ts";
export type { UnknownReason } from "./collect/expected-starts.ts";
export {
  collectionGaps,
  collectStatus,
  missedStarts,
  type ArchiveGap,
  type ArchivePeriod,
  type LocationStatus,
  type RecordedStart,
  type UnlistedWindow,
} from "./collect/status.ts";

// The archive as a transport.
export { archiveTransport, type ArchiveTransportOptions } from "./transport/archive-transport.ts";
export { isNotInArchiveError, NotInArchiveError } from "./transport/not-in-archive.ts";
export type { ArchiveScope } from "./transport/scope.ts";
export { withArchive } from "./transport/with-archive.ts";
