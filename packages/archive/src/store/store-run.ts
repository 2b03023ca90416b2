import type { ExecutionReport } from "@windowpane/report";
import type { Snapshot } from "@windowpane/transport-snapshot";
import type { Archive } from "../archive.ts";

/** A finished run to store. */
export interface StoredRun {
  /** A snapshot of one execution. Its origin has the account and region. */
  readonly snapshot: Snapshot;
  /** The report on this execution, collected over `snapshotTransport(snapshot)`. */
  readonly report: ExecutionReport;
  /** Messages to send about the run, stored with it. Default: none. */
  readonly outbox?: readonly OutboxRow[] | undefined;
}

/** A message to send, as it is stored. */
export interface OutboxRow {
  /** What it is about, such as an execution ID. One message is stored for each subject, destination and kind. */
  readonly subject: string;
  /** Name of the destination. */
  readonly destination: string;
  readonly kind: string;
  /** Sent with the message, so a receiver can drop one that comes twice. */
  readonly messageId: string;
  /** JSON of what the message needs besides the run. Default: none. */
  readonly body?: string | undefined;
  /** Time before which it is not sent. Default: at once. */
  readonly notBefore?: Date | undefined;
}

/**
 * What storing did.
 * - `new`: the run was stored.
 * - `known`: it was stored before, so nothing changed.
 * - `better`: it was stored before with more gaps, and was replaced. Its messages stay as they were.
 */
export type StoreOutcome = "new" | "known" | "better";

/**
 * Stores a run: its document, its rows and its messages. The rows are one transaction. Storing a run twice changes nothing, and
 * a process that is killed at any time leaves the run stored or not stored.
 *
 * @throws ArchiveError if the snapshot does not contain exactly the report's execution.
 */
export const storeRun = async (_archive: Archive, _run: StoredRun): Promise<StoreOutcome> => {
  throw new Error("Not implemented yet.");
};
