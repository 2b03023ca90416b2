/**
 * The tables of an archive as SQL text for SQLite.
 *
 * Times are milliseconds since 1970 in columns that end with `_ms`. Foreign keys are checked between the small tables; rows of
 * machines are inserted by joins with their parents, so a check of each would only cost time.
 */

/** Results of machines by their number in `machine_run.result`. The order is a part of the schema: add words only at the end. */
export const resultWords = [
  "passed",
  "failed",
  "timedOut",
  "unreachable",
  "cancelled",
  "notRun",
  "unknown",
  "running",
  "pending",
] as const;

/** Patch results by their number in `machine_run.patch`. The order is a part of the schema: add words only at the end. */
export const patchWords = [
  "patched",
  "missing",
  "failed",
  "rejected",
  "rebootPending",
  "notRun",
  "unknown",
  "overwritten",
  "running",
  "scanned",
] as const;

const wordRows = (words: readonly string[]): string =>
  words.map((word, number) => `(${number}, '${word}')`).join(", ");

/** Statements of the first version, one text each. */
export const tables: readonly string[] = [
  `CREATE TABLE location (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL, -- 12 digits; empty if the source has no account, such as the demo
    region TEXT NOT NULL, -- empty if the source has no region
    UNIQUE (account, region)
  ) STRICT`,

  `CREATE TABLE maintenance_window (
    id INTEGER PRIMARY KEY,
    location INTEGER NOT NULL REFERENCES location (id),
    window_id TEXT NOT NULL,
    name TEXT, -- as of the newest stored run
    item TEXT, -- the window's item in DescribeMaintenanceWindows, as JSON
    item_ms INTEGER NOT NULL DEFAULT 0, -- start of the run that name and item are from
    UNIQUE (location, window_id)
  ) STRICT`,

  // Trends read these counts. Counting the rows of machines takes seconds for a year.
  `CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    location INTEGER NOT NULL REFERENCES location (id),
    maintenance_window INTEGER REFERENCES maintenance_window (id), -- NULL if the window was deleted before the run was read
    execution_id TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER,
    status TEXT,
    status_details TEXT,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    false_green INTEGER NOT NULL, -- 1: AWS reports SUCCESS, and the verdict is not PASSED
    complete INTEGER NOT NULL, -- 0: something could not be read
    gaps INTEGER NOT NULL, -- number of requests that failed
    tasks INTEGER NOT NULL,
    machine_rows INTEGER NOT NULL, -- one for each machine and invocation
    machines INTEGER NOT NULL, -- different machines, each counted below with its worst result
    machines_exact INTEGER NOT NULL, -- 0: there may be more
    passed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    timed_out INTEGER NOT NULL,
    unreachable INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    not_run INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    open INTEGER NOT NULL, -- running and pending
    patch_rows INTEGER NOT NULL, -- rows with a patch result; 0 if the run does not patch
    patched INTEGER NOT NULL,
    patch_missing INTEGER NOT NULL,
    patch_failed INTEGER NOT NULL,
    patch_rejected INTEGER NOT NULL,
    reboot_pending INTEGER NOT NULL,
    scanned INTEGER NOT NULL,
    need_patches INTEGER NOT NULL, -- scanned machines that need patches
    patch_unproven INTEGER NOT NULL, -- rows of which it is unknown whether the run patched them
    sensitive INTEGER NOT NULL, -- 1: the document has sensitive members
    read_ms INTEGER NOT NULL, -- when the run was read from AWS
    stored_ms INTEGER NOT NULL,
    document_key TEXT NOT NULL UNIQUE,
    UNIQUE (location, execution_id)
  ) STRICT`,
  `CREATE INDEX run_by_window ON run (maintenance_window, start_ms)`,
  `CREATE INDEX run_by_start ON run (start_ms)`,
  `CREATE INDEX run_by_execution ON run (execution_id)`,

  `CREATE TABLE machine (
    id INTEGER PRIMARY KEY,
    location INTEGER NOT NULL REFERENCES location (id),
    instance_id TEXT NOT NULL,
    name TEXT,
    UNIQUE (location, instance_id)
  ) STRICT`,
  `CREATE INDEX machine_by_instance ON machine (instance_id)`,

  `CREATE TABLE machine_patch (
    machine INTEGER PRIMARY KEY REFERENCES machine (id),
    patched_ms INTEGER, -- start of the newest run after which the machine was patched
    state_ms INTEGER, -- when the state of the following counts was written
    missing INTEGER,
    failed INTEGER,
    reboot_pending INTEGER,
    critical INTEGER,
    security INTEGER
  ) STRICT`,

  `CREATE TABLE cause (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    weight TEXT NOT NULL,
    text TEXT NOT NULL -- the normalised output line; empty without one
  ) STRICT`,

  // The rows of a run are next to each other, and new runs are appended.
  `CREATE TABLE machine_run (
    run INTEGER NOT NULL,
    machine INTEGER NOT NULL,
    row INTEGER NOT NULL, -- 0; 1 and more for further rows of a machine that is in several invocations of the run
    result INTEGER NOT NULL, -- as in result_word
    cause INTEGER,
    patch INTEGER, -- as in patch_word; NULL if the invocation does not patch
    response_code INTEGER,
    seconds INTEGER, -- duration
    part INTEGER, -- part of the document with the machine's command invocation
    PRIMARY KEY (run, machine, row)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX machine_run_by_machine ON machine_run (machine, run)`,

  `CREATE TABLE run_cause (
    run INTEGER NOT NULL,
    cause INTEGER NOT NULL REFERENCES cause (id),
    machines INTEGER NOT NULL, -- different machines
    machine_rows INTEGER NOT NULL,
    PRIMARY KEY (run, cause)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX run_cause_by_cause ON run_cause (cause, run)`,

  `CREATE TABLE document (
    run INTEGER PRIMARY KEY REFERENCES run (id),
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    parts TEXT NOT NULL, -- JSON: where each part starts, and its first entry
    started BLOB NOT NULL -- 4 bytes for each command and automation of the run, to find the run of an ID
  ) STRICT`,

  // Written before a document and deleted with the run's rows, so a killed process leaves no document behind for good.
  `CREATE TABLE loose_document (
    key TEXT PRIMARY KEY,
    since_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,

  // Documents, where they are in the database. Several rows each, because hosts limit a row to 2 MB.
  `CREATE TABLE document_chunk (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (key, number)
  ) STRICT`,

  `CREATE TABLE collection (
    id INTEGER PRIMARY KEY,
    location INTEGER NOT NULL REFERENCES location (id),
    started_ms INTEGER NOT NULL,
    ended_ms INTEGER, -- NULL while it runs, and if it was killed
    from_ms INTEGER NOT NULL, -- executions that started in this interval were listed
    to_ms INTEGER NOT NULL,
    runs INTEGER NOT NULL DEFAULT 0, -- stored
    requests INTEGER NOT NULL DEFAULT 0,
    error TEXT
  ) STRICT`,
  `CREATE INDEX collection_by_location ON collection (location, started_ms)`,

  // What AWS no longer had when it was collected, or could not be read.
  `CREATE TABLE collection_gap (
    id INTEGER PRIMARY KEY,
    location INTEGER NOT NULL REFERENCES location (id),
    window_id TEXT NOT NULL DEFAULT '', -- empty: the whole location
    execution_id TEXT NOT NULL DEFAULT '', -- empty: any execution of the interval
    from_ms INTEGER NOT NULL,
    to_ms INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    noted_ms INTEGER NOT NULL,
    closed_ms INTEGER, -- when it was read after all
    UNIQUE (location, window_id, execution_id, from_ms, to_ms)
  ) STRICT`,

  // The collector's own place in its work, as JSON.
  `CREATE TABLE collection_state (
    location INTEGER PRIMARY KEY REFERENCES location (id),
    state TEXT NOT NULL,
    updated_ms INTEGER NOT NULL
  ) STRICT`,

  `CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE, -- sent with the message, so a receiver can drop one that comes twice
    subject TEXT NOT NULL, -- what it is about: an execution, a missed start, a day
    destination TEXT NOT NULL,
    kind TEXT NOT NULL,
    run INTEGER, -- NULL for messages that are not about one run
    body TEXT, -- JSON of what the message needs besides the run
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'dead')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_ms INTEGER NOT NULL, -- not sent before
    lease_ms INTEGER, -- while it is sent: when another sender may take it
    last_error TEXT,
    created_ms INTEGER NOT NULL,
    sent_ms INTEGER,
    UNIQUE (subject, destination, kind)
  ) STRICT`,
  `CREATE INDEX outbox_by_state ON outbox (state, next_ms)`,

  `CREATE TABLE result_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT`,
  `INSERT INTO result_word (id, word) VALUES ${wordRows(resultWords)}`,
  `CREATE TABLE patch_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT`,
  `INSERT INTO patch_word (id, word) VALUES ${wordRows(patchWords)}`,

  // For queries by people: names and times instead of numbers.
  `CREATE VIEW runs AS
    SELECT location.account, location.region, maintenance_window.window_id, maintenance_window.name AS window_name,
      run.execution_id, strftime('%Y-%m-%dT%H:%M:%SZ', run.start_ms / 1000, 'unixepoch') AS start_time,
      (run.end_ms - run.start_ms) / 1000 AS seconds, run.status, run.verdict, run.reason, run.complete, run.machines,
      run.passed, run.failed, run.timed_out, run.unreachable, run.cancelled, run.not_run, run.unknown, run.patched,
      run.id AS run
    FROM run
    JOIN location ON location.id = run.location
    LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window`,
  `CREATE VIEW machine_runs AS
    SELECT location.account, location.region, maintenance_window.window_id, maintenance_window.name AS window_name,
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
