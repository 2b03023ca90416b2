/** A year of nights in an archive without documents: 10,000 machines in 11 windows, 3.65 million rows of machines. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { migrations, openArchive, type SqlStatement } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";

export const NIGHTS = 365;

/** When the archive is asked. */
export const UNTIL = new Date("2026-11-30T12:00:00Z");

const DAY = 86_400_000;

/** Machines of each window: one large window, and ten small ones. */
const SIZES = [5000, ...Array.from({ length: 10 }, () => 500)];

const MACHINES = SIZES.reduce((sum, size) => sum + size, 0);

/** Number of rows of machines. */
export const ROWS = NIGHTS * MACHINES;

const CAUSES = 40;

/**
 * Returns the path of the archive's file. Making it takes half a minute, so it stays in the folder of temporary files for the next
 * benchmark, until the tables or this module change.
 */
export const yearFile = async (): Promise<string> => {
  const hash = createHash("sha256").update(JSON.stringify(migrations));
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  const path = join(tmpdir(), `windowpane-bench-year-${hash.digest("hex").slice(0, 12)}.sqlite`);
  if (existsSync(path)) return path;
  const made = `${path}.${process.pid}`;
  const sql = await openSqliteFile(made);
  await openArchive({ sql, now: () => UNTIL });
  await sql.batch(fixedRows());
  for (let night = 0; night < NIGHTS; night += 1) await sql.batch(nightRows(night));
  sql.close();
  withoutStatistics(made);
  renameSync(made, path);
  return path;
};

/** A host such as D1 has no statistics of tables until someone asks for them, so questions must not need them. */
const withoutStatistics = (path: string): void => {
  const file = new DatabaseSync(path);
  file.exec(
    "DROP TABLE IF EXISTS sqlite_stat4; DROP TABLE IF EXISTS sqlite_stat1; PRAGMA journal_mode = DELETE",
  );
  file.close();
  for (const end of ["-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
};

const numbers = (last: number): string =>
  `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`;

const fixedRows = (): readonly SqlStatement[] =>
  [
    "INSERT INTO location (account, region) VALUES ('111122223333', 'eu-west-1')",
    `INSERT INTO maintenance_window (location, window_id, name, item_ms) ${numbers(SIZES.length)}
      SELECT 1, printf('mw-%017x', i), 'window-' || i, ${UNTIL.getTime()} FROM n`,
    `INSERT INTO machine (location, instance_id, name, seen_ms) ${numbers(MACHINES)}
      SELECT 1, printf('i-%017x', i), 'machine-' || i, ${startOf(NIGHTS - 1, 0)} FROM n`,
    `INSERT INTO machine_patch (machine, run_ms, run_patch, patched_ms)
      SELECT id, seen_ms, 0, seen_ms - (id % 40) * ${DAY} FROM machine`,
    `INSERT INTO cause (key, slug, title, weight, text) ${numbers(CAUSES)}
      SELECT 'cause-' || i, 'cause-' || i, 'Cause ' || i, 'failure', '' FROM n`,
    `INSERT INTO collection_state (location, from_ms, looked_ms)
      VALUES (1, ${startOf(0, 0)}, ${UNTIL.getTime() - 3_600_000})`,
  ].map((text) => ({ text }));

/** Windows start ten minutes apart, from 02:00. */
const startOf = (night: number, window: number): number =>
  UNTIL.getTime() - (NIGHTS - 1 - night) * DAY - 10 * 3_600_000 + window * 600_000;

/** Two of 100 machines fail, each night others; one of 100 fails every other night. */
const nightRows = (night: number): readonly SqlStatement[] => {
  let before = 0;
  return SIZES.flatMap((size, window): SqlStatement[] => {
    const run = night * SIZES.length + window + 1;
    const start = startOf(night, window);
    const first = before + 1;
    before += size;
    const noise = `(((m * 7919 + ${night} * 104729) % 65521) * 31 % 1000)`;
    return [
      {
        text: `INSERT INTO machine_run (run, machine, row, result, cause, patch, response_code, seconds, part)
          SELECT ${run}, m, 0, fails, CASE fails WHEN 1 THEN 1 + (m * 31 + ${night}) % ${CAUSES} END,
            CASE fails WHEN 0 THEN 0 END, fails, 60 + m % 600, m / 500
          FROM (SELECT m, ${noise} < CASE m % 100 WHEN 0 THEN 500 ELSE 20 END AS fails
            FROM (${numbers(size)} SELECT ${first} - 1 + i AS m FROM n))`,
      },
      {
        text: `INSERT INTO run_cause (run, cause, machines, machine_rows)
          SELECT run, cause, count(*), count(*) FROM machine_run WHERE run = ${run} AND cause IS NOT NULL GROUP BY cause`,
      },
      {
        text: `INSERT INTO run (id, location, maintenance_window, execution_id, window_name, start_ms, end_ms, status, verdict,
            reason, false_green, complete, gaps, tasks, machine_rows, machines, machines_exact, good, not_patched, passed, failed,
            timed_out, unreachable, cancelled, not_run, unknown, open, patch_rows, patched, patch_missing, patch_failed,
            patch_rejected, reboot_pending, scanned, need_patches, patch_unproven, sensitive, read_ms, stored_ms, document_key)
          SELECT ${run}, 1, ${window + 1}, 'execution-${run}', 'window-${window + 1}', ${start}, ${start + 5_400_000}, 'FAILED',
            'PARTIAL', '', 0, 1, 0, 1, ${size}, ${size}, 1, ${size} - bad, 0, ${size} - bad, bad, 0, 0, 0, 0, 0, 0,
            ${size} - bad, ${size} - bad, 0, 0, 0, 0, 0, 0, 0, 0, ${start}, ${start}, 'document-${run}'
          FROM (SELECT count(*) AS bad FROM machine_run WHERE run = ${run} AND cause IS NOT NULL)`,
      },
    ];
  });
};
