import type { PatchedAnswer, PatchedMachine, TrendQuery } from "@windowpane/report";
import { patchWords } from "../schema/tables.ts";
import type { Sql } from "../sql/sql.ts";
import { answerOf } from "./answer.ts";
import { unknownTimes } from "./missing.ts";
import { originOfRow, selectedRuns, selectionOf } from "./selection.ts";

const DAY = 24 * 3_600_000;
const WITHIN = 14;

interface PatchedRow {
  readonly account: string;
  readonly region: string;
  readonly instance_id: string;
  readonly name: string | null;
  readonly patched_ms: number | null;
  readonly run_ms: number | null;
  readonly run_patch: number | null;
}

/** Counts of all machines, which each row repeats. */
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
  const { from, until, machineIds, windowIds, limit } = selection;
  const since = until - within * DAY;
  const runs = selectedRuns(selection);
  // The machines of a window are found once by its runs: a search for each machine takes seconds for a year.
  const ofWindows =
    windowIds === null
      ? ""
      : `AND machine.id IN (SELECT machine FROM selected CROSS JOIN machine_run ON machine_run.run = selected.id)`;
  const found = await sql.all<PatchedRow & CountsRow>(
    `WITH ${runs.text}
      SELECT account, region, instance_id, name, patched_ms, run_ms, run_patch,
        count(last.machine) OVER () AS machines, sum(last.machine IS NULL) OVER () AS without,
        sum(patched_ms IS NOT NULL AND patched_ms >= ?6) OVER () AS compliant,
        sum(last.machine IS NOT NULL AND patched_ms IS NULL) OVER () AS never
      FROM machine JOIN location ON location.id = machine.location
      LEFT JOIN machine_patch AS last ON last.machine = machine.id AND last.run_ms <= ?2
      WHERE seen_ms >= ?5 AND machine.location IN (SELECT value FROM json_each(?3)) ${ofWindows}
        AND (?7 IS NULL OR machine.id IN (SELECT value FROM json_each(?7)))
      ORDER BY last.machine IS NULL, patched_ms IS NOT NULL, patched_ms, run_ms, instance_id LIMIT ?8`,
    [...runs.values, from, since, machineIds, limit],
  );
  const listed = found.flatMap((row) =>
    row.run_ms === null || row.run_patch === null
      ? []
      : [{ ...row, run_ms: row.run_ms, run_patch: row.run_patch }],
  );
  const rows = listed.map((row): PatchedMachine => ({
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
  const { machines = 0, compliant = 0, never = 0, without = 0 } = found[0] ?? {};
  return {
    ...(await answerOf(sql, selection, await unknownTimes(sql, selection))),
    within,
    machines,
    compliant,
    never,
    withoutPatchRun: without,
    rows,
    more: machines - rows.length,
  };
};
