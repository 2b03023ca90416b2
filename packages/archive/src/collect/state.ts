/** Reads and writes the collector's tables. Each function can be repeated: a killed collector runs it again. */
import type { Sql, SqlStatement } from "../sql/sql.ts";
import type { ExpectedStart, ListedWindow } from "./expected-starts.ts";
import { collectTimes, type KnownRun } from "./plan-look.ts";

/** A location in the archive's database. */
export interface StateOf {
  readonly sql: Sql;
  /** Number of the location. */
  readonly location: number;
}

/** Where the collector is in its work on a location. */
export interface CollectState {
  /** Start of the first look, less the backlog. Undefined before the first complete look. */
  readonly from: number | undefined;
  /** Start of the last complete look. Undefined before it. */
  readonly lookedAt: number | undefined;
  /** A look that has begun and is not complete. */
  readonly look: UnfinishedLook | undefined;
}

/** A look that ended early: at a limit of requests, or because the process was killed. */
export interface UnfinishedLook {
  readonly startedAt: number;
  /** WindowIds that are done. */
  readonly done: readonly string[];
}

/** A window that the collector has seen. */
export interface KnownWindow {
  readonly WindowId: string;
  readonly item: ListedWindow;
  /** Time of the last complete look at this window, if the location's is later. */
  readonly coveredUntil: number | undefined;
  readonly error: string | undefined;
  readonly isGone: boolean;
  readonly expected: ExpectedStart | undefined;
}

/** Returns the number of a location, which it creates. */
export const locationOf = async (sql: Sql, Account: string, Region: string): Promise<number> => {
  const find = () =>
    sql.all<{ id: number }>("SELECT id FROM location WHERE account = ?1 AND region = ?2", [Account, Region]);
  const [known] = await find();
  if (known !== undefined) return known.id;
  await sql.run("INSERT INTO location (account, region) VALUES (?1, ?2) ON CONFLICT DO NOTHING", [
    Account,
    Region,
  ]);
  const [created] = await find();
  return created?.id ?? 0;
};

interface StateRow {
  readonly from_ms: number | null;
  readonly looked_ms: number | null;
  readonly look: string | null;
}

export const readState = async ({ sql, location }: StateOf): Promise<CollectState> => {
  const [row] = await sql.all<StateRow>(
    "SELECT from_ms, looked_ms, look FROM collection_state WHERE location = ?1",
    [location],
  );
  return {
    from: row?.from_ms ?? undefined,
    lookedAt: row?.looked_ms ?? undefined,
    look: typeof row?.look === "string" ? (JSON.parse(row.look) as UnfinishedLook) : undefined, // Written by `saveLook`.
  };
};

/** Keeps a look that reached a limit. Undefined: all windows are looked at again. */
export const saveLook = ({ location }: StateOf, look: UnfinishedLook | undefined): SqlStatement => ({
  text: "UPDATE collection_state SET look = ?2 WHERE location = ?1",
  values: [location, look === undefined ? null : JSON.stringify(look)],
});

/**
 * Ends a look. The time of the last look does not go back if two collectors ended in another order than they began, but it does if it
 * was written down while the clock was wrong.
 */
export const endLook = (
  { location }: StateOf,
  { startedAt, from }: { readonly startedAt: number; readonly from: number },
): SqlStatement => ({
  text: `UPDATE collection_state SET look = NULL, removed = 0, unread = NULL, unread_ms = NULL, looked_ms = CASE WHEN looked_ms > ?2 AND looked_ms <= ?4 THEN looked_ms ELSE ?2 END,
      from_ms = coalesce(from_ms, ?3)
    WHERE location = ?1`,
  values: [location, startedAt, from, startedAt + collectTimes.overlap],
});

interface WindowRow {
  readonly window_id: string;
  readonly item: string;
  readonly covered_ms: number | null;
  readonly error: string | null;
  readonly gone: number;
  readonly expected_ms: number | null;
  readonly expected_seen_ms: number | null;
  readonly expected_schedule: string | null;
}

export const readWindows = async ({ sql, location }: StateOf): Promise<Map<string, KnownWindow>> => {
  const rows = await sql.all<WindowRow>("SELECT * FROM collection_window WHERE location = ?1", [location]);
  return new Map(rows.map((row) => [row.window_id, windowOf(row)]));
};

