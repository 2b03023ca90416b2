import type { Archive } from "../open/open-archive.ts";
import { hexOf } from "../documents/bytes.ts";
import { endOf, placeOf } from "../documents/read-document.ts";
import { isArchiveError } from "../error/archive-error.ts";

/** Something in an archive that is not as it was written. */
export interface ArchiveProblem {
  /** The execution whose run has the problem; absent for the database as a whole. */
  readonly WindowExecutionId?: string | undefined;
  /** What is wrong, in one sentence. */
  readonly problem: string;
}

/** The result of one step of `verifyArchive`. */
export interface VerifiedRuns {
  /** Number of runs checked in this step. */
  readonly runs: number;
  /** Differences between documents and rows. */
  readonly problems: readonly ArchiveProblem[];
  /** Where to continue. Undefined: every run was checked. */
  readonly next: number | undefined;
}

/** The last time that a date can have, in milliseconds. */
const LATEST = 8_640_000_000_000_000;

/** Runs to check in a step. */
const STEP = 100;

/**
 * Checks a bounded number of runs: that each document is there and matches its checksum and its index, and that the rows are not
 * more than the run has and refer to machines and causes that exist. The first step also checks the structure of the database, where the host allows it.
 *
 * @param from - `next` of the step before. Default: from the first run.
 */
export const verifyArchive = async (archive: Archive, from = 0): Promise<VerifiedRuns> => {
  const { sql } = archive;
  const runs = await sql.all<StoredRunRow>(
    `SELECT run.id, run.execution_id, run.document_key, document.bytes, document.sha256, document.parts,
        document.started, run.machine_rows AS expected_rows,
        run.start_ms NOT BETWEEN 0 AND ${LATEST} OR ifnull(run.end_ms, 0) NOT BETWEEN 0 AND ${LATEST} AS wrong_time,
        (SELECT count(*) FROM machine_run WHERE machine_run.run = run.id) AS machine_rows,
        (SELECT count(*) FROM machine_run JOIN machine ON machine.id = machine_run.machine
          LEFT JOIN cause ON cause.id = machine_run.cause
          WHERE machine_run.run = run.id AND machine.location = run.location
            AND (machine_run.cause IS NULL OR cause.id IS NOT NULL)) AS whole_rows
      FROM run LEFT JOIN document ON document.run = run.id WHERE run.id > ?1 ORDER BY run.id LIMIT ${STEP}`,
    [from],
  );
  const problems: ArchiveProblem[] = from === 0 ? [...(await problemsOfDatabase(archive))] : [];
  for (const run of runs) {
    const problem = await problemOf(archive, run);
    if (problem !== undefined) problems.push({ WindowExecutionId: run.execution_id, problem });
  }
  return { runs: runs.length, problems, next: runs.length < STEP ? undefined : runs.at(-1)?.id };
};

interface StoredRunRow {
  readonly id: number;
  readonly execution_id: string;
  readonly document_key: string;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly parts: string | null;
  readonly started: Uint8Array | null;
  /** Rows of machines, and of invocations without a machine. */
  readonly expected_rows: number;
  /** 1: it starts or ends at a time that no calendar has. */
  readonly wrong_time: number;
  readonly machine_rows: number;
  readonly whole_rows: number;
}

const problemOf = async ({ documents }: Archive, run: StoredRunRow): Promise<string | undefined> => {
  const { document_key: key, machine_rows, whole_rows, parts, started } = run;
  if (run.wrong_time !== 0) return "Its time is wrong.";
  if (machine_rows > run.expected_rows)
    return `It has ${machine_rows} rows of machines, and the run has ${run.expected_rows}.`;
  if (machine_rows !== whole_rows)
    return `${machine_rows - whole_rows} of its ${machine_rows} rows refer to a machine or a cause that does not exist.`;
  if (run.sha256 === null || parts === null || started === null)
    return `The index of document ${key} is missing.`;
  const bytes = await documents.get(key);
  if (bytes === undefined) return `Document ${key} is missing.`;
  if (bytes.length !== run.bytes) return `Document ${key} has ${bytes.length} bytes instead of ${run.bytes}.`;
  const sha256 = hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  if (sha256 !== run.sha256) return `Document ${key} does not match its checksum.`;
  try {
    // A part follows: the line with the checksum.
    const isWhole = endOf(placeOf(key, { parts, started })) < bytes.length;
    return isWhole ? undefined : `Document ${key} ends before its index.`;
  } catch (error) {
    if (!isArchiveError(error)) throw error;
    return error.problem;
  }
};

const problemsOfDatabase = async ({ sql }: Archive): Promise<readonly ArchiveProblem[]> => {
  let rows: readonly object[];
  try {
    rows = await sql.all("PRAGMA quick_check");
  } catch (error) {
    // Durable Objects do not allow it; Cloudflare checks their storage itself.
    if (/not authorized/iu.test(String(error))) return [];
    throw error;
  }
  const lines = rows.flatMap((row) => Object.values(row).map(String)).filter((line) => line !== "ok");
  return lines.map((line) => ({ problem: `The database is damaged: ${line}.` }));
};
