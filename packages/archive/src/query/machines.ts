import {
  isFailedState,
  stepOf,
  worseState,
  type MachinePoint,
  type MachineTrend,
  type TrendList,
  type TrendQuery,
  type TrendSteps,
} from "@windowpane/report";
import type { Sql, SqlValue } from "../sql/sql.ts";
import { answerOf } from "./answer.ts";
import {
  machineRecurrence,
  machineRunsOf,
  missingByWindow,
  type MachineRun,
  type MachineRunRow,
} from "./recurrences.ts";
import { groupRows, originOfRow, selectedRuns, selectionOf, type Selection } from "./selection.ts";

/** A machine of the archive. */
export interface MachineKey {
  readonly id: number;
  readonly account: string;
  readonly region: string;
  readonly instance_id: string;
  readonly name: string | null;
}

interface RankedMachine extends MachineKey {
  readonly all_machines: number;
}

/** Machines over time: those with the most failed runs of the period first. */
export const machineTrends = async (sql: Sql, query: TrendQuery): Promise<TrendList<MachineTrend>> => {
  const selection = await selectionOf(sql, query);
  const machines = await (selection.machineIds === null ? failingMachines : namedMachines)(sql, selection);
  const all = await runsOfMachines(sql, machines, selection.until);
  const windows = new Map(
    all.flatMap(({ maintenance_window: id, location, window_id }) =>
      id === null || window_id === null ? [] : [[id, { id, location, window_id }] as const],
    ),
  );
  const missingOf = await missingByWindow(sql, [...windows.values()], selection.until);
  const runsOf = groupRows(all, ({ machine }) => machine);
  const causes = await titlesOf(sql, all);
  const isSelected = windowFilter(selection);
  const rows = machines.flatMap((machine): MachineTrend[] => {
    const every = machineRunsOf((runsOf.get(machine.id) ?? []).filter(isSelected));
    const own = every.filter(({ start_ms }) => start_ms >= selection.from);
    const last = newest(own);
    if (last === undefined) return [];
    const failed = own.filter(({ state }) => isFailedState(state));
    const lastFailed = newest(failed);
    const cause = causes.get(lastFailed?.cause ?? -1);
    const recurrence = machineRecurrence(every, missingOf);
    const passed = own.filter(({ state }) => state === "passed").length;
    return [
      {
        ...originOfRow(machine),
        InstanceId: machine.instance_id,
        ...(machine.name === null ? {} : { InstanceName: machine.name }),
        runs: own.length,
        passed,
        failed: failed.length,
        unknown: own.length - passed - failed.length,
        points: pointsOf(own, selection.steps),
        lastRun: new Date(last.start_ms),
        ...(lastFailed === undefined ? {} : { lastFailed: new Date(lastFailed.start_ms) }),
        ...(cause === undefined ? {} : { cause }),
        ...(recurrence === undefined ? {} : { recurrence }),
      },
    ];
  });
  const more = (machines[0]?.all_machines ?? 0) - machines.length;
  return { ...(await answerOf(sql, selection)), rows: rows.toSorted(mostFailedFirst), more };
};

const mostFailedFirst = (one: MachineTrend, other: MachineTrend): number =>
  other.failed - one.failed || (other.lastFailed?.getTime() ?? 0) - (one.lastFailed?.getTime() ?? 0);

/** Every failed row has a cause, and few rows have one, so these are found by the index of causes. */
const failingMachines = (sql: Sql, selection: Selection): Promise<readonly RankedMachine[]> => {
  const runs = selectedRuns(selection);
  return sql.all<RankedMachine>(
    `WITH ${runs.text}, ranked AS (
        SELECT machine, count(*) AS failed, max(start_ms) AS newest FROM (
          SELECT DISTINCT machine, run, start_ms
          FROM machine_run INDEXED BY machine_run_by_cause CROSS JOIN selected ON selected.id = machine_run.run
          WHERE cause IS NOT NULL AND (?5 IS NULL OR cause IN (SELECT value FROM json_each(?5)))) GROUP BY machine)
      SELECT machine.id, account, region, instance_id, machine.name, count(*) OVER () AS all_machines
      FROM ranked JOIN machine ON machine.id = ranked.machine JOIN location ON location.id = machine.location
      ORDER BY failed DESC, newest DESC, machine.id LIMIT ?6`,
    [...runs.values, selection.causeIds, selection.limit],
  );
};

