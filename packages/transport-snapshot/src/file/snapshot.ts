import type { OperationName } from "@windowpane/core";

/** Responses about executions, as AWS returned them at one time. */
export interface Snapshot {
  /** Time at which reading started. */
  readonly takenAt: Date;
  /** Program that took it, with its version. */
  readonly takenBy?: string | undefined;
  /** The account in which it was taken. */
  readonly origin: SnapshotOrigin;
  /** Whether it contains sensitive members. */
  readonly includesSensitive: boolean;
  /** WindowExecutionIds; for a window's last executions, newest first. */
  readonly executions: readonly string[];
  /** Entries for all requests. */
  readonly responses: SnapshotEntries;
}

/** The account in which a snapshot was taken. */
export interface SnapshotOrigin {
  /** Kind of source: `aws`, `demo`, `http`. */
  readonly source: string;
  /** Account ID, if the source has one. */
  readonly Account?: string | undefined;
  /** AWS region. */
  readonly region?: string | undefined;
}

/**
 * The entries of a snapshot, sorted by operation and IDs. They are kept as lines of JSON and parsed when they are read, because
 * objects need ten times the memory.
 */
export interface SnapshotEntries extends Iterable<SnapshotEntry> {
  /** Number of entries. */
  readonly size: number;
  /** The entry of a request. Undefined if the snapshot has none. */
  find(operation: OperationName, input: object): SnapshotEntry | undefined;
  /**
   * The entries of an operation.
   *
   * @param ids - only entries with these IDs. Default: all.
   */
  of(operation: OperationName, ids?: object): Iterable<SnapshotEntry>;
  /** The lines of the entries in a file, in UTF-8, without their ends. */
  lines(): Iterable<Uint8Array>;
}

/** The result of one request, or of reading one list. */
export interface SnapshotEntry {
  /** The operation. */
  readonly operation: OperationName;
  /** IDs in the request, without filters and pages. */
  readonly input: Readonly<Record<string, string>>;
  /** Why it could not be read completely. */
  readonly gap?: SnapshotGap | undefined;
  /**
   * Parses the response of an operation without pages. Undefined for a list or a gap.
   *
   * @throws InvalidOutputError if it is not an object.
   */
  response(): object | undefined;
  /**
   * Parses the items of a list from all pages, about a hundred at a time. With a gap, these are the items before the failure.
   *
   * @param from - position of the first item. Default: 0.
   * @throws InvalidOutputError if they are not a list of objects.
   */
  items(from?: number): Iterable<object>;
  /** Parses the items whose JSON contains a text, and some others. */
  itemsWith(text: string): Iterable<object>;
}

/** Why a response or a part of a list is missing. */
export interface SnapshotGap {
  /** AWS's error code, or `no-response`, `unsent`, `foreign`, `stalled`, `invalid-output`, `not-found`. */
  readonly code: string;
  /** The reason, as a later request reports it. */
  readonly message: string;
  /** HTTP status of the service's response, if known. It identifies throttling without an error code. */
  readonly status?: number | undefined;
}

/** An entry that could not be read completely. */
export type SnapshotEntryWithGap = SnapshotEntry & { readonly gap: SnapshotGap };

/** Entries that could not be read completely when the snapshot was taken. */
export const gapsOf = ({ responses }: Pick<Snapshot, "responses">): readonly SnapshotEntryWithGap[] => {
  const gaps: SnapshotEntryWithGap[] = [];
  for (const entry of responses) {
    const { gap } = entry;
    if (gap !== undefined) gaps.push({ ...entry, gap });
  }
  return gaps;
};

/** States of the patches that a snapshot lists. */
export const KEPT_PATCH_STATES = [
  "Missing",
  "Failed",
  "InstalledRejected",
  "InstalledPendingReboot",
] as const;
