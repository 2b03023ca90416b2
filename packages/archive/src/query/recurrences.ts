/** Since when windows and machines fail, over the whole archive. */
import {
  isFailedState,
  machineState,
  recurrenceOf,
  worseState,
  type MachineState,
  type Recurrence,
  type UnknownPeriod,
  type Verdict,
} from "@windowpane/report";
import { patchWords, resultWords } from "../schema/tables.ts";
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

/** A row of a machine in a run. */
export interface MachineRunRow {
  readonly machine: number;
  readonly run: number;
  readonly start_ms: number;
  readonly maintenance_window: number | null;
  readonly window_id: string | null;
  readonly location: number;
  readonly result: number;
  readonly patch: number | null;
  readonly cause: number | null;
}

/** The worst state of a machine in a run. */
export interface MachineRun extends Omit<MachineRunRow, "result" | "patch"> {
  readonly state: MachineState;
}

/** The state of a row. */
const stateOfRow = ({ result, patch }: Pick<MachineRunRow, "result" | "patch">): MachineState =>
  machineState(resultWords[result] ?? "unknown", patch === null ? undefined : patchWords[patch]);

/** One entry per machine and run, in the order of the rows: a machine in several invocations counts with its worst state. */
export const machineRunsOf = (rows: readonly MachineRunRow[]): readonly MachineRun[] => {
  const runs = new Map<number, MachineRun>();
  for (const { result, patch, ...row } of rows) {
    const before = runs.get(row.run);
    const state = stateOfRow({ result, patch });
    if (before === undefined) runs.set(row.run, { ...row, state });
    else if (worseState(state, before.state) !== before.state) runs.set(row.run, { ...row, state });
  }
  return [...runs.values()];
};

/**
 * Since when a machine fails in the window in which it fails in the most runs in a row.
 *
 * @param runs - all its runs, in any order.
 */
export const machineRecurrence = (
  runs: readonly MachineRun[],
  missingOf: ReadonlyMap<number, readonly UnknownPeriod[]>,
): Recurrence | undefined => {
  let longest: Recurrence | undefined;
  for (const [id, own] of groupRows(runs, ({ maintenance_window }) => maintenance_window)) {
    const newest = own.reduce((one, other) => (other.start_ms > one.start_ms ? other : one));
    if (id === null || !isFailedState(newest.state)) continue;
    const found = recurrenceOf(
      own.map(({ start_ms, state }) => ({
        StartTime: new Date(start_ms),
        complete: state === "passed",
        state,
      })),
      ({ state }) => isFailedState(state),
      missingOf.get(id),
    );
    if (found !== undefined && found.consecutive > (longest?.consecutive ?? 0))
      longest = { WindowId: newest.window_id ?? "", ...found };
  }
  return longest;
};
