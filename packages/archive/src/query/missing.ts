/** What the archive does not know: periods that were not collected, and starts and runs that were not read. */
import type { MissingPeriod } from "@windowpane/report";
import { LATE } from "../open/open-archive.ts";
import type { Sql } from "../sql/sql.ts";
import { originOfRow, type LocationRow, type Selection } from "./selection.ts";

interface PeriodRow extends LocationRow {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly window_id: string;
  readonly reason: string;
  readonly has_windows: number;
}

/** A period of one window, or of a whole location with an empty window ID. */
export interface UnknownTime extends MissingPeriod {
  readonly location: number;
  readonly WindowId: string;
  /** Whether the location has stored windows. Without any, no row of an answer has the period. */
  readonly hasWindows: boolean;
}

/**
 * Reads what is unknown in a period: gaps of the collection, locations that could not be collected, runs that AWS listed and that are not
 * stored, and scheduled starts of which nothing is known. A pause lacks no runs.
 *
 * @param windowId - a window. Default: all windows.
 */
export const unknownTimes = async (
  sql: Sql,
  { locationIds, from, until }: Pick<Selection, "locationIds" | "from" | "until">,
  windowId?: string,
): Promise<readonly UnknownTime[]> => {
  const rows = await sql.all<PeriodRow>(
    // Two parts, because D1 allows five terms in a UNION.
    `SELECT location.id, account, region, from_ms, to_ms, window_id, reason,
        EXISTS (SELECT 1 FROM maintenance_window AS w WHERE w.location = location.id) AS has_windows FROM (SELECT * FROM (
      SELECT location, from_ms, to_ms, window_id, message AS reason FROM collection_gap
        WHERE closed_ms IS NULL AND code <> 'pause'
      UNION ALL SELECT location, start_ms, start_ms, window_id, 'A run is listed and not stored yet.'
        FROM collection_run WHERE start_ms IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM run WHERE run.location = collection_run.location AND run.execution_id = collection_run.execution_id)
      UNION ALL SELECT location, expected_ms, expected_ms, window_id, ifnull(reason, 'It is unknown whether the window ran.')
        FROM collection_start WHERE outcome = 'unknown'
    ) UNION ALL SELECT * FROM (
      SELECT location, ?3, from_ms, '', 'The archive begins later.' FROM collection_state WHERE from_ms > ?3
      UNION ALL SELECT location, covered_ms, ?4, window_id, ifnull(error, 'The window was not listed since then.')
        FROM collection_window WHERE gone = 0 AND covered_ms < ?4 - ${LATE}
      UNION ALL SELECT id, looked_ms, ?4, '', ifnull(problem, CASE looked_ms WHEN ?3 THEN 'Nothing was collected yet.' ELSE 'Nothing was collected since then.' END) FROM (
        SELECT location.id, unread ->> '$[0].Reason' AS problem, CASE WHEN collection_state.location IS NOT NULL AND looked_ms IS NULL THEN ?3
          ELSE ifnull(looked_ms, (SELECT max(start_ms) FROM run WHERE run.location = location.id)) END AS looked_ms
        FROM location LEFT JOIN collection_state ON collection_state.location = location.id)
        WHERE looked_ms < ?4 - ${LATE} OR looked_ms = ?3
    )) AS period JOIN location ON location.id = period.location
    WHERE from_ms <= ?4 AND to_ms >= ?3 AND location.id IN (SELECT value FROM json_each(?1))
      AND (?2 IS NULL OR window_id IN ('', ?2))
    ORDER BY to_ms - from_ms DESC, from_ms`,
    [locationIds, windowId ?? null, from, until],
  );
  return rows.map((row) => ({
    location: row.id,
    ...originOfRow(row),
    WindowId: row.window_id,
    hasWindows: row.has_windows === 1,
    since: new Date(Math.max(row.from_ms, from)),
    until: new Date(Math.min(row.to_ms, until)),
    reason: row.reason,
  }));
};
