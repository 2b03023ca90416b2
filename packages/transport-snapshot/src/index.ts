/**
 * What happened in a maintenance window, kept in one checksummed file: taken over any transport, read back as one.
 *
 * @module
 */
export { takeSnapshot, type TakeOptions, type TakeProgress } from "./take/take-snapshot.ts";
export type { OutputChoice } from "./take/take-context.ts";
export { writeSnapshot } from "./file/write-snapshot.ts";
export { readSnapshot } from "./file/read-snapshot.ts";
export { isSnapshotError, SnapshotError, type SnapshotFault } from "./file/snapshot-error.ts";
export { gapsOf, type HeldAnswer, type HeldGap, type Origin, type Snapshot } from "./file/snapshot.ts";
export { gapError } from "./transport/store.ts";
export { isNotHeldError, NotHeldError } from "./transport/not-held-error.ts";
export { snapshotTransport } from "./transport/snapshot-transport.ts";
