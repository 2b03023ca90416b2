import type { OperationName } from "@windowpane/core";

/** Responses about executions, as AWS returned them at one time. */
export interface Snapshot {
  /** Time at which reading started. */
  readonly takenAt: Date;
  /** Program that took it, with its version. */
  readonly takenBy?: string | undefined;
  readonly origin: SnapshotOrigin;
  /** Whether it contains sensitive members. */
  readonly includesSensitive: boolean;
  /** WindowExecutionIds; for a window's last executions, newest first. */
  readonly executions: readonly string[];
  /** Entries for all requests, sorted by operation and IDs. */
  readonly responses: readonly SnapshotEntry[];
}

/** The account in which a snapshot was taken. */
export interface SnapshotOrigin {
  /** Kind of source: `aws`, `demo`, `http`. */
  readonly source: string;
  /** Account ID, if the source has one. */
  readonly Account?: string | undefined;
  readonly region?: string | undefined;
}

/** The result of one request, or of reading one list. */
export interface SnapshotEntry {
  readonly operation: OperationName;
  /** IDs in the request, without filters and pages. */
  readonly input: Readonly<Record<string, string>>;
  /** Response of an operation without pages. */
  readonly response?: object | undefined;
  /** Items of a list from all pages. With a gap, the items read before the failure. */
  readonly items?: readonly object[] | undefined;
  /** Why it could not be read completely. */
  readonly gap?: SnapshotGap | undefined;
}

/** Why a response or a part of a list is missing. */
export interface SnapshotGap {
  /**
   * AWS's error code, or `no-response` (`no-response` in older files), `unsent`, `foreign`, `stalled`, `invalid-output`,
   * `not-found`.
   */
  readonly code: string;
  readonly message: string;
  /** HTTP status of the service's response, if known. It identifies throttling without an error code. */
  readonly status?: number | undefined;
}

/** Entries that could not be read completely when the snapshot was taken. */
export const gapsOf = ({ responses }: Snapshot): readonly (SnapshotEntry & { readonly gap: SnapshotGap })[] =>
  responses.flatMap((entry) => (entry.gap === undefined ? [] : [{ ...entry, gap: entry.gap }]));

/** States of the patches that a snapshot lists. */
export const KEPT_PATCH_STATES = [
  "Missing",
  "Failed",
  "InstalledRejected",
  "InstalledPendingReboot",
] as const;
