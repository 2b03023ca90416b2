import { stepOf, type TrendAnswer, type TrendSteps } from "@windowpane/report";
import type { Sql } from "../sql/sql.ts";
import type { UnknownTime } from "./missing.ts";
import { groupRows, selectedRuns, type Selection } from "./selection.ts";

/** Number of missing periods that an answer lists. */
const SHOWN_PERIODS = 100;

/**
 * The part that all answers have.
 *
 * @param missing - what is unknown in the period.
 */
export const answerOf = async (
  sql: Sql,
  selection: Selection,
  missing: readonly UnknownTime[],
): Promise<TrendAnswer> => {
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
  const more = missing.length - SHOWN_PERIODS;
  return {
    since: new Date(from),
    until: new Date(until),
    timeZone,
    step,
    days: steps.days,
    missingDays: missingDays(
      steps,
      missing.filter(({ hasWindows }) => hasWindows),
    ),
    missing: missing
      .slice(0, SHOWN_PERIODS)
      .map(({ location: _, WindowId: __, hasWindows: ___, ...period }) => period),
    ...(more > 0 ? { missingMore: more } : {}),
    runs: counted?.runs ?? 0,
    ...(typeof known?.first !== "number" ? {} : { firstRun: new Date(known.first) }),
    ...(typeof known?.last !== "number" ? {} : { lastRun: new Date(known.last) }),
  };
};

/** Positions of the steps that periods are in. */
const missingDays = (
  steps: TrendSteps,
  missing: readonly Pick<UnknownTime, "since" | "until">[],
): readonly number[] => {
  const days = new Set<number>();
  for (const { since, until } of missing) {
    const first = stepOf(steps, since.getTime()) ?? 0;
    const last = stepOf(steps, until.getTime()) ?? steps.days.length - 1;
    for (let at = first; at <= last; at += 1) days.add(at);
  }
  return [...days].toSorted((one, other) => one - other);
};

/** The missing days of some windows of a location. */
export const missingDaysOf = (
  steps: TrendSteps,
  missing: readonly UnknownTime[],
): ((location: number, windowIds: ReadonlySet<string>) => readonly number[]) => {
  const byLocation = groupRows(missing, ({ location }) => location);
  return (location, windowIds) =>
    missingDays(
      steps,
      (byLocation.get(location) ?? []).filter(({ WindowId }) => WindowId === "" || windowIds.has(WindowId)),
    );
};