const windowOf = (row: WindowRow): KnownWindow => ({
  WindowId: row.window_id,
  item: JSON.parse(row.item) as ListedWindow, // Written by `saveWindows`.
  coveredUntil: row.covered_ms ?? undefined,
  error: row.error ?? undefined,
  isGone: row.gone === 1,
  expected:
    row.expected_ms === null
      ? undefined
      : {
          WindowId: row.window_id,
          at: row.expected_ms,
          seenAt: row.expected_seen_ms ?? 0,
          schedule: row.expected_schedule ?? "",
        },
});

/** Writes windows. All statements of many rows take them as one JSON text, because hosts limit the number of values. */
export const saveWindows = ({ location }: StateOf, windows: readonly KnownWindow[]): SqlStatement => ({
  text: `INSERT INTO collection_window
      (location, window_id, item, covered_ms, error, gone, expected_ms, expected_seen_ms, expected_schedule)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
      FROM json_each(?2) WHERE true
    ON CONFLICT DO UPDATE SET item = excluded.item, covered_ms = excluded.covered_ms, error = excluded.error,
      gone = excluded.gone, expected_ms = excluded.expected_ms, expected_seen_ms = excluded.expected_seen_ms,
      expected_schedule = excluded.expected_schedule`,
  values: [
    location,
    JSON.stringify(
      windows.map(({ WindowId, item, coveredUntil, error, isGone, expected }) => [
        WindowId,
        JSON.stringify(item),
        coveredUntil ?? null,
        error ?? null,
        isGone ? 1 : 0,
        expected?.at ?? null,
        expected?.seenAt ?? null,
        expected?.schedule ?? null,
      ]),
    ),
  ],
});

interface RunRow {
  readonly execution_id: string;
  readonly window_id: string;
  readonly start_ms: number | null;
  readonly state: KnownRun["state"];
  readonly attempts: number;
  readonly next_ms: number;
  readonly seen_ms: number;
  readonly announced: number;
  readonly draft: string | null;
}

export const readRuns = async ({ sql, location }: StateOf): Promise<Map<string, KnownRun>> => {
  const rows = await sql.all<RunRow>("SELECT * FROM collection_run WHERE location = ?1", [location]);
  return new Map(
    rows.map(({ execution_id: WindowExecutionId, ...row }) => [
      WindowExecutionId,
      {
        WindowExecutionId,
        WindowId: row.window_id,
        startedAt: row.start_ms ?? undefined,
        state: row.state,
        attempts: row.attempts,
        nextAt: row.next_ms,
        seenAt: row.seen_ms,
        announced: row.announced === 1,
        draft: row.draft ?? undefined,
      },
    ]),
  );
};

/** Rows in a statement. Their JSON must stay below D1's limit of 2 MB for a bound value. */
const ROWS = 5000;

/** Writes executions. The first look at a busy account can find tens of thousands. */
export const saveRuns = (place: StateOf, runs: readonly KnownRun[]): readonly SqlStatement[] =>
  Array.from({ length: Math.ceil(runs.length / ROWS) }, (_, part) =>
    runsStatement(place, runs.slice(part * ROWS, (part + 1) * ROWS)),
  );

const runsStatement = ({ location }: StateOf, runs: readonly KnownRun[]): SqlStatement => ({
  text: `INSERT INTO collection_run (location, execution_id, window_id, start_ms, state, attempts, next_ms, seen_ms, announced, draft)
    SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8
      FROM json_each(?2) WHERE true
    ON CONFLICT DO UPDATE SET state = excluded.state, attempts = excluded.attempts, next_ms = excluded.next_ms,
      seen_ms = excluded.seen_ms, announced = excluded.announced, draft = excluded.draft`,
  values: [
    location,
    JSON.stringify(
      runs.map((run) => [
        run.WindowExecutionId,
        run.WindowId,
        run.startedAt ?? null,
        run.state,
        run.attempts,
        run.nextAt,
        run.seenAt,
        run.announced ? 1 : 0,
        run.draft ?? null,
      ]),
    ),
  ],
});

/** Settles an execution: it is not read again. */
export const forgetRun = ({ location }: StateOf, WindowExecutionId: string): SqlStatement => ({
  text: "DELETE FROM collection_run WHERE location = ?1 AND execution_id = ?2",
  values: [location, WindowExecutionId],
});
