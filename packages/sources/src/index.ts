/**
 * Opens the sources that Windowpane reads: AWS accounts by profile and region, HTTP endpoints, snapshots and the demo
 * account. For Node.
 *
 * @module
 */
export { archivePath } from "./archive/archive-path.ts";
export { connect, connectOne, type Connection, type ConnectOptions, type Opened } from "./connect/connect.ts";
export type { DecorateOptions } from "./connect/decorate.ts";
export {
  configuredOutput,
  configuredRegion,
  listProfiles,
  readSourceName,
  sources,
  type SourceName,
} from "./connect/sources.ts";
export { isSourceError, SourceError, type SourceErrorKind } from "./source/source-error.ts";
export { whyUnreadable } from "./source/why-unreadable.ts";
export type {
  Identity,
  KnownProfile,
  NetworkOptions,
  OpenSource,
  Platform,
  Source,
  SourceEvent,
  SourceOptions,
} from "./source/source.ts";
