import { createClient } from "@windowpane/core";
import { machinesOf } from "@windowpane/report";
import { fleet, fleetIds, manualClock, mockTransport } from "@windowpane/transport-mock";
import { gapsOf } from "@windowpane/transport-snapshot";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  deleteLooseDocuments,
  openArchive,
  readStoredSnapshot,
  storeRun,
  verifyArchive,
  type Archive,
  type Sql,
  type SqlStatement,
  type StoredRun,
} from "../src/index.ts";
import { storedExecutions } from "../src/store/stored-runs.ts";
import { hosts, type OpenedHost } from "./hosts/hosts.ts";
import { finishedExecutions, takeRun, takenAt } from "./runs.ts";

const place = { Account: "111122223333", Region: "eu-west-1" };

let runs: readonly StoredRun[];
beforeAll(async () => {
  const transport = mockTransport();
  const ids = await finishedExecutions(createClient(transport), 1);
  runs = await Promise.all(ids.map((id) => takeRun(transport, id)));
});

/** Every row of the tables that storing changes. */
const dump = async (sql: Sql): Promise<string> => {
  const tables = [
    "location",
    "maintenance_window",
    "run",
    "machine",
    "machine_patch",
    "cause",
    "machine_run",
  ];
  const rest = ["run_cause", "document", "loose_document", "outbox"];
  const rows = [];
  for (const table of [...tables, ...rest])
    for (const row of await sql.all(`SELECT * FROM ${table} ORDER BY 1, 2`)) rows.push([table, { ...row }]);
  return JSON.stringify(rows, undefined, 1);
};

/** Number of rows that a run has: those of machines with a name. */
const rowsOf = ({ report }: StoredRun): number =>
  machinesOf(report).filter(({ InstanceId }) => InstanceId !== undefined).length;

const message = (id: string): SqlStatement => ({
  text: `INSERT OR IGNORE INTO outbox (id, destination, kind, title, content, created_ms, due_ms, state, gather, attempts)
    VALUES (?1, 'ops', 'run', 'title', '{}', 1, 1, 'pending', 0, 0)`,
  values: [id],
});

