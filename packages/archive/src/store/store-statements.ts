import type { SqlStatement, SqlValue } from "../sql/sql.ts";
import type { WrittenDocument } from "../documents/write-document.ts";
import { causeRowsOf, machineRowsOf, patchRowsOf, runColumns, windowItemOf } from "./run-rows.ts";
import type { StoredRun } from "./store-run.ts";

interface ToStore {
  readonly run: StoredRun;
  readonly document: WrittenDocument;
  readonly key: string;
  /** The document of the stored reading that this one may replace. */
  readonly replaced: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Rows of machines in a statement. Their JSON must stay below D1's limit of 2 MB for a bound value. */
const ROWS = 5000;

/**
 * The statements that store a run, for one transaction. All of them are bound to the run's document key: if another process stored
 * the run in the meantime, `run` keeps the other key and every statement finds nothing to do.
 */
export const storeStatements = ({ run, document, key, replaced, now }: ToStore): readonly SqlStatement[] => {
  const { snapshot, report, outbox = [] } = run;
  const { Account = "", region = "" } = snapshot.origin;
  const toWrite = { snapshot, report, document };
  const rows = machineRowsOf(toWrite);
  const machines = chunks(rows).map((chunk) => JSON.stringify(chunk));
  const causes = JSON.stringify(causeRowsOf(toWrite));
  const ofRun = "(SELECT id FROM run WHERE document_key = ?1)";

  return [
    {
      text: "INSERT INTO location (account, region) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
      values: [Account, region],
    },
    ...windowStatements(run, [Account, region], windowItemOf(toWrite)),
    runStatement({ run, key, now }, { ...runColumns(toWrite) }),
    // Rows of an earlier, less complete reading of the run.
    { text: `DELETE FROM machine_run WHERE run = ${ofRun}`, values: [key] },
    { text: `DELETE FROM run_cause WHERE run = ${ofRun}`, values: [key] },
    {
      text: `INSERT INTO document (run, bytes, sha256, parts, started)
        SELECT id, ?2, ?3, ?4, ?5 FROM run WHERE document_key = ?1
        ON CONFLICT (run) DO UPDATE SET bytes = ?2, sha256 = ?3, parts = ?4, started = ?5`,
      values: [
        key,
        document.bytes.length,
        document.sha256,
        JSON.stringify(document.parts.map((part) => [part.offset, part.length, part.key])),
        document.started,
      ],
    },
    {
      text: `INSERT INTO cause (key, slug, title, weight, text)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?1) WHERE true
        ON CONFLICT (key) DO UPDATE SET title = excluded.title WHERE cause.title LIKE '% (likely)'`,
      values: [causes],
    },
    {
      text: `INSERT INTO run_cause (run, cause, machines, machine_rows)
        SELECT run.id, cause.id, one.value ->> 5, one.value ->> 6
        FROM run CROSS JOIN json_each(?2) AS one CROSS JOIN cause ON cause.key = one.value ->> 0
        WHERE run.document_key = ?1 AND one.value ->> 6 > 0`,
      values: [key, causes],
    },
    ...machines.flatMap((json) => machineStatements(key, json)),
    ...chunks(patchRowsOf(toWrite)).map((chunk) => patchStatement(key, JSON.stringify(chunk))),
    ...outbox,
    {
      text: `INSERT INTO loose_document (key, since_ms) SELECT ?2, ?3 FROM run
        WHERE document_key = ?1 AND ?2 IS NOT NULL AND ?2 <> ?1 ON CONFLICT DO NOTHING`,
      values: [key, replaced ?? null, now],
    },
    {
      text: "DELETE FROM loose_document WHERE key = ?1 AND EXISTS (SELECT 1 FROM run WHERE document_key = ?1)",
      values: [key],
    },
  ];
};

const windowStatements = (
  { report, snapshot }: StoredRun,
  location: readonly [account: string, region: string],
  item: string | undefined,
): readonly SqlStatement[] => {
  const { WindowId, Name, StartTime } = report;
  if (WindowId === undefined) return [];
  const parsed: unknown = item === undefined ? undefined : JSON.parse(item);
  const listed: unknown =
    typeof parsed === "object" && parsed !== null ? Reflect.get(parsed, "Name") : undefined;
  const name = Name ?? (typeof listed === "string" ? listed : null);
  return [
    {
      text: `INSERT INTO maintenance_window (location, window_id, name, item, item_ms)
        SELECT id, ?3, ?4, ?5, ?6 FROM location WHERE account = ?1 AND region = ?2
        ON CONFLICT (location, window_id) DO UPDATE
          SET name = ifnull(excluded.name, name), item = ifnull(excluded.item, item), item_ms = excluded.item_ms
          WHERE excluded.item_ms >= item_ms`,
      values: [...location, WindowId, name, item ?? null, (StartTime ?? snapshot.takenAt).getTime()],
    },
  ];
};

/** Inserts the run, or replaces an earlier reading of it. Its number stays the same then, for the messages about it. */
const runStatement = (
  { run, key, now }: Pick<ToStore, "run" | "key" | "now">,
  columns: Readonly<Record<string, SqlValue>>,
): SqlStatement => {
  const { snapshot, report } = run;
  const { Account = "", region = "" } = snapshot.origin;
  const all = { ...columns, stored_ms: now, document_key: key };
  const names = Object.keys(all);
  const fixed = [Account, region, report.WindowId ?? null, report.WindowExecutionId];
  const missing = (table: string): string => `${table}.gaps + ${table}.open`;
  const isReplaced = run.replaces === true ? "true" : `${missing("excluded")} < ${missing("run")}`;
  return {
    text: `INSERT INTO run (location, maintenance_window, execution_id, ${names.join(", ")})
      SELECT location.id, (SELECT id FROM maintenance_window WHERE location = location.id AND window_id = ?3), ?4,
        ${names.map((_, index) => `?${index + fixed.length + 1}`).join(", ")}
      FROM location WHERE account = ?1 AND region = ?2
      ON CONFLICT (location, execution_id) DO UPDATE
        SET ${["maintenance_window", ...names].map((name) => `${name} = excluded.${name}`).join(", ")}
        WHERE ${isReplaced}`,
    values: [...fixed, ...Object.values(all)],
  };
};

/** CROSS JOIN fixes the order of the loops: SQLite would read all machines of the location for each row. */
const machineStatements = (key: string, rows: string): readonly SqlStatement[] => [
  {
    // A machine keeps its last name: AWS returns none for machines that a command did not reach.
    text: `INSERT INTO machine (location, instance_id, name, seen_ms)
      SELECT run.location, one.value ->> 0, one.value ->> 1, run.start_ms
      FROM run CROSS JOIN json_each(?2) AS one WHERE run.document_key = ?1 AND one.value ->> 2 = 0
      ON CONFLICT (location, instance_id) DO UPDATE
        SET name = ifnull(excluded.name, name), seen_ms = excluded.seen_ms WHERE excluded.seen_ms >= seen_ms`,
    values: [key, rows],
  },
  {
    // In the order of the key, so that the rows of a run fill their pages.
    text: `INSERT INTO machine_run (run, machine, row, result, cause, patch, response_code, seconds, part)
      SELECT run.id, machine.id, one.value ->> 2, one.value ->> 3, cause.id, one.value ->> 5, one.value ->> 6,
        one.value ->> 7, one.value ->> 8
      FROM run CROSS JOIN json_each(?2) AS one
      CROSS JOIN machine ON machine.location = run.location AND machine.instance_id = one.value ->> 0
      LEFT JOIN cause ON cause.key = one.value ->> 4
      WHERE run.document_key = ?1 ORDER BY machine.id`,
    values: [key, rows],
  },
];

/** Keeps the newest result, installation and state of each machine, in whatever order runs are stored. */
const patchStatement = (key: string, rows: string): SqlStatement => {
  const states = ["missing", "failed", "reboot_pending", "critical", "security", "state_ms"];
  const kept = (names: readonly string[], time: string): readonly string[] =>
    names.map(
      (name) =>
        `${name} = CASE WHEN ifnull(excluded.${time}, -1) >= ifnull(machine_patch.${time}, -1)
          THEN excluded.${name} ELSE machine_patch.${name} END`,
    );
  return {
    text: `INSERT INTO machine_patch (machine, run_ms, run_patch, patched_ms, state_ms, missing, failed, reboot_pending,
        critical, security)
      SELECT machine.id, run.start_ms, ${[1, 2, 3, 4, 5, 6, 7, 8].map((index) => `one.value ->> ${index}`).join(", ")}
      FROM run CROSS JOIN json_each(?2) AS one
      CROSS JOIN machine ON machine.location = run.location AND machine.instance_id = one.value ->> 0
      WHERE run.document_key = ?1
      ON CONFLICT (machine) DO UPDATE SET
        patched_ms = nullif(max(ifnull(patched_ms, -1), ifnull(excluded.patched_ms, -1)), -1),
        ${[...kept(["run_ms", "run_patch"], "run_ms"), ...kept(states, "state_ms")].join(", ")}`,
    values: [key, rows],
  };
};

const chunks = <Row>(rows: readonly Row[]): readonly (readonly Row[])[] =>
  Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, index) =>
    rows.slice(index * ROWS, (index + 1) * ROWS),
  );
