/** The views of an archive as SQL text, for queries by people: names and times instead of numbers. docs/trends.md documents them. */

const time = (column: string): string => `strftime('%Y-%m-%dT%H:%M:%SZ', ${column} / 1000, 'unixepoch')`;

const place = "location.account, location.region";
const windowOfRun = `${place}, maintenance_window.window_id, run.window_name, run.execution_id,
      ${time("run.start_ms")} AS start_time`;

export const views: readonly string[] = [
  `CREATE VIEW runs AS
    SELECT ${windowOfRun}, (run.end_ms - run.start_ms) / 1000 AS seconds, run.status, run.verdict, run.reason,
      run.complete, run.machines, run.good, run.not_patched, run.passed, run.failed, run.timed_out, run.unreachable,
      run.cancelled, run.not_run, run.unknown, run.patched, run.id AS run
    FROM run
    JOIN location ON location.id = run.location
    LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window`,
  `CREATE VIEW machine_runs AS
    SELECT ${windowOfRun}, machine.instance_id, machine.name AS instance_name, result_word.word AS result,
      cause.slug AS cause, cause.title AS cause_title, patch_word.word AS patch, machine_run.response_code,
      machine_run.seconds, run.id AS run, machine.id AS machine
    FROM machine_run
    JOIN run ON run.id = machine_run.run
    JOIN location ON location.id = run.location
    JOIN machine ON machine.id = machine_run.machine
    JOIN result_word ON result_word.id = machine_run.result
    LEFT JOIN patch_word ON patch_word.id = machine_run.patch
    LEFT JOIN cause ON cause.id = machine_run.cause
    LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window`,
  `CREATE VIEW run_causes AS
    SELECT ${windowOfRun}, cause.slug AS cause, cause.title AS cause_title, cause.weight, cause.text AS error,
      run_cause.machines, run.id AS run
    FROM run_cause
    JOIN cause ON cause.id = run_cause.cause
    JOIN run ON run.id = run_cause.run
    JOIN location ON location.id = run.location
    LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window`,
  `CREATE VIEW machines AS
    SELECT ${place}, machine.instance_id, machine.name AS instance_name, ${time("machine.seen_ms")} AS last_run_time,
      ${time("machine_patch.patched_ms")} AS patched_time, ${time("machine_patch.run_ms")} AS last_patch_run_time,
      patch_word.word AS last_patch, machine_patch.missing, machine_patch.failed, machine_patch.reboot_pending,
      machine_patch.critical, machine_patch.security, machine.id AS machine
    FROM machine
    JOIN location ON location.id = machine.location
    LEFT JOIN machine_patch ON machine_patch.machine = machine.id
    LEFT JOIN patch_word ON patch_word.id = machine_patch.run_patch`,
];
