import type { EarlierQuery, EarlierRuns, ExecutionQuery, ExecutionWindow } from "@windowpane/report";
import type { Sql } from "../sql/sql.ts";
import { unknownTimes } from "./missing.ts";
import { originOfRow, type LocationRow } from "./selection.ts";

/** A year of nights, and a month more. */
const LIMIT = 400;

interface WindowRow extends LocationRow {
  readonly window: number;
}

/** The runs of windows before a time, with the machines that had the requested causes. */
export const earlierRuns = async (
  sql: Sql,
  queries: readonly EarlierQuery[],
): Promise<readonly EarlierRuns[]> => {
  const answers: EarlierRuns[] = [];
  for (const query of queries) {
    if (query.signal?.aborted === true) throw query.signal.reason;
    for (const window of await windowsOf(sql, query)) answers.push(await runsOf(sql, window, query));
  }
  return answers;
};

const windowsOf = (sql: Sql, { WindowId, Account, Region }: EarlierQuery): Promise<readonly WindowRow[]> =>
  sql.all<WindowRow>(
    `SELECT w.id AS window, location.id, account, region FROM maintenance_window AS w
      JOIN location ON location.id = w.location
      WHERE window_id = ?1 AND (?2 IS NULL OR account IN ('', ?2)) AND (?3 IS NULL OR region IN ('', ?3))`,
    [WindowId, Account ?? null, Region ?? null],
  );

const runsOf = async (sql: Sql, window: WindowRow, query: EarlierQuery): Promise<EarlierRuns> => {
  const { WindowId, before, causes, limit = LIMIT } = query;
  const runs = await sql.all<{ id: number; execution_id: string; start_ms: number; complete: number }>(
    `SELECT id, execution_id, start_ms, complete FROM run
      WHERE maintenance_window = ?1 AND start_ms < ?2 ORDER BY start_ms DESC LIMIT ?3`,
    [window.window, before.getTime(), limit],
  );
  const ids = JSON.stringify(runs.map(({ id }) => id));
  const rows = await sql.all<{ run: number; key: string; name: string | null }>(
    `WITH chosen AS (SELECT id, key FROM cause WHERE key IN (SELECT value FROM json_each(?2))),
      listed AS (SELECT value AS id FROM json_each(?1))
      SELECT run, key, NULL AS name FROM run_cause JOIN chosen ON chosen.id = cause WHERE run IN (SELECT id FROM listed)
      UNION ALL
      SELECT run, key, instance_id FROM chosen
      CROSS JOIN machine_run INDEXED BY machine_run_by_cause ON cause = chosen.id
      JOIN machine ON machine.id = machine_run.machine WHERE run IN (SELECT id FROM listed)`,
    [ids, JSON.stringify(causes)],
  );
  const found = new Map<number, Map<string, Set<string>>>();
  for (const { run, key, name } of rows) {
    const own = found.get(run) ?? new Map<string, Set<string>>();
    found.set(run, own);
    const names = own.get(key) ?? new Set<string>();
    own.set(key, names);
    if (name !== null) names.add(name);
  }
  const times = await unknownTimes(
    sql,
    { locationIds: JSON.stringify([window.id]), from: 0, until: before.getTime() },
    WindowId,
  );
  return {
    ...originOfRow(window),
    WindowId,
    runs: runs.map(({ id, execution_id, start_ms, complete }) => ({
      WindowExecutionId: execution_id,
      StartTime: new Date(start_ms),
      complete: complete === 1,
      causes: found.get(id) ?? new Map<string, Set<string>>(),
    })),
    missing: times
      .map(({ location: _, WindowId: __, ...period }) => period)
      .toSorted((one, other) => other.since.getTime() - one.since.getTime()),
  };
};

/**
 * The window of a run that is in the archive, or that the collector has seen in the window's list. Undefined if it is not
 * known, or if accounts that the query does not tell apart have such a run in different windows.
 */
export const windowOfExecution = async (
  sql: Sql,
  { WindowExecutionId, Account, Region }: ExecutionQuery,
): Promise<ExecutionWindow | undefined> => {
  const found = await sql.all<{ window_id: string; name: string | null }>(
    `SELECT DISTINCT window_id, name FROM (
        SELECT run.location, window_id, ifnull(window_name, name) AS name
        FROM run JOIN maintenance_window AS w ON w.id = run.maintenance_window WHERE execution_id = ?1
        UNION ALL
        SELECT seen.location, seen.window_id, name
        FROM location JOIN collection_run AS seen ON seen.location = location.id AND execution_id = ?1
        LEFT JOIN maintenance_window AS w ON w.location = seen.location AND w.window_id = seen.window_id)
      JOIN location ON location.id = location
      WHERE (?2 IS NULL OR account IN ('', ?2)) AND (?3 IS NULL OR region IN ('', ?3))`,
    [WindowExecutionId, Account ?? null, Region ?? null],
  );
  const ids = new Set(found.map(({ window_id }) => window_id));
  const [WindowId, ...others] = ids;
  if (WindowId === undefined || others.length > 0) return undefined;
  const Name = found.find(({ name }) => name !== null)?.name;
  return { WindowId, ...(typeof Name === "string" ? { Name } : {}) };
};
