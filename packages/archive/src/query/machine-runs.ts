/** The runs of machines: one entry for each machine and run. */
import {
  isFailedState,
  machineState,
  recurrenceOf,
  stepOf,
  worseState,
  type MachinePoint,
  type MachineState,
  type Recurrence,
  type TrendSteps,
  type UnknownPeriod,
} from "@windowpane/report";
import { patchWords, resultWords } from "../schema/tables.ts";
import type { Sql } from "../sql/sql.ts";
import { groupRows } from "./selection.ts";

/** A machine in a run. */
export interface MachineRun {
  /** The same object for every machine of the run. */
  readonly run: RunOfMachines;
  /** Its worst state, where the run has it in several invocations. */
  readonly state: MachineState;
  /** Number of the cause of that. */
  readonly cause: number | null;
}

/** A run that has machines. */
interface RunOfMachines {
  readonly id: number;
  readonly start_ms: number;
  readonly StartTime: Date;
  readonly maintenance_window: number | null;
  readonly window_id: string | null;
  readonly location: number;
}

/** The rows of a machine, column by column as JSON lists: each row that a host returns costs time. */
interface PackedRows {
  readonly machine: number;
  readonly runs: string;
  readonly results: string;
  readonly patches: string;
  readonly causes: string;
}

/** The runs of each machine up to a time, by the machine's number, in the order in which they were stored. */
export const runsOfMachines = async (
  sql: Sql,
  machines: readonly { readonly id: number }[],
  until: number,
): Promise<ReadonlyMap<number, readonly MachineRun[]>> => {
  const packed = await sql.all<PackedRows>(
    `SELECT machine, json_group_array(run) AS runs, json_group_array(result) AS results,
        json_group_array(patch) AS patches, json_group_array(cause) AS causes
      FROM json_each(?1) AS one CROSS JOIN machine_run INDEXED BY machine_run_by_machine ON machine = one.value GROUP BY one.key`,
    [JSON.stringify(machines.map(({ id }) => id))],
  );
  const runsOf = packed.map(({ runs }) => JSON.parse(runs) as readonly number[]);
  const runs = await sql.all<Omit<RunOfMachines, "StartTime">>(
    `SELECT run.id, start_ms, maintenance_window, window_id, run.location
      FROM json_each(?1) AS one CROSS JOIN run ON run.id = one.value
      LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window WHERE start_ms <= ?2`,
    [JSON.stringify([...new Set(runsOf.flat())]), until],
  );
  const runOf = new Map(runs.map((run) => [run.id, { ...run, StartTime: new Date(run.start_ms) }]));
  return new Map(
    packed.map((rows, index) => {
      // The statement above makes these lists, with one value for each run.
      const results = JSON.parse(rows.results) as readonly number[];
      const patches = JSON.parse(rows.patches) as readonly (number | null)[];
      const causes = JSON.parse(rows.causes) as readonly (number | null)[];
      const found: MachineRun[] = [];
      for (const [at, id] of (runsOf[index] ?? []).entries()) {
        const run = runOf.get(id);
        if (run === undefined) continue;
        const state = stateOf(results[at], patches[at]);
        const before = found.at(-1);
        // Rows of a run are next to each other.
        if (before?.run !== run) found.push({ run, state, cause: causes[at] ?? null });
        else if (worseState(state, before.state) !== before.state)
          found[found.length - 1] = { run, state, cause: causes[at] ?? null };
      }
      return [rows.machine, found];
    }),
  );
};

const stateOf = (result = -1, patch: number | null = null): MachineState =>
  machineState(
    resultWords[result] ?? "unknown",
    patch === null ? undefined : (patchWords[patch] ?? "unknown"),
  );

/** The worst state of a machine in each step. */
export const pointsOf = (runs: readonly MachineRun[], steps: TrendSteps): readonly MachinePoint[] => {
  const points = new Map<number, MachinePoint>();
  for (const { run, state } of runs) {
    const at = stepOf(steps, run.start_ms);
    if (at === undefined) continue;
    const before = points.get(at);
    points.set(at, { at, result: before === undefined ? state : worseState(before.result, state) });
  }
  return [...points.values()].toSorted((one, other) => one.at - other.at);
};

/** The run that started last. Undefined for no runs. */
export const newestRun = (runs: readonly MachineRun[]): MachineRun | undefined =>
  runs.reduce<MachineRun | undefined>(
    (one, other) => (one === undefined || other.run.start_ms > one.run.start_ms ? other : one),
    undefined,
  );

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
  for (const [id, own] of groupRows(runs, ({ run }) => run.maintenance_window)) {
    const newest = newestRun(own);
    if (newest === undefined || id === null || !isFailedState(newest.state)) continue;
    const found = recurrenceOf(
      own.map(({ run, state }) => ({ StartTime: run.StartTime, complete: state === "passed", state })),
      ({ state }) => isFailedState(state),
      missingOf.get(id),
    );
    if (found !== undefined && found.consecutive > (longest?.consecutive ?? 0))
      longest = { WindowId: newest.run.window_id ?? "", ...found };
  }
  return longest;
};
