import type { TrendCounts, TrendList, TrendQuery, Verdict, WindowTrend } from "@windowpane/report";
import type { Sql } from "../sql/sql.ts";
import { answerOf, missingDaysOf } from "./answer.ts";
import { unknownTimes } from "./missing.ts";
import { isFailing, windowRecurrences } from "./recurrences.ts";
import { groupRows, originOfRow, selectedRuns, selectionOf } from "./selection.ts";

interface CountsRow {
  readonly runs: number;
  readonly machines: number;
  readonly passed: number;
  readonly failed: number;
  readonly exact: number;
  readonly took: number | null;
  readonly ended: number;
}

interface WindowRow extends CountsRow {
  readonly id: number;
  readonly account: string;
  readonly region: string;
  readonly location: number;
  readonly window_id: string;
  readonly name: string | null;
  readonly all_windows: number;
}

const counts = `count(*) AS runs, sum(machines) AS machines, sum(good) AS passed,
  sum(failed + timed_out + unreachable + cancelled + not_run + not_patched) AS failed, min(machines_exact) AS exact,
  sum(end_ms - run.start_ms) AS took, count(end_ms) AS ended`;

/** Windows over time, from the counts of their runs. */
export const windowTrends = async (sql: Sql, query: TrendQuery): Promise<TrendList<WindowTrend>> => {
  const selection = await selectionOf(sql, query);
  const runs = selectedRuns(selection);
  const windows = await sql.all<WindowRow>(
    `WITH ${runs.text}, counted AS (
        SELECT maintenance_window, ${counts} FROM selected CROSS JOIN run ON run.id = selected.id
        WHERE maintenance_window IS NOT NULL GROUP BY 1)
      SELECT counted.*, w.id, account, region, w.location, window_id, name, count(*) OVER () AS all_windows
      FROM counted JOIN maintenance_window AS w ON w.id = counted.maintenance_window
      JOIN location ON location.id = w.location
      ORDER BY 1.0 * failed / max(machines, 1) DESC, name, window_id LIMIT ?5`,
    [...runs.values, selection.limit],
  );
  const ids = JSON.stringify(windows.map(({ id }) => id));
  const only = { ...selection, windowIds: ids };
  const shown = selectedRuns(only);
  const points = await sql.all<CountsRow & { id: number; at: number; verdict: Verdict }>(
    `WITH ${shown.text} SELECT maintenance_window AS id, at, verdict, ${counts}
      FROM selected CROSS JOIN run ON run.id = selected.id GROUP BY 1, 2, 3 ORDER BY 2`,
    shown.values,
  );
  const newest = await sql.all<{ id: number; execution_id: string; start_ms: number; verdict: Verdict }>(
    `WITH ${shown.text} SELECT maintenance_window AS id, execution_id, max(run.start_ms) AS start_ms, verdict
      FROM selected CROSS JOIN run ON run.id = selected.id GROUP BY 1`,
    shown.values,
  );
  const pointsOf = groupRows(points, ({ id }) => id);
  const newestOf = new Map(newest.map((row) => [row.id, row]));
  const decided = await sql.all<{ id: number; start_ms: number; verdict: Verdict }>(
    `WITH ${shown.text} SELECT maintenance_window AS id, max(run.start_ms) AS start_ms, verdict
      FROM selected CROSS JOIN run ON run.id = selected.id WHERE verdict IN ('PASSED', 'PARTIAL', 'FAILED') GROUP BY 1`,
    shown.values,
  );
  const failingIds = new Set(decided.flatMap(({ id, verdict }) => (isFailing(verdict) ? id : [])));
  const failing = windows.filter(({ id }) => failingIds.has(id));
  const missing = await unknownTimes(sql, selection);
  const missingDays = missingDaysOf(selection.steps, missing);
  const recurrences = await windowRecurrences(sql, failing, selection.until);
  const rows = windows.flatMap((window): WindowTrend[] => {
    const latest = newestOf.get(window.id);
    if (latest === undefined) return [];
    const own = pointsOf.get(window.id) ?? [];
    const recurrence = recurrences.get(window.id);
    return [
      {
        ...originOfRow(window),
        WindowId: window.window_id,
        ...(window.name === null ? {} : { Name: window.name }),
        total: countsOf(own),
        points: [...groupRows(own, ({ at }) => at)].map(([at, parts]) => ({ at, ...countsOf(parts) })),
        missingDays: missingDays(window.location, new Set([window.window_id])),
        latest: {
          WindowExecutionId: latest.execution_id,
          StartTime: new Date(latest.start_ms),
          verdict: latest.verdict,
        },
        ...(recurrence === undefined ? {} : { recurrence }),
      },
    ];
  });
  const more = (windows[0]?.all_windows ?? 0) - windows.length;
  return { ...(await answerOf(sql, selection, missing)), rows, more };
};

const countsOf = (parts: readonly (CountsRow & { readonly verdict: Verdict })[]): TrendCounts => {
  const sum = (member: "runs" | "machines" | "passed" | "failed" | "ended"): number =>
    parts.reduce((total, part) => total + part[member], 0);
  const verdicts: Partial<Record<Verdict, number>> = {};
  for (const { verdict, runs } of parts) verdicts[verdict] = (verdicts[verdict] ?? 0) + runs;
  const ended = sum("ended");
  const took = parts.reduce((total, part) => total + (part.took ?? 0), 0);
  const [machines, passed, failed] = [sum("machines"), sum("passed"), sum("failed")];
  return {
    runs: sum("runs"),
    verdicts,
    machines,
    passed,
    failed,
    unknown: machines - passed - failed,
    exact: parts.every(({ exact }) => exact === 1),
    ...(ended === 0 ? {} : { seconds: Math.round(took / ended / 1000) }),
  };
};
