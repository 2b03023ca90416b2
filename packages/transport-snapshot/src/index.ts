/**
 * Saves executions of maintenance windows in a file with a checksum. A snapshot is taken over any transport and is itself
 * a transport.
 *
 * @module
 */
export { takeSnapshot, type TakeOptions, type TakeProgress } from "./take/take-snapshot.ts";
export type { OutputChoice } from "./take/context.ts";
export { writeSnapshot } from "./file/write-snapshot.ts";
export { readSnapshot } from "./file/read-snapshot.ts";
export { isSnapshotError, SnapshotError, type SnapshotErrorReason } from "./file/snapshot-error.ts";
export {
  gapsOf,
  type SnapshotEntries,
  type SnapshotEntry,
  type SnapshotEntryWithGap,
  type SnapshotGap,
  type SnapshotOrigin,
  type Snapshot,
} from "./file/snapshot.ts";
export { gapError } from "./transport/store.ts";
export { isNotInSnapshotError, NotInSnapshotError } from "./transport/not-in-snapshot-error.ts";
export { snapshotTransport } from "./transport/snapshot-transport.ts";
export {
  keysFor,
  partsOfSnapshot,
  partsWith,
  readParts,
  type KeyPrefix,
  type PartEntry,
  type SnapshotPart,
} from "./parts/parts.ts";
export { listError, readFilters, type ItemTest } from "./transport/filters.ts";
export { describeRequest, notFoundCode } from "./transport/missing.ts";
