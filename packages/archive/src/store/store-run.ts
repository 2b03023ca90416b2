import { isFinalStatus } from "@windowpane/core";
import type { ExecutionReport } from "@windowpane/report";
import type { Snapshot } from "@windowpane/transport-snapshot";
import type { Archive } from "../open/open-archive.ts";
import { ArchiveError } from "../error/archive-error.ts";
import type { SqlStatement } from "../sql/sql.ts";
import { writeDocument, type WrittenDocument } from "../documents/write-document.ts";
import { deleteDocuments } from "../keep/delete.ts";
import { storeStatements } from "./store-statements.ts";

/** A finished run to store. */
export interface StoredRun {
  /** A snapshot of one execution. Its origin has the account and region. */
  readonly snapshot: Snapshot;
  /** The report on this execution, collected over `snapshotTransport(snapshot)`. */
  readonly report: ExecutionReport;
  /**
   * Statements that store the messages about the run, such as those of `insertMessages` of `@windowpane/messages`. They run in the
   * run's transaction, also if the run was stored before, so they must change nothing the second time. Default: none.
   */
  readonly outbox?: readonly SqlStatement[] | undefined;
  /** Whether to replace a stored reading of the run even if it has not more gaps. Default: false. */
  readonly replaces?: boolean | undefined;
  /** Whether the archive may keep sensitive members. Default: false. */
  readonly sensitive?: boolean | undefined;
}

/**
 * What storing did.
 * - `new`: the run was stored.
 * - `known`: it was stored before, so only new messages were stored.
 * - `better`: it was stored before with more gaps, or was to be replaced. Its messages stay as they were.
 */
export type StoreOutcome = "new" | "known" | "better";

/**
 * Stores a run: its document, its rows and its messages. The rows are one transaction. Storing a run twice changes nothing, and
 * a process that is killed at any time leaves the run stored or not stored.
 *
 * @throws ArchiveError if the run is not final, the report is about another execution, or the snapshot has sensitive members
 * that the archive may not keep.
 */
export const storeRun = async (archive: Archive, run: StoredRun): Promise<StoreOutcome> => {
  requireFit(run);
  const before = await storedRun(archive, run);
  const { sql, documents } = archive;
  if (before !== undefined && !isBetter(run, before)) {
    if (run.outbox !== undefined && run.outbox.length > 0) await sql.batch(run.outbox);
    return "known";
  }

  const document = await writeDocument(run.snapshot);
  const key = documentKey(run, document);
  const now = archive.now().getTime();
  // Until the rows are stored, the document is noted as loose. A process that is killed leaves it for `deleteLooseDocuments`.
  await sql.run(
    "INSERT INTO loose_document (key, since_ms) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET since_ms = ?2",
    [key, now],
  );
  await documents.put(key, document.bytes);
  await sql.batch(storeStatements({ run, document, key, replaced: before?.document_key, now }));

  const after = await storedRun(archive, run);
  // Another process stored the run at the same time, and its document is as good as this one.
  if (after?.document_key !== key) {
    await deleteDocuments(archive, [key]);
    return "known";
  }
  if (before === undefined) return "new";
  if (before.document_key === key) return "known";
  await deleteDocuments(archive, [before.document_key]);
  return "better";
};

const requireFit = ({ snapshot, report, sensitive = false }: StoredRun): void => {
  const { WindowExecutionId, Status } = report;
  const [only, ...others] = snapshot.executions;
  if (only !== WindowExecutionId || others.length > 0) {
    throw new ArchiveError(
      "unfit",
      `The snapshot does not contain exactly execution ${WindowExecutionId}.`,
      "Take a snapshot of this execution alone.",
    );
  }
  if (!isFinalStatus(Status)) {
    throw new ArchiveError(
      "unfit",
      `Execution ${WindowExecutionId} has not ended: its status is ${Status ?? "unknown"}.`,
      "Store it after it has ended.",
    );
  }
  if (!snapshot.includesSensitive || sensitive) return;
  throw new ArchiveError(
    "unfit",
    `The snapshot of execution ${WindowExecutionId} has sensitive members, which this archive does not keep.`,
    "Take it without them, or configure the archive to keep them.",
  );
};

interface KnownRun {
  readonly document_key: string;
  readonly missing: number;
}

/** The run as it is stored. */
const storedRun = async (
  { sql }: Archive,
  { snapshot, report }: StoredRun,
): Promise<KnownRun | undefined> => {
  const { Account = "", region = "" } = snapshot.origin;
  const [row] = await sql.all<KnownRun>(
    `SELECT run.document_key, run.gaps + run.open AS missing FROM run JOIN location ON location.id = run.location
      WHERE run.execution_id = ?1 AND location.account = ?2 AND location.region = ?3`,
    [report.WindowExecutionId, Account, region],
  );
  return row;
};

const isBetter = ({ report, replaces = false }: StoredRun, before: KnownRun): boolean =>
  replaces || missingIn(report) < before.missing;

/** Number of requests that failed and machines that had not ended: what a later reading may add. */
const missingIn = ({ gaps, machineCounts }: ExecutionReport): number =>
  gaps.reduce((sum, { count }) => sum + count, 0) +
  machineCounts.results.running +
  machineCounts.results.pending;

/** A key of a document that names the run and its bytes, so that two readings of a run have two documents. */
const documentKey = ({ snapshot, report }: StoredRun, { sha256 }: WrittenDocument): string => {
  const { Account, region } = snapshot.origin;
  const place = `${Account ?? "no-account"}/${region ?? "no-region"}`;
  return `runs/${place}/${report.WindowExecutionId}-${sha256.slice(0, 16)}.jsonl.gz`;
};
