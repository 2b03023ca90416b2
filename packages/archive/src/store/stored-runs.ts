import type { Snapshot } from "@windowpane/transport-snapshot";
import type { Archive } from "../open/open-archive.ts";
import { placeOf, readDocument, type DocumentIndex } from "../documents/read-document.ts";

/** An account and region of an archive. */
export interface ArchiveLocation {
  /** Account ID; empty if the source has none. */
  readonly Account: string;
  /** Empty if the source has none. */
  readonly Region: string;
}

/** Returns the accounts and regions of an archive, including those that could not be collected. */
export const storedLocations = async ({ sql }: Pick<Archive, "sql">): Promise<readonly ArchiveLocation[]> => {
  const rows = await sql.all<{ account: string; region: string }>(
    `SELECT account, region FROM location
      WHERE EXISTS (SELECT 1 FROM run WHERE run.location = location.id)
        OR EXISTS (SELECT 1 FROM collection_state WHERE collection_state.location = location.id) ORDER BY account, region`,
  );
  return rows.map(({ account, region }) => ({ Account: account, Region: region }));
};

/** Returns those of the executions of an account and region that are stored. */
export const storedExecutions = async (
  { sql }: Archive,
  { Account, Region }: ArchiveLocation,
  WindowExecutionIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await sql.all<{ execution_id: string }>(
    `SELECT execution_id FROM run JOIN location ON location.id = run.location
      WHERE account = ?1 AND region = ?2 AND execution_id IN (SELECT value FROM json_each(?3))`,
    [Account, Region, JSON.stringify(WindowExecutionIds)],
  );
  return new Set(rows.map(({ execution_id }) => execution_id));
};

/**
 * Reads the whole snapshot of a stored run.
 *
 * @returns undefined if the run is not stored.
 * @throws ArchiveError if its document is missing or damaged.
 */
export const readStoredSnapshot = async (
  { sql, documents }: Archive,
  { Account, Region, WindowExecutionId }: ArchiveLocation & { readonly WindowExecutionId: string },
): Promise<Snapshot | undefined> => {
  const [row] = await sql.all<DocumentIndex & { readonly document_key: string }>(
    `SELECT run.document_key, document.parts, document.started
      FROM run JOIN location ON location.id = run.location JOIN document ON document.run = run.id
      WHERE account = ?1 AND region = ?2 AND execution_id = ?3`,
    [Account, Region, WindowExecutionId],
  );
  if (row === undefined) return undefined;
  return readDocument(documents, placeOf(row.document_key, row));
};
