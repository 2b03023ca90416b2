import { stepOf, type TrendAnswer } from "@windowpane/report";
import type { Sql } from "../sql/sql.ts";
import { unknownTimes } from "./missing.ts";
import { selectedRuns, type Selection } from "./selection.ts";

/** Number of missing periods that an answer lists. */
const SHOWN_PERIODS = 100;

/** The part that all answers have. */
export const answerOf = async (sql: Sql, selection: Selection, windowId?: string): Promise<TrendAnswer> => {
  const { steps, timeZone, step, from, until, locationIds } = selection;
  const { text, values } = selectedRuns(selection);
  const [counted] = await sql.all<{ runs: number }>(
    `WITH ${text} SELECT count(*) AS runs FROM selected`,
    values,
  );
  const [known] = await sql.all<{ first: number | null; last: number | null }>(
    `SELECT min(start_ms) AS first, max(start_ms) AS last FROM run WHERE location IN (SELECT value FROM json_each(?1))`,
    [locationIds],
  );
  const missing = await unknownTimes(sql, selection, windowId);
  const missingDays = new Set<number>();
  for (const period of missing.filter(({ hasWindows }) => hasWindows)) {
    const first = stepOf(steps, period.since.getTime()) ?? 0;
    const last = stepOf(steps, period.until.getTime()) ?? steps.days.length - 1;
    for (let at = first; at <= last; at += 1) missingDays.add(at);
  }
  const more = missing.length - SHOWN_PERIODS;
  return {
    since: new Date(from),
    until: new Date(until),
    timeZone,
    step,
    days: steps.days,
    missingDays: [...missingDays].toSorted((one, other) => one - other),
    missing: missing
      .slice(0, SHOWN_PERIODS)
      .map(({ location: _, WindowId: __, hasWindows: ___, ...period }) => period),
    ...(more > 0 ? { missingMore: more } : {}),
    runs: counted?.runs ?? 0,
    ...(typeof known?.first !== "number" ? {} : { firstRun: new Date(known.first) }),
    ...(typeof known?.last !== "number" ? {} : { lastRun: new Date(known.last) }),
  };
};
