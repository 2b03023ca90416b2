import {
  isFailedState,
  verdictsWorstFirst,
  type MatrixMachine,
  type NightMatrix,
  type TrendOrigin,
  type TrendQuery,
  type Verdict,
} from "@windowpane/report";
import type { Sql } from "../sql/sql.ts";
import { answerOf } from "./answer.ts";
import { pointsOf, runsOfMachines } from "./machine-runs.ts";
import type { MachineKey } from "./machines.ts";
import { unknownTimes } from "./missing.ts";
import { groupRows, originOfRow, selectedRuns, selectionOf } from "./selection.ts";

interface NightRow {
  readonly id: number;
  readonly at: number;
  readonly execution_id: string;
  readonly start_ms: number;
  readonly verdict: Verdict;
}

/** The results of the machines of a window in each night: those with the most failed nights first, then those of the newest run. */
export const nightMatrix = async (
  sql: Sql,
  query: TrendQuery & TrendOrigin & { readonly WindowId: string },
): Promise<NightMatrix> => {
  const { WindowId, Account, Region } = query;
  const selection = await selectionOf(sql, {
    ...query,
    windows: [WindowId],
    ...(Account === undefined ? {} : { accounts: [Account] }),
    ...(Region === undefined ? {} : { regions: [Region] }),
  });
  const runs = selectedRuns(selection);
  const nights = await sql.all<NightRow>(
    `WITH ${runs.text} SELECT run.id, at, execution_id, run.start_ms, verdict
      FROM selected CROSS JOIN run ON run.id = selected.id ORDER BY run.start_ms`,
    runs.values,
  );
  const ids = JSON.stringify(nights.map(({ id }) => id));
  const newest = nights.at(-1)?.id ?? -1;
  const machines = await sql.all<MachineKey & { readonly all_machines: number }>(
    `WITH failing AS (
        SELECT machine, count(DISTINCT run) AS failed FROM json_each(?1) AS one
        CROSS JOIN machine_run ON machine_run.run = one.value WHERE cause IS NOT NULL GROUP BY machine),
      every AS (
        SELECT machine, failed FROM failing UNION ALL
        SELECT DISTINCT machine, 0 FROM machine_run WHERE run = ?2 AND machine NOT IN (SELECT machine FROM failing))
      SELECT machine.id, machine.location, account, region, instance_id, machine.name, count(*) OVER () AS all_machines
      FROM every JOIN machine ON machine.id = every.machine JOIN location ON location.id = machine.location
      ORDER BY failed DESC, machine.name, instance_id LIMIT ?3`,
    [ids, newest, selection.limit],
  );
  const shownRuns = new Set(nights.map(({ id }) => id));
  const runsOf = await runsOfMachines(sql, machines, selection.until);
  const [window] = await sql.all<{ name: string | null; account: string; region: string }>(
    `SELECT name, account, region FROM maintenance_window AS w JOIN location ON location.id = w.location
      WHERE w.id IN (SELECT value FROM json_each(?1)) AND w.location IN (SELECT value FROM json_each(?2)) ORDER BY item_ms DESC LIMIT 1`,
    [selection.windowIds, selection.locationIds],
  );
  return {
    ...(await answerOf(sql, selection, await unknownTimes(sql, selection, WindowId))),
    ...(window === undefined ? {} : originOfRow(window)),
    WindowId,
    ...(typeof window?.name !== "string" ? {} : { Name: window.name }),
    nights: [...groupRows(nights, ({ at }) => at).values()].flatMap((own) => worstOf(own)),
    machines: machines.map((machine): MatrixMachine => {
      const own = (runsOf.get(machine.id) ?? []).filter(({ run }) => shownRuns.has(run.id));
      const points = pointsOf(own, selection.steps);
      return {
        InstanceId: machine.instance_id,
        ...(machine.name === null ? {} : { InstanceName: machine.name }),
        failed: points.filter(({ result }) => isFailedState(result)).length,
        points,
      };
    }),
    more: (machines[0]?.all_machines ?? 0) - machines.length,
  };
};

const worstOf = (runs: readonly NightRow[]): NightMatrix["nights"] => {
  const rank = ({ verdict }: NightRow): number => verdictsWorstFirst.indexOf(verdict);
  const [worst] = runs.toSorted((one, other) => rank(one) - rank(other) || other.start_ms - one.start_ms);
  if (worst === undefined) return [];
  const { at, execution_id: WindowExecutionId, start_ms, verdict } = worst;
  return [{ at, WindowExecutionId, StartTime: new Date(start_ms), verdict }];
};