describe.each(hosts)("storing runs in $name", ({ open }) => {
  let host: OpenedHost;
  let archive: Archive;
  const now = (): Date => takenAt;
  beforeEach(async () => {
    host = await open();
    archive = await openArchive({ ...host, now });
  });
  afterEach(() => host.close());

  it("stores the rows and counts of the report", async () => {
    const { sql } = archive;
    for (const run of runs) expect(await storeRun(archive, run)).toBe("new");
    let counted = 0;
    for (const { report, snapshot } of runs) {
      const { WindowExecutionId, machineCounts } = report;
      const stored = await sql.all<{ instance_id: string; result: string; cause: string | null }>(
        `SELECT instance_id, result, cause, patch, response_code, instance_name FROM machine_runs
          WHERE execution_id = ?1 ORDER BY 1, 2, 3, 4, 5`,
        [WindowExecutionId],
      );
      const expected = machinesOf(report)
        .filter(({ InstanceId }) => InstanceId !== undefined)
        .map(({ InstanceId = "", result, cause, patch, ResponseCode }) =>
          [InstanceId, result, cause?.slug ?? patch?.cause?.slug, patch?.result, ResponseCode].join(" "),
        );
      counted += expected.length;
      expect(stored.map((row) => Object.values(row).slice(0, 5).join(" ")).toSorted()).toEqual(
        expected.toSorted(),
      );
      const [row] = await sql.all("SELECT * FROM run WHERE execution_id = ?1", [WindowExecutionId]);
      expect(row).toMatchObject({
        verdict: report.verdict,
        machines: machineCounts.total,
        passed: machineCounts.results.passed,
        failed: machineCounts.results.failed,
        complete: Number(report.complete),
        start_ms: report.StartTime?.getTime(),
      });
      const causes = await sql.all<{ key: string; machines: number }>(
        `SELECT cause.key, run_cause.machines FROM run_cause JOIN cause ON cause.id = run_cause.cause
          JOIN run ON run.id = run_cause.run WHERE run.execution_id = ?1`,
        [WindowExecutionId],
      );
      expect(Object.fromEntries(causes.map(({ key, machines }) => [key, machines]))).toEqual(
        Object.fromEntries(report.groups.map(({ key, machines }) => [key, machines])),
      );
      const read = await readStoredSnapshot(archive, { ...place, WindowExecutionId });
      expect([...(read?.responses.lines() ?? [])].join("\n")).toBe(
        [...snapshot.responses.lines()].join("\n"),
      );
    }
    expect(counted).toBeGreaterThan(900);
    expect(await verifyArchive(archive)).toEqual({ runs: runs.length, problems: [], next: undefined });
    const [first] = runs;
    const known = first?.report.WindowExecutionId ?? "";
    expect(await storedExecutions(archive, place, [known, "another"])).toEqual(new Set([known]));
    expect(await storedExecutions(archive, { ...place, Region: "eu-west-2" }, [known])).toEqual(new Set());
  });

  it("changes nothing when a run is stored again", async () => {
    const [first, second] = runs;
    if (first === undefined || second === undefined) throw new Error("no runs");
    for (const run of [first, second]) await storeRun(archive, { ...run, outbox: [message("one")] });
    const before = await dump(archive.sql);
    expect(before).toContain('"outbox"');
    for (const run of [second, first]) {
      expect(await storeRun(archive, { ...run, outbox: [message("one")] })).toBe("known");
    }
    // A second reading of the same run, at another time.
    const later = { ...first.snapshot, takenAt: new Date(takenAt.getTime() + 1000) };
    expect(await storeRun(archive, { ...first, snapshot: later })).toBe("known");
    expect(await dump(archive.sql)).toBe(before);
  });

  it("stores new messages of a run that is stored", async () => {
    const [first] = runs;
    if (first === undefined) throw new Error("no runs");
    await storeRun(archive, first);
    expect(await storeRun(archive, { ...first, outbox: [message("late")] })).toBe("known");
    expect((await archive.sql.all("SELECT id FROM outbox")).map((row) => ({ ...row }))).toEqual([
      { id: "late" },
    ]);
  });

  it("survives a process that is killed at any write", async () => {
    const [first] = runs;
    if (first === undefined) throw new Error("no runs");
    const run = { ...first, outbox: [message("one")] };
    let kills = 0;
    for (let write = 1; write <= 2 * WRITES; write += 1) {
      const fresh = await open();
      try {
        const clock = manualClock(takenAt.toISOString());
        const whole = await openArchive({ ...fresh, now: clock.now });
        const outcome = await storeRun(killedAt(write / 2, whole), run).catch((error: unknown) => error);
        if (outcome instanceof Error) kills += 1;
        // The run is stored as a whole or not at all.
        const [count] = await whole.sql.all(
          "SELECT (SELECT count(*) FROM run) AS runs, (SELECT count(*) FROM machine_run) AS rows, (SELECT count(*) FROM outbox) AS messages",
        );
        const isStored = write / 2 >= WRITES;
        expect({ ...count }).toEqual(
          isStored ? { runs: 1, rows: rowsOf(first), messages: 1 } : { runs: 0, rows: 0, messages: 0 },
        );
        expect(await storeRun(whole, run)).toBe(isStored ? "known" : "new");
        clock.advance(2 * 3_600_000);
        await deleteLooseDocuments(whole);
        expect((await verifyArchive(whole)).problems).toEqual([]);
        const [left] = await whole.sql.all("SELECT count(*) AS loose FROM loose_document");
        expect({ ...left }).toEqual({ loose: 0 });
        const keys = await whole.sql.all("SELECT DISTINCT key FROM document_chunk");
        expect(keys.length).toBe(whole.sql.name === "D1" ? 0 : 1);
      } finally {
        await fresh.close();
      }
    }
    expect(kills).toBe(2 * WRITES);
  });

  it("keeps one of two readings that are stored at the same time", async () => {
    const [first] = runs;
    if (first === undefined) throw new Error("no runs");
    const other = { ...first, snapshot: { ...first.snapshot, takenAt: new Date(takenAt.getTime() + 5) } };
    const outcomes = await Promise.all([storeRun(archive, first), storeRun(archive, other)]);
    expect(outcomes.toSorted()).toEqual(["known", "new"]);
    expect((await verifyArchive(archive)).problems).toEqual([]);
    const [count] = await archive.sql.all(
      "SELECT (SELECT count(*) FROM run) AS runs, (SELECT count(*) FROM machine_run) AS rows, (SELECT count(*) FROM loose_document) AS loose",
    );
    expect({ ...count }).toEqual({ runs: 1, rows: rowsOf(first), loose: 0 });
  });

  it("replaces a run with one that has fewer gaps, and keeps its number and messages", async () => {
    const faults = [{ kind: "access-denied", operations: ["ListCommandInvocations"] }] as const;
    const [whole] = runs;
    if (whole === undefined) throw new Error("no runs");
    const { WindowExecutionId } = whole.report;
    const denied = await takeRun(mockTransport({ faults }), WindowExecutionId);
    expect(gapsOf(denied.snapshot).length).toBeGreaterThan(0);

    await storeRun(archive, { ...denied, outbox: [message("one")] });
    const [before] = await archive.sql.all("SELECT id, complete, document_key FROM run");
    expect(before).toMatchObject({ complete: 0 });
    expect(await storeRun(archive, whole)).toBe("better");
    expect(await storeRun(archive, denied)).toBe("known");
    const [after] = await archive.sql.all("SELECT id, complete, passed FROM run");
    expect(after).toMatchObject({
      id: before?.["id"],
      complete: Number(whole.report.complete),
      passed: whole.report.machineCounts.results.passed,
    });
    expect(await archive.documents.get(String(before?.["document_key"]))).toBeUndefined();
    expect((await archive.sql.all("SELECT id FROM outbox")).length).toBe(1);
    expect(await storeRun(archive, { ...denied, replaces: true })).toBe("better");
    expect((await verifyArchive(archive)).problems).toEqual([]);
  });

  it("stays within the limits of D1 for 12,000 machines", async () => {
    const transport = mockTransport({ scenario: fleet({ invocations: 12_000 }) });
    const run = await takeRun(transport, fleetIds.WindowExecutionId, { patches: false });
    const statements: SqlStatement[] = [];
    const sql: Sql = {
      ...archive.sql,
      batch: (batch) => {
        statements.push(...batch);
        return archive.sql.batch(batch);
      },
    };
    expect(await storeRun({ ...archive, sql }, run)).toBe("new");
    for (const { text, values = [] } of statements) {
      expect(text.length).toBeLessThan(100_000);
      expect(values.length).toBeLessThanOrEqual(100);
      for (const value of values)
        if (typeof value === "string" || value instanceof Uint8Array)
          expect(value.length).toBeLessThan(1_500_000);
    }
    const [row] = await archive.sql.all("SELECT count(*) AS rows, count(part) AS parts FROM machine_run");
    expect({ ...row }).toEqual({ rows: 12_000, parts: 12_000 });
  });
});

