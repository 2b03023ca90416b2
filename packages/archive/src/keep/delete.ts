/** Deletes runs from an archive: those that are too old, and those that a person names. */
import type { Archive } from "../open/open-archive.ts";
import type { SqlStatement, SqlValue } from "../sql/sql.ts";

/** The runs to delete: those that match every given member. */
export interface RunSelection {
  /** Runs that started before this time. */
  readonly before?: Date | undefined;
  readonly Account?: string | undefined;
  readonly Region?: string | undefined;
  readonly WindowId?: string | undefined;
  readonly WindowExecutionIds?: readonly string[] | undefined;
}

/** What a step deleted. */
export interface DeletedRuns {
  /** Number of runs that were deleted. */
  readonly runs: number;
  /** Whether runs of the selection are left: call again. */
  readonly more: boolean;
}

/** Rows of machines to delete in a step, unless one run has more. Hosts limit the time of a transaction. */
const STEP = 50_000;

/** Maximum number of runs to delete in a step. */
const RUNS = 500;

/**
 * Deletes a bounded number of runs with their documents, the oldest first. A process that is killed leaves each run whole or
 * deleted, and documents that `deleteLooseDocuments` deletes. Messages about the runs stay, so none is sent again. The last step
 * also deletes the gaps and expected starts of a time, if all its runs are deleted.
 *
 * @throws RangeError without any member in the selection.
 */
export const deleteRuns = async (archive: Archive, selection: RunSelection): Promise<DeletedRuns> => {
  const { sql } = archive;
  const { where, values } = conditionOf(selection);
  const found = await sql.all<{ id: number; document_key: string; machine_rows: number }>(
    `SELECT run.id, run.document_key, run.machine_rows FROM run JOIN location ON location.id = run.location
      LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window
      WHERE ${where} ORDER BY run.start_ms, run.id LIMIT ${RUNS + 1}`,
    values,
  );
  let rows = 0;
  const step = found.slice(0, RUNS).filter(({ machine_rows }, index) => {
    rows += machine_rows;
    return index === 0 || rows <= STEP;
  });
  if (step.length > 0) {
    const ids = JSON.stringify(step.map(({ id }) => id));
    await sql.batch(deletionOf(ids));
    await deleteDocuments(
      archive,
      step.map(({ document_key }) => document_key),
    );
  }
  const more = found.length > step.length;
  if (!more && step.length > 0) await sql.batch(pruning);
  if (!more) await sql.batch(recordsBefore(selection));
  if (step.length > 0) await sql.maintain();
  return { runs: step.length, more };
};

/**
 * Counts the runs of a selection, before they are deleted.
 *
 * @throws RangeError without any member in the selection.
 */
export const countRuns = async ({ sql }: Archive, selection: RunSelection): Promise<number> => {
  const { where, values } = conditionOf(selection);
  const [row] = await sql.all<{ count: number }>(
    `SELECT count(*) AS count FROM run JOIN location ON location.id = run.location
      LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window WHERE ${where}`,
    values,
  );
  return row?.count ?? 0;
};

/**
 * Deletes a bounded number of runs that started more than `keepDays` days ago, as `deleteRuns`. The age is that at 31 days after the
 * newest stored run, if this is earlier: a clock that is years ahead must not delete the archive.
 *
 * @throws RangeError if `keepDays` is not a positive number.
 */
export const deleteOldRuns = async (archive: Archive, keepDays: number): Promise<DeletedRuns> => {
  if (!(keepDays > 0)) {
    throw new RangeError(`${keepDays} is not a valid number of days. Use a number greater than 0.`);
  }
  const [newest] = await archive.sql.all<{ start_ms: number | null }>(
    "SELECT max(start_ms) AS start_ms FROM run",
  );
  const now = Math.min(archive.now().getTime(), (newest?.start_ms ?? Infinity) + MONTH);
  return deleteRuns(archive, { before: new Date(now - keepDays * DAY) });
};

const DAY = 86_400_000;
const MONTH = 31 * DAY;

const conditionOf = (
  selection: RunSelection,
): { readonly where: string; readonly values: readonly SqlValue[] } => {
  const { before, Account, Region, WindowId, WindowExecutionIds } = selection;
  const conditions: readonly (readonly [string, SqlValue | undefined])[] = [
    ["run.start_ms < ?", before?.getTime()],
    ["location.account = ?", Account],
    ["location.region = ?", Region],
    ["maintenance_window.window_id = ?", WindowId],
    [
      "run.execution_id IN (SELECT value FROM json_each(?))",
      WindowExecutionIds === undefined ? undefined : JSON.stringify(WindowExecutionIds),
    ],
  ];
  const given = conditions.flatMap(([text, value]) => (value === undefined ? [] : [{ text, value }]));
  if (given.length === 0) {
    throw new RangeError(
      "The selection of runs to delete is empty. Give a time, an account, a window or an execution.",
    );
  }
  return { where: given.map(({ text }) => text).join(" AND "), values: given.map(({ value }) => value) };
};

