/** Fictional histories of runs, and what trends of them are, computed in the simplest way. */
import {
  isFailedState,
  localDays,
  machineState,
  worseState,
  type MachineState,
  type Verdict,
} from "@windowpane/report";
import { patchWords, resultWords, type Sql } from "../../src/index.ts";

export interface MadeRow {
  readonly machine: string;
  readonly result: (typeof resultWords)[number];
  readonly patch?: (typeof patchWords)[number] | undefined;
  readonly cause?: string | undefined;
}

export interface MadeRun {
  readonly account: string;
  readonly window: string;
  readonly name: string;
  readonly id: string;
  readonly start: number;
  readonly end?: number | undefined;
  readonly complete: boolean;
  readonly rows: readonly MadeRow[];
}

export interface MadeGap {
  readonly account: string;
  /** Empty: the whole account. */
  readonly window: string;
  readonly from: number;
  readonly to: number;
}

export interface MadeHistory {
  readonly runs: readonly MadeRun[];
  readonly gaps: readonly MadeGap[];
}

/** The worst state of each machine in a run. */
export const statesOf = ({ rows }: MadeRun): ReadonlyMap<string, MachineState> => {
  const states = new Map<string, MachineState>();
  for (const { machine, result, patch } of rows) {
    const state = machineState(result, patch);
    states.set(machine, worseState(states.get(machine) ?? state, state));
  }
  return states;
};

/** What a machine counts as in the counts of its run. */
export const countedAs = (run: MadeRun): readonly ("passed" | "failed" | "unknown")[] => {
  const worst = new Map<string, MachineState>();
  for (const { machine, result } of run.rows)
    worst.set(machine, worseState(worst.get(machine) ?? result, result));
  return [...statesOf(run)].map(([machine, state]) => {
    const result = worst.get(machine) ?? "unknown";
    if (result === "passed")
      return state === "notPatched" ? "failed" : state === "passed" ? "passed" : "unknown";
    return isFailedState(result) ? "failed" : "unknown";
  });
};

export const verdictOf = (run: MadeRun): Verdict => {
  const states = [...statesOf(run).values()];
  const failed = states.filter(isFailedState).length;
  if (states.length === 0) return "EMPTY";
  if (failed > 0) return states.includes("passed") ? "PARTIAL" : "FAILED";
  return run.complete && states.every((state) => state === "passed") ? "PASSED" : "UNKNOWN";
};

/** The local day of a run. */
export const dayIn = (timeZone: string): ((run: Pick<MadeRun, "start">) => string) => {
  const dayOf = localDays(timeZone);
  return ({ start }) => dayOf(new Date(start));
};

