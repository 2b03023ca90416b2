/** An archive of 30 nights, made by statements instead of by reading an account. */
import { openArchive } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";

export const archiveNow = "2026-11-30T12:00:00Z";

const DAY = 24 * 3_600_000;
const NIGHTS = 30;

/** Machines of a night: web-1 fails the last 6 nights, web-2 only tonight, and web-3 failed once; web-4 does not take patches. */
const failing = (machine: number, age: number): boolean =>
  (machine === 1 && age < 6) || (machine === 2 && age === 0) || (machine === 3 && age === 11);

/** Writes the archive. Nights 20 and 21 before the last one were not collected. */
export const makeArchive = async (path: string): Promise<void> => {
  const now = new Date(archiveNow);
  const sql = await openSqliteFile(path);
  await openArchive({ sql, now: () => now });
  const run = (text: string, ...values: (string | number | null)[]) => sql.run(text, values);
  await run("INSERT INTO location (account, region) VALUES ('111122223333', 'eu-west-1')");
  await run(
    "INSERT INTO maintenance_window (location, window_id, name) VALUES (1, 'mw-0123456789abcdef0', 'patch-nightly')",
  );
  await run(
    "INSERT INTO cause (key, slug, title, weight, text) VALUES ('k', 'disk-full', 'Disk full', 'failure', 'No space')",
  );
  for (const machine of [1, 2, 3, 4])
    await run(
      "INSERT INTO machine (location, instance_id, name, seen_ms) VALUES (1, ?1, ?2, ?3)",
      `i-${String(machine).padStart(17, "0")}`,
      `web-${machine}`,
      now.getTime() - 8 * 3_600_000,
    );
  for (let age = NIGHTS - 1; age >= 0; age -= 1) {
    if (age === 20 || age === 21) continue;
    const start = now.getTime() - 8 * 3_600_000 - age * DAY;
    const failed = [1, 2, 3].filter((machine) => failing(machine, age));
    await run(
      `INSERT INTO run (location, maintenance_window, execution_id, window_name, start_ms, end_ms, status, verdict, reason,
          false_green, complete, gaps, tasks, machine_rows, machines, machines_exact, good, not_patched, passed, failed,
          timed_out, unreachable, cancelled, not_run, unknown, open, patch_rows, patched, patch_missing, patch_failed,
          patch_rejected, reboot_pending, scanned, need_patches, patch_unproven, sensitive, read_ms, stored_ms, document_key)
        VALUES (1, 1, ?1, 'patch-nightly', ?2, ?3, 'SUCCESS', 'PARTIAL', '', 1, 1, 0, 1, 4, 4, 1, ?4, 1, ?5, ?6,
          0, 0, 0, 0, 0, 0, 4, ?4, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?1)`,
      `00000000-0000-4000-8000-${String(age).padStart(12, "0")}`,
      start,
      start + 90_000,
      3 - failed.length,
      4 - failed.length,
      failed.length,
    );
    const [stored] = await sql.all<{ id: number }>("SELECT max(id) AS id FROM run");
    const id = stored?.id ?? 0;
    for (const machine of [1, 2, 3, 4]) {
      const isFailed = failed.includes(machine);
      const patch = machine === 4 ? 1 : isFailed ? 2 : 0;
      await run(
        "INSERT INTO machine_run (run, machine, row, result, cause, patch, seconds) VALUES (?1, ?2, 0, ?3, ?4, ?5, 60)",
        id,
        machine,
        isFailed ? 1 : 0,
        isFailed || machine === 4 ? 1 : null,
        patch,
      );
      await run(
        `INSERT INTO machine_patch (machine, run_ms, run_patch, patched_ms) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE
          SET run_ms = excluded.run_ms, run_patch = excluded.run_patch, patched_ms = ifnull(excluded.patched_ms, patched_ms)`,
        machine,
        start,
        patch,
        patch === 0 ? start : null,
      );
    }
    await run(
      "INSERT INTO run_cause (run, cause, machines, machine_rows) VALUES (?1, 1, ?2, ?2)",
      id,
      failed.length + 1,
    );
  }
  await run(
    `INSERT INTO collection_gap (location, from_ms, to_ms, code, message, noted_ms)
      VALUES (1, ?1, ?2, 'no-response', 'AWS did not respond.', 0)`,
    now.getTime() - 21.5 * DAY,
    now.getTime() - 19.5 * DAY,
  );
  await run(
    "INSERT INTO collection_state (location, from_ms, looked_ms) VALUES (1, ?1, ?2)",
    now.getTime() - 40 * DAY,
    now.getTime() - 60_000,
  );
  sql.close();
};
