/**
 * The collector's tables as SQL text. They tell where it is in its work, so that it continues there after a crash, and what it
 * could not collect. Times are milliseconds since 1970.
 */
export const collectTables: readonly string[] = [
  `CREATE TABLE collection_state (
    location INTEGER PRIMARY KEY REFERENCES location (id),
    owner TEXT, -- the collector that works on the location; NULL: none
    lease_ms INTEGER NOT NULL DEFAULT 0, -- another collector may take over after this time
    from_ms INTEGER, -- start of the first look: earlier executions were never collected
    looked_ms INTEGER, -- start of the last complete look
    look TEXT, -- JSON of a look that has begun and is not complete
    fleet TEXT, -- the configuration that has the location; NULL: none
    removed INTEGER NOT NULL DEFAULT 0, -- 1: it was removed from its configuration, and not collected since
    unread TEXT, -- why the windows could not be listed at the last try, as JSON; NULL: they could
    unread_ms INTEGER -- first such try since the last complete look
  ) STRICT`,

  // Written when something changes, not at every look.
  `CREATE TABLE collection_window (
    location INTEGER NOT NULL REFERENCES location (id),
    window_id TEXT NOT NULL,
    item TEXT NOT NULL, -- the window's item in DescribeMaintenanceWindows without sensitive members, as JSON
    covered_ms INTEGER, -- last complete look at the window; NULL: as the location's
    error TEXT, -- why its executions could not be listed since then
    gone INTEGER NOT NULL DEFAULT 0, -- 1: AWS no longer lists the window
    expected_ms INTEGER, -- its next start
    expected_seen_ms INTEGER,
    expected_schedule TEXT,
    PRIMARY KEY (location, window_id)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE collection_run (
    location INTEGER NOT NULL REFERENCES location (id),
    execution_id TEXT NOT NULL,
    window_id TEXT NOT NULL,
    start_ms INTEGER,
    state TEXT NOT NULL CHECK (state IN ('running', 'waiting', 'again')),
    attempts INTEGER NOT NULL,
    next_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL,
    announced INTEGER NOT NULL, -- 1: its messages are in the outbox
    draft TEXT, -- key of the document with what was read before a limit of requests was reached
    PRIMARY KEY (location, execution_id)
  ) STRICT, WITHOUT ROWID`,

  // Starts that did not happen as far as is known. A start that happened has a run instead.
  `CREATE TABLE collection_start (
    location INTEGER NOT NULL REFERENCES location (id),
    window_id TEXT NOT NULL,
    expected_ms INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL, -- when the schedule was last seen to promise it
    schedule TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('open', 'missed', 'unknown')),
    reason TEXT,
    decided_ms INTEGER,
    PRIMARY KEY (location, window_id, expected_ms)
  ) STRICT, WITHOUT ROWID`,
];
