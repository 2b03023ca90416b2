/** The views of an archive as SQL text, for queries by people: names and times instead of numbers. */
export const views: readonly string[] = [
  `CREATE VIEW runs AS
    SELECT location.account, location.region, maintenance_window.window_id, run.window_name,
      run.execution_id, strftime('%Y-%m-%dT%H:%M:%SZ', run.start_ms / 1000, 'unixepoch') AS start_time,
      (run.end_ms - run.start_ms) / 1000 AS seconds, run.status, run.verdict, run.reason, run.complete, run.machines,
      run.passed, run.failed, run.timed_out, run.unreachable, run.cancelled, run.not_run, run.unknown, run.patched,
      run.id AS run
    FROM run
    JOIN location ON location.id = run.location
    LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window`,
  `CREATE VIEW machine_runs AS
    SELECT location.account, location.region, maintenance_window.window_id, run.window_name,
      run.execution_id, strftime('%Y-%m-%dT%H:%M:%SZ', run.start_ms / 1000, 'unixepoch') AS start_time,
      machine.instance_id, machine.name AS instance_name, result_word.word AS result, cause.slug AS cause,
      cause.title AS cause_title, patch_word.word AS patch, machine_run.response_code, machine_run.seconds,
      run.id AS run, machine.id AS machine
    FROM machine_run
    JOIN run ON run.id = machine_run.run
    JOIN location ON location.id = run.location
    JOIN machine ON machine.id = machine_run.machine
    JOIN result_word ON result_word.id = machine_run.result
    LEFT JOIN patch_word ON patch_word.id = machine_run.patch
    LEFT JOIN cause ON cause.id = machine_run.cause
    LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window`,
];