/** Writes of `storeRun`: the note of the document, the document, the rows. */
const WRITES = 3;

/** An archive whose process is killed at a write: after it for a whole number, before it for a half number below. */
const killedAt = (write: number, whole: Archive): Archive => {
  let done = 0;
  const step = async <Value>(run: () => Promise<Value>): Promise<Value> => {
    if (done + 0.5 >= write) throw new Error("killed");
    const value = await run();
    done += 1;
    if (done >= write) throw new Error("killed");
    return value;
  };
  return {
    ...whole,
    sql: {
      ...whole.sql,
      run: (text, values) => step(() => whole.sql.run(text, values)),
      batch: (statements) => step(() => whole.sql.batch(statements)),
    },
    documents: { ...whole.documents, put: (key, bytes) => step(() => whole.documents.put(key, bytes)) },
  };
};

describe("runs that cannot be stored", () => {
  it("rejects sensitive members, unless the archive may keep them", async () => {
    const [host] = hosts;
    const opened = await host?.open();
    if (opened === undefined) throw new Error("no host");
    const archive = await openArchive({ ...opened, now: () => takenAt });
    const id = runs[0]?.report.WindowExecutionId ?? "";
    const run = await takeRun(mockTransport(), id, { includeSensitive: true });
    await expect(storeRun(archive, { ...run, sensitive: false })).rejects.toThrow(
      /has sensitive members, which this archive does not keep\. Take it without them/,
    );
    expect(await storeRun(archive, run)).toBe("new");
    await opened.close();
  });

  it("rejects an execution that has not ended, and a snapshot of another one", async () => {
    const [host] = hosts;
    const opened = await host?.open();
    if (opened === undefined) throw new Error("no host");
    const archive = await openArchive({ ...opened, now: () => takenAt });
    const [first, second] = runs;
    if (first === undefined || second === undefined) throw new Error("no runs");
    const running = { ...first, report: { ...first.report, Status: "IN_PROGRESS" } };
    await expect(storeRun(archive, running)).rejects.toThrow(/has not ended: its status is IN_PROGRESS\./);
    await expect(storeRun(archive, { ...first, report: second.report })).rejects.toThrow(
      /does not contain exactly/,
    );
    await opened.close();
  });
});