const namedMachines = (
  sql: Sql,
  { machineIds, locationIds, limit }: Selection,
): Promise<readonly RankedMachine[]> =>
  sql.all<RankedMachine>(
    `SELECT machine.id, account, region, instance_id, machine.name, count(*) OVER () AS all_machines
      FROM machine JOIN location ON location.id = machine.location
      WHERE machine.id IN (SELECT value FROM json_each(?1)) AND location.id IN (SELECT value FROM json_each(?2))
      ORDER BY machine.id LIMIT ?3`,
    [machineIds, locationIds, limit],
  );

/** All rows of machines up to a time, from the index of each machine. Packed, because each row that the host returns costs time. */
export const runsOfMachines = async (
  sql: Sql,
  machines: readonly MachineKey[],
  until: number,
): Promise<readonly MachineRunRow[]> => {
  const packed = await sql.all<{ machine: number; rows: string }>(
    `SELECT machine, json_group_array(json_array(run, result, patch, cause)) AS rows
      FROM json_each(?1) AS one CROSS JOIN machine_run ON machine = one.value GROUP BY machine`,
    [JSON.stringify(machines.map(({ id }) => id))],
  );
  const rows = packed.map((own) => ({
    machine: own.machine,
    // The statement above makes these lists.
    rows: JSON.parse(own.rows) as (readonly [
      run: number,
      result: number,
      patch: number | null,
      cause: number | null,
    ])[],
  }));
  const ids = [...new Set(rows.flatMap((own) => own.rows.map(([run]) => run)))];
  const runs = await sql.all<RunRow>(
    `SELECT run.id, start_ms, maintenance_window, window_id, run.location
      FROM json_each(?1) AS one CROSS JOIN run ON run.id = one.value
      LEFT JOIN maintenance_window ON maintenance_window.id = run.maintenance_window WHERE start_ms <= ?2`,
    [JSON.stringify(ids), until],
  );
  const runOf = new Map(runs.map((run) => [run.id, run]));
  return rows.flatMap(({ machine, rows: own }) =>
    own.flatMap(([run, result, patch, cause]): MachineRunRow[] => {
      const known = runOf.get(run);
      if (known === undefined) return [];
      const { start_ms, maintenance_window, window_id, location } = known;
      return [{ machine, run, start_ms, maintenance_window, window_id, location, result, patch, cause }];
    }),
  );
};

type RunRow = Pick<MachineRunRow, "start_ms" | "maintenance_window" | "window_id" | "location"> & {
  readonly id: number;
};

/** The worst state of a machine in each step. */
export const pointsOf = (runs: readonly MachineRun[], steps: TrendSteps): readonly MachinePoint[] => {
  const points = new Map<number, MachinePoint>();
  for (const { start_ms, state } of runs) {
    const at = stepOf(steps, start_ms);
    if (at === undefined) continue;
    const before = points.get(at);
    points.set(at, { at, result: before === undefined ? state : worseState(before.result, state) });
  }
  return [...points.values()].toSorted((one, other) => one.at - other.at);
};

const newest = (runs: readonly MachineRun[]): MachineRun | undefined =>
  runs.reduce<MachineRun | undefined>(
    (one, other) => (one === undefined || other.start_ms > one.start_ms ? other : one),
    undefined,
  );

const windowFilter = ({ windowIds }: Selection): ((row: MachineRunRow) => boolean) => {
  if (windowIds === null) return () => true;
  const ids = new Set<SqlValue>(JSON.parse(windowIds) as number[]);
  return ({ maintenance_window }) => ids.has(maintenance_window);
};

const titlesOf = async (
  sql: Sql,
  rows: readonly MachineRunRow[],
): Promise<ReadonlyMap<number, { readonly key: string; readonly title: string }>> => {
  const ids = [...new Set(rows.flatMap(({ cause }) => cause ?? []))];
  const causes = await sql.all<{ id: number; key: string; title: string }>(
    "SELECT id, key, title FROM cause WHERE id IN (SELECT value FROM json_each(?1))",
    [JSON.stringify(ids)],
  );
  return new Map(causes.map(({ id, key, title }) => [id, { key, title }]));
};
