import { isFailedState, type MachineTrend, type TrendList, type TrendQuery } from "@windowpane/report";
import type { Sql, SqlValue } from "../sql/sql.ts";
import { answerOf, missingDaysOf } from "./answer.ts";
import { machineRecurrence, newestRun, pointsOf, runsOfMachines, type MachineRun } from "./machine-runs.ts";
import { unknownTimes } from "./missing.ts";
import { missingByWindow, type WindowKey } from "./recurrences.ts";
import { originOfRow, selectedRuns, selectionOf, type Selection } from "./selection.ts";

/** A machine of the archive. */
export interface MachineKey {
  readonly id: number;
  readonly location: number;
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
  const runsOf = await runsOfMachines(sql, machines, selection.until);
  const [missingOf, causes] = await Promise.all([
    missingByWindow(sql, windowsOf(runsOf), selection.until),
    titlesOf(sql, runsOf),
  ]);
  const missing = await unknownTimes(sql, selection);
  const missingDays = missingDaysOf(selection.steps, missing);
  const isSelected = windowFilter(selection);
  const rows = machines.flatMap((machine): MachineTrend[] => {
    const every = (runsOf.get(machine.id) ?? []).filter(isSelected);
    const own = every.filter(({ run }) => run.start_ms >= selection.from);
    const last = newestRun(own);
    if (last === undefined) return [];
    const failed = own.filter(({ state }) => isFailedState(state));
    const lastFailed = newestRun(failed);
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
        missingDays: missingDays(machine.location, new Set(every.flatMap(({ run }) => run.window_id ?? []))),
        lastRun: last.run.StartTime,
        ...(lastFailed === undefined ? {} : { lastFailed: lastFailed.run.StartTime }),
        ...(cause === undefined ? {} : { cause }),
        ...(recurrence === undefined ? {} : { recurrence }),
      },
    ];
  });
  const more = (machines[0]?.all_machines ?? 0) - machines.length;
  return { ...(await answerOf(sql, selection, missing)), rows: rows.toSorted(mostFailedFirst), more };
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
      SELECT machine.id, machine.location, account, region, instance_id, machine.name, count(*) OVER () AS all_machines
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
    `SELECT machine.id, machine.location, account, region, instance_id, machine.name, count(*) OVER () AS all_machines
      FROM machine JOIN location ON location.id = machine.location
      WHERE machine.id IN (SELECT value FROM json_each(?1)) AND location.id IN (SELECT value FROM json_each(?2))
      ORDER BY machine.id LIMIT ?3`,
    [machineIds, locationIds, limit],
  );

const windowFilter = ({ windowIds }: Selection): ((one: MachineRun) => boolean) => {
  if (windowIds === null) return () => true;
  const ids = new Set<SqlValue>(JSON.parse(windowIds) as number[]);
  return ({ run }) => ids.has(run.maintenance_window);
};

type RunsOf = ReadonlyMap<number, readonly MachineRun[]>;

const windowsOf = (runsOf: RunsOf): readonly WindowKey[] => {
  const runs = new Set([...runsOf.values()].flatMap((own) => own.map(({ run }) => run)));
  const windows = new Map<number, WindowKey>();
  for (const { maintenance_window: id, location, window_id } of runs)
    if (id !== null && window_id !== null) windows.set(id, { id, location, window_id });
  return [...windows.values()];
};

const titlesOf = async (
  sql: Sql,
  runsOf: RunsOf,
): Promise<ReadonlyMap<number, { readonly key: string; readonly title: string }>> => {
  const ids = new Set([...runsOf.values()].flatMap((own) => own.flatMap(({ cause }) => cause ?? [])));
  const causes = await sql.all<{ id: number; key: string; title: string }>(
    "SELECT id, key, title FROM cause WHERE id IN (SELECT value FROM json_each(?1))",
    [JSON.stringify([...ids])],
  );
  return new Map(causes.map(({ id, key, title }) => [id, { key, title }]));
};