/** Inserts a history. */
export const insertHistory = async (sql: Sql, { runs, gaps }: MadeHistory): Promise<void> => {
  const ids = new Map<string, number>();
  const idOf = async (table: string, key: string, insert: () => Promise<unknown>): Promise<number> => {
    const known = ids.get(`${table} ${key}`);
    if (known !== undefined) return known;
    await insert();
    const [row] = await sql.all<{ id: number }>(`SELECT max(id) AS id FROM ${table}`);
    ids.set(`${table} ${key}`, row?.id ?? 0);
    return row?.id ?? 0;
  };
  const locationOf = (account: string): Promise<number> =>
    idOf("location", account, () =>
      sql.run("INSERT INTO location (account, region) VALUES (?1, 'eu-west-1')", [account]),
    );
  for (const run of runs) {
    const location = await locationOf(run.account);
    const window = await idOf("maintenance_window", `${run.account} ${run.window}`, () =>
      sql.run("INSERT INTO maintenance_window (location, window_id, name) VALUES (?1, ?2, ?3)", [
        location,
        run.window,
        run.name,
      ]),
    );
    await sql.run("UPDATE maintenance_window SET name = ?2, item_ms = ?3 WHERE id = ?1 AND item_ms <= ?3", [
      window,
      run.name,
      run.start,
    ]);
    await sql.run(runInsert, [location, window, ...runValues(run)]);
    const [stored] = await sql.all<{ id: number }>("SELECT max(id) AS id FROM run");
    const rows = new Map<string, number>();
    for (const { machine, result, patch, cause } of run.rows) {
      const machineId = await idOf("machine", `${run.account} ${machine}`, () =>
        sql.run("INSERT INTO machine (location, instance_id, name, seen_ms) VALUES (?1, ?2, ?3, 0)", [
          location,
          machine,
          `name-${machine}`,
        ]),
      );
      await sql.run("UPDATE machine SET seen_ms = max(seen_ms, ?2) WHERE id = ?1", [machineId, run.start]);
      const causeId =
        cause === undefined
          ? null
          : await idOf("cause", cause, () =>
              sql.run(
                "INSERT INTO cause (key, slug, title, weight, text) VALUES (?1, ?1, ?2, 'failure', '')",
                [cause, `Title ${cause}`],
              ),
            );
      const row = rows.get(machine) ?? 0;
      rows.set(machine, row + 1);
      await sql.run(
        "INSERT INTO machine_run (run, machine, row, result, cause, patch) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        [
          stored?.id ?? 0,
          machineId,
          row,
          resultWords.indexOf(result),
          causeId,
          patch === undefined ? null : patchWords.indexOf(patch),
        ],
      );
      if (causeId !== null)
        await sql.run(
          `INSERT INTO run_cause (run, cause, machines, machine_rows) VALUES (?1, ?2, 1, 1)
            ON CONFLICT DO UPDATE SET machines = machines + ?3, machine_rows = machine_rows + 1`,
          [stored?.id ?? 0, causeId, row === 0 ? 1 : 0],
        );
      if (patch !== undefined)
        await sql.run(
          `INSERT INTO machine_patch (machine, run_ms, run_patch, patched_ms) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET run_patch = CASE WHEN excluded.run_ms >= run_ms THEN excluded.run_patch ELSE run_patch END,
              run_ms = max(run_ms, excluded.run_ms),
              patched_ms = nullif(max(ifnull(patched_ms, -1), ifnull(excluded.patched_ms, -1)), -1)`,
          [machineId, run.start, patchWords.indexOf(patch), patch === "patched" ? run.start : null],
        );
    }
  }
  for (const { account, window, from, to } of gaps) {
    await sql.run(
      `INSERT INTO collection_gap (location, window_id, from_ms, to_ms, code, message, noted_ms)
        VALUES (?1, ?2, ?3, ?4, 'test', 'AWS did not respond.', 0) ON CONFLICT DO NOTHING`,
      [await locationOf(account), window, from, to],
    );
  }
};

const counted = [
  "passed",
  "failed",
  "timed_out",
  "unreachable",
  "cancelled",
  "not_run",
  "unknown",
  "open",
  "good",
  "not_patched",
] as const;

const runInsert = `INSERT INTO run (location, maintenance_window, execution_id, window_name, start_ms, end_ms, verdict, reason,
    false_green, complete, gaps, tasks, machine_rows, machines, machines_exact, ${counted.join(", ")}, patch_rows, patched,
    patch_missing, patch_failed, patch_rejected, reboot_pending, scanned, need_patches, patch_unproven, sensitive, read_ms,
    stored_ms, document_key)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '', 0, ?8, ?9, 1, ?10, ?11, ?8, ${counted.map((_, index) => `?${index + 12}`).join(", ")},
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ?1 || ' ' || ?3)`;

const columnOf = {
  timedOut: "timed_out",
  notRun: "not_run",
  running: "open",
  pending: "open",
} as const;

/** The counts as `storeRun` makes them: each machine with its worst result, `good` and `not_patched` by its patches. */
const runValues = (run: MadeRun): readonly (string | number | null)[] => {
  const results = new Map<string, MachineState>();
  for (const { machine, result } of run.rows)
    results.set(machine, worseState(results.get(machine) ?? result, result));
  const states = statesOf(run);
  const counts = new Map<string, number>();
  const add = (column: string): void => {
    counts.set(column, (counts.get(column) ?? 0) + 1);
  };
  for (const result of results.values())
    add(Object.hasOwn(columnOf, result) ? (Reflect.get(columnOf, result) as string) : result);
  for (const [machine, state] of states) {
    if (state === "passed") add("good");
    if (state === "notPatched" && results.get(machine) === "passed") add("not_patched");
  }
  return [
    run.id,
    run.name,
    run.start,
    run.end ?? null,
    verdictOf(run),
    Number(run.complete),
    run.complete ? 0 : 1,
    run.rows.length,
    states.size,
    ...counted.map((column) => counts.get(column) ?? 0),
  ];
};