const deletionOf = (ids: string): readonly SqlStatement[] => [
  {
    // Noted in the same transaction, so that a killed process leaves no document without a note.
    text: `INSERT INTO loose_document (key, since_ms)
      SELECT document_key, 0 FROM run WHERE id IN (SELECT value FROM json_each(?1)) ON CONFLICT DO NOTHING`,
    values: [ids],
  },
  ...["machine_run.run", "run_cause.run", "document.run", "run.id"].map((name) => {
    const [table = "", column = ""] = name.split(".");
    return {
      text: `DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?1))`,
      values: [ids],
    };
  }),
];

/** Deletes what only deleted runs referred to. */
const pruning: readonly SqlStatement[] = [
  {
    text: `DELETE FROM machine_patch WHERE NOT EXISTS (SELECT 1 FROM machine_run WHERE machine_run.machine = machine_patch.machine)`,
  },
  {
    text: `DELETE FROM machine WHERE NOT EXISTS (SELECT 1 FROM machine_run WHERE machine_run.machine = machine.id)`,
  },
  {
    text: `DELETE FROM cause WHERE NOT EXISTS (SELECT 1 FROM run_cause WHERE run_cause.cause = cause.id)
      AND NOT EXISTS (SELECT 1 FROM machine_run WHERE machine_run.cause = cause.id)`,
  },
  {
    text: `DELETE FROM maintenance_window
      WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.maintenance_window = maintenance_window.id)`,
  },
];

/**
 * Deletes what the collector noted about a time of which all runs are deleted, so that the notes do not grow indefinitely. The
 * archive begins after that time.
 */
const recordsBefore = ({
  before,
  Account,
  Region,
  WindowId,
  WindowExecutionIds,
}: RunSelection): readonly SqlStatement[] => {
  if (before === undefined || WindowId !== undefined || WindowExecutionIds !== undefined) return [];
  const within =
    "location IN (SELECT id FROM location WHERE (?2 IS NULL OR account = ?2) AND (?3 IS NULL OR region = ?3))";
  return [
    `DELETE FROM collection_gap WHERE to_ms < ?1 AND ${within}`,
    `DELETE FROM collection_start WHERE expected_ms < ?1 AND outcome <> 'open' AND ${within}`,
    // A window that AWS does not list any more, and of which nothing is stored.
    `DELETE FROM collection_window WHERE gone = 1 AND ifnull(covered_ms, 0) < ?1 AND ${within}
      AND NOT EXISTS (SELECT 1 FROM collection_run AS run WHERE run.location = collection_window.location AND run.window_id = collection_window.window_id)
      AND NOT EXISTS (SELECT 1 FROM collection_start AS start WHERE start.location = collection_window.location
        AND start.window_id = collection_window.window_id)
      AND NOT EXISTS (SELECT 1 FROM maintenance_window AS w WHERE w.location = collection_window.location AND w.window_id = collection_window.window_id)`,
    `UPDATE collection_state SET from_ms = ?1 WHERE from_ms < ?1 AND ${within}`,
  ].map((text) => ({ text, values: [before.getTime(), Account ?? null, Region ?? null] }));
};

/** Deletes documents of which no run is stored, and their notes. */
export const deleteDocuments = async (
  { sql, documents }: Pick<Archive, "sql" | "documents">,
  keys: readonly string[],
): Promise<void> => {
  await documents.delete(keys);
  await sql.run("DELETE FROM loose_document WHERE key IN (SELECT value FROM json_each(?1))", [
    JSON.stringify(keys),
  ]);
};

/** Time after which a document without a run is left over, in milliseconds: storing a run takes less. */
const LOOSE = 3_600_000;

/** Maximum number of documents to delete in a step. */
const DOCUMENTS = 500;

/** Deletes a bounded number of documents that killed processes left. Returns their number. */
export const deleteLooseDocuments = async (archive: Archive): Promise<number> => {
  const rows = await archive.sql.all<{ key: string; is_used: number }>(
    `SELECT key, EXISTS (SELECT 1 FROM run WHERE document_key = key) AS is_used FROM loose_document
      WHERE since_ms < ?1 ORDER BY since_ms LIMIT ${DOCUMENTS}`,
    [archive.now().getTime() - LOOSE],
  );
  const left = rows.filter(({ is_used }) => is_used === 0).map(({ key }) => key);
  // The notes of used ones are left over: another process stored the same document.
  const used = rows.filter(({ is_used }) => is_used !== 0).map(({ key }) => key);
  await archive.sql.run("DELETE FROM loose_document WHERE key IN (SELECT value FROM json_each(?1))", [
    JSON.stringify(used),
  ]);
  await deleteDocuments(archive, left);
  return left.length;
};
