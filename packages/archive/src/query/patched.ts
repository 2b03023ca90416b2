import type { PatchedAnswer, PatchedMachine, TrendQuery } from "@windowpane/report";
import { patchWords } from "../schema/tables.ts";
import type { Sql } from "../sql/sql.ts";
import { answerOf } from "./answer.ts";
import { originOfRow, selectionOf } from "./selection.ts";

const DAY = 24 * 3_600_000;
const WITHIN = 14;

interface PatchedRow {
  readonly account: string;
  readonly region: string;
  readonly instance_id: string;
  readonly name: string | null;
  readonly patched_ms: number | null;
  readonly run_ms: number;
  readonly run_patch: number;
}

interface CountsRow {
  readonly machines: number;
  readonly compliant: number;
  readonly never: number;
  readonly without: number;
}

/** Machines that ran in the period, by when they were last patched. Machines that no longer run do not count. */
export const patchedMachines = async (
  sql: Sql,
  query: TrendQuery & { readonly within?: number | undefined },
): Promise<PatchedAnswer> => {
  const { within = WITHIN } = query;
  const selection = await selectionOf(sql, query);
  const { from, until, locationIds, machineIds, windowIds, limit } = selection;
  const since = until - within * DAY;
  const seen = `machine LEFT JOIN machine_patch AS last ON last.machine = machine.id AND last.run_ms <= ?2
    WHERE seen_ms >= ?1 AND machine.location IN (SELECT value FROM json_each(?3))
      AND (?4 IS NULL OR machine.id IN (SELECT value FROM json_each(?4)))
      AND (?5 IS NULL OR EXISTS (SELECT 1 FROM machine_run JOIN run ON run.id = machine_run.run
        WHERE machine_run.machine = machine.id AND start_ms >= ?1 AND maintenance_window IN (SELECT value FROM json_each(?5))))`;
  const values = [from, until, locationIds, machineIds, windowIds];
  const [counts] = await sql.all<CountsRow>(
    `SELECT count(last.machine) AS machines, count(*) - count(last.machine) AS without,
        count(CASE WHEN patched_ms >= ?6 THEN 1 END) AS compliant,
        count(CASE WHEN last.machine IS NOT NULL AND patched_ms IS NULL THEN 1 END) AS never FROM ${seen}`,
    [...values, since],
  );
  const found = await sql.all<PatchedRow>(
    `SELECT account, region, instance_id, name, patched_ms, run_ms, run_patch
      FROM (SELECT machine.*, patched_ms, run_ms, run_patch FROM ${seen} AND last.machine IS NOT NULL) AS seen
      JOIN location ON location.id = seen.location ORDER BY patched_ms IS NOT NULL, patched_ms, run_ms, instance_id LIMIT ?6`,
    [...values, limit],
  );
  const rows = found.map((row): PatchedMachine => ({
    ...originOfRow(row),
    InstanceId: row.instance_id,
    ...(row.name === null ? {} : { InstanceName: row.name }),
    ...(row.patched_ms === null
      ? {}
      : {
          patchedAt: new Date(row.patched_ms),
          days: Math.max(0, Math.floor((until - row.patched_ms) / DAY)),
        }),
    lastRun: new Date(row.run_ms),
    lastResult: patchWords[row.run_patch] ?? "unknown",
    compliant: row.patched_ms !== null && row.patched_ms >= since,
  }));
  const { machines = 0, compliant = 0, never = 0, without = 0 } = counts ?? {};
  return {
    ...(await answerOf(sql, selection)),
    within,
    machines,
    compliant,
    never,
    withoutPatchRun: without,
    rows,
    more: machines - rows.length,
  };
};
