import type { CauseTrend, TrendList, TrendQuery } from "@windowpane/report";
import type { Sql } from "../sql/sql.ts";
import { answerOf } from "./answer.ts";
import { unknownTimes } from "./missing.ts";
import { groupRows, selectedRuns, selectionOf } from "./selection.ts";

interface CauseRow {
  readonly id: number;
  readonly key: string;
  readonly slug: string;
  readonly title: string;
  readonly runs: number;
  readonly first: number;
  readonly last: number;
  readonly machines: number;
  readonly all_causes: number;
}

/** Number of windows that a row names. */
const SHOWN_WINDOWS = 5;

/** Causes over time: those with the most machines first. */
export const causeTrends = async (sql: Sql, query: TrendQuery): Promise<TrendList<CauseTrend>> => {
  const selection = await selectionOf(sql, query);
  const runs = selectedRuns(selection);
  const chosen = "(?5 IS NULL OR cause IN (SELECT value FROM json_each(?5)))";
  const onMachines = "(?6 IS NULL OR machine IN (SELECT value FROM json_each(?6)))";
  const causes = await sql.all<CauseRow>(
    `WITH ${runs.text},
      affected AS (SELECT cause, count(*) AS machines FROM (SELECT DISTINCT cause, machine
        FROM machine_run INDEXED BY machine_run_by_cause CROSS JOIN selected ON selected.id = machine_run.run
        WHERE cause IS NOT NULL AND ${chosen} AND ${onMachines}) GROUP BY cause),
      seen AS (SELECT cause, count(*) AS runs, min(start_ms) AS first, max(start_ms) AS last
        FROM selected CROSS JOIN run_cause ON run_cause.run = selected.id WHERE ${chosen} GROUP BY cause)
      SELECT cause.id, key, slug, title, runs, first, last, ifnull(affected.machines, 0) AS machines,
        count(*) OVER () AS all_causes
      FROM seen JOIN cause ON cause.id = seen.cause LEFT JOIN affected ON affected.cause = seen.cause
      WHERE ?6 IS NULL OR affected.machines > 0
      ORDER BY machines DESC, runs DESC, title, key LIMIT ?7`,
    [...runs.values, selection.causeIds, selection.machineIds, selection.limit],
  );
  const ids = JSON.stringify(causes.map(({ id }) => id));
  const points = await sql.all<{ cause: number; at: number; machines: number }>(
    `WITH ${runs.text} SELECT cause, at, count(*) AS machines FROM (SELECT DISTINCT cause, at, machine
      FROM machine_run INDEXED BY machine_run_by_cause CROSS JOIN selected ON selected.id = machine_run.run
      WHERE cause IN (SELECT value FROM json_each(?5)) AND ${onMachines}) GROUP BY 1, 2`,
    [...runs.values, ids, selection.machineIds],
  );
  const seen = await sql.all<{ cause: number; at: number; runs: number }>(
    `WITH ${runs.text} SELECT cause, at, count(*) AS runs
      FROM selected CROSS JOIN run_cause ON run_cause.run = selected.id
      WHERE cause IN (SELECT value FROM json_each(?5)) GROUP BY 1, 2 ORDER BY 2`,
    [...runs.values, ids],
  );
  const windows = await sql.all<{ cause: number; name: string }>(
    `WITH ${runs.text} SELECT cause, ifnull(name, ifnull(window_id, window_name)) AS name
      FROM selected CROSS JOIN run ON run.id = selected.id CROSS JOIN run_cause ON run_cause.run = selected.id
      LEFT JOIN maintenance_window AS w ON w.id = run.maintenance_window
      WHERE cause IN (SELECT value FROM json_each(?5)) AND ifnull(name, ifnull(window_id, window_name)) IS NOT NULL
      GROUP BY 1, 2 ORDER BY sum(run_cause.machines) DESC, 2`,
    [...runs.values, ids],
  );
  const machinesAt = new Map(points.map(({ cause, at, machines }) => [`${cause} ${at}`, machines]));
  const seenOf = groupRows(seen, ({ cause }) => cause);
  const windowsOf = groupRows(windows, ({ cause }) => cause);
  const rows = causes.map(({ id, key, slug, title, machines, runs: count, first, last }): CauseTrend => ({
    key,
    slug,
    title,
    machines,
    runs: count,
    points: (seenOf.get(id) ?? []).map((point) => ({
      at: point.at,
      machines: machinesAt.get(`${id} ${point.at}`) ?? 0,
      runs: point.runs,
    })),
    first: new Date(first),
    last: new Date(last),
    windows: (windowsOf.get(id) ?? []).slice(0, SHOWN_WINDOWS).map(({ name }) => name),
  }));
  const more = (causes[0]?.all_causes ?? 0) - causes.length;
  return { ...(await answerOf(sql, selection, await unknownTimes(sql, selection))), rows, more };
};
