/** Since when windows fail, over the whole archive. */
import { recurrenceOf, type Recurrence, type UnknownPeriod, type Verdict } from "@windowpane/report";
import type { Sql } from "../sql/sql.ts";
import { unknownTimes } from "./missing.ts";
import { groupRows } from "./selection.ts";

/** Whether a run failed. The others passed, or nothing is known about them. */
export const isFailing = (verdict: Verdict | undefined): boolean =>
  verdict === "FAILED" || verdict === "PARTIAL";

/** A window of the archive. */
export interface WindowKey {
  readonly id: number;
  readonly location: number;
  readonly window_id: string;
}

/** Since when each window's runs fail, by its number, over all its runs up to a time. */
export const windowRecurrences = async (
  sql: Sql,
  windows: readonly WindowKey[],
  until: number,
): Promise<ReadonlyMap<number, Recurrence>> => {
  if (windows.length === 0) return new Map();
  const rows = await sql.all<{ id: number; start_ms: number; verdict: Verdict }>(
    `SELECT maintenance_window AS id, start_ms, verdict FROM run
      WHERE maintenance_window IN (SELECT value FROM json_each(?1)) AND start_ms <= ?2`,
    [JSON.stringify(windows.map(({ id }) => id)), until],
  );
  const runsOf = groupRows(rows, ({ id }) => id);
  const missingOf = await missingByWindow(sql, windows, until);
  const found = new Map<number, Recurrence>();
  for (const { id, window_id: WindowId } of windows) {
    const runs = (runsOf.get(id) ?? []).map(({ start_ms, verdict }) => ({
      StartTime: new Date(start_ms),
      complete: verdict === "PASSED",
      verdict,
    }));
    const recurrence = recurrenceOf(runs, ({ verdict }) => isFailing(verdict), missingOf.get(id));
    if (recurrence !== undefined) found.set(id, { WindowId, ...recurrence });
  }
  return found;
};

/** What is unknown of each window, by its number. */
export const missingByWindow = async (
  sql: Sql,
  windows: readonly WindowKey[],
  until: number,
): Promise<ReadonlyMap<number, readonly UnknownPeriod[]>> => {
  const locations = [...new Set(windows.map(({ location }) => location))];
  const times = await unknownTimes(sql, { locationIds: JSON.stringify(locations), from: 0, until });
  const timesOf = groupRows(times, ({ location }) => location);
  return new Map(
    windows.map(({ id, location, window_id }) => [
      id,
      (timesOf.get(location) ?? []).filter(({ WindowId }) => WindowId === "" || WindowId === window_id),
    ]),
  );
};
