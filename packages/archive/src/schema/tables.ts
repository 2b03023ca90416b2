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
    window_name TEXT, -- at that time
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
    good INTEGER NOT NULL, -- different machines that passed in every row and do not lack patches
    not_patched INTEGER NOT NULL, -- different machines that passed in every row and are known to lack patches
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
  `CREATE INDEX run_by_location ON run (location, start_ms)`,
  `CREATE INDEX run_incomplete ON run (location) WHERE complete = 0`,
  `CREATE INDEX run_by_window ON run (maintenance_window, start_ms)`,
  `CREATE INDEX run_by_start ON run (start_ms)`,
  `CREATE INDEX run_by_execution ON run (execution_id)`,

  `CREATE TABLE machine (
    id INTEGER PRIMARY KEY,
    location INTEGER NOT NULL REFERENCES location (id),
    instance_id TEXT NOT NULL,
    name TEXT,
    seen_ms INTEGER NOT NULL, -- start of the newest run with the machine
    UNIQUE (location, instance_id)
  ) STRICT`,
  `CREATE INDEX machine_by_instance ON machine (instance_id)`,

  `CREATE TABLE machine_patch (
    machine INTEGER PRIMARY KEY REFERENCES machine (id),
    run_ms INTEGER, -- start of the newest run with a patch result of the machine
    run_patch INTEGER, -- this result, as in patch_word
    patched_ms INTEGER, -- end of the newest installation after which no patches were missing
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
  // Has what trends read of a machine: else, each of its nights would be another page of the table.
  `CREATE INDEX machine_run_by_machine ON machine_run (machine, run, result, patch, cause)`,
  `CREATE INDEX machine_run_by_cause ON machine_run (cause, run, machine) WHERE cause IS NOT NULL`,

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

  // Messages to send. @windowpane/messages writes and reads them.
  `CREATE TABLE outbox (
    id TEXT PRIMARY KEY, -- the webhook-id, made of what the message is about: the same run, destination and kind give the same
    destination TEXT NOT NULL,
    kind TEXT NOT NULL, -- run, missed, digest, test
    account TEXT,
    region TEXT,
    subject TEXT, -- the execution ID of a run, the window ID of a missed start
    title TEXT NOT NULL,
    content TEXT NOT NULL, -- JSON; empty once sent
    created_ms INTEGER NOT NULL,
    due_ms INTEGER NOT NULL, -- not sent before
    state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'dead')),
    gather INTEGER NOT NULL, -- 1: becomes part of a digest
    digest TEXT, -- the digest that it is part of
    lease TEXT, -- the sender that holds it, or held it last without knowing whether it arrived
    leased_until_ms INTEGER,
    attempts INTEGER NOT NULL,
    status INTEGER, -- HTTP status of the last response
    error TEXT,
    ended_ms INTEGER -- when it was sent or became a dead letter
  ) STRICT`,
  `CREATE INDEX outbox_pending ON outbox (destination, due_ms) WHERE state = 'pending'`,
  `CREATE INDEX outbox_digest ON outbox (digest) WHERE digest IS NOT NULL`,
  `CREATE INDEX outbox_ended ON outbox (state, ended_ms)`,

  `CREATE TABLE result_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT`,
  `INSERT INTO result_word (id, word) VALUES ${wordRows(resultWords)}`,
  `CREATE TABLE patch_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT`,
  `INSERT INTO patch_word (id, word) VALUES ${wordRows(patchWords)}`,
];
