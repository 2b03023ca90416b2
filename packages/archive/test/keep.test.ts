import { mockTransport } from "@windowpane/transport-mock";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  deleteLooseDocuments,
  deleteOldRuns,
  deleteRuns,
  openArchive,
  readStoredSnapshot,
  storeRun,
  tidyArchive,
  verifyArchive,
  type Archive,
  type RunSelection,
  type StoredRun,
} from "../src/index.ts";
import { hosts, type OpenedHost } from "./hosts/hosts.ts";
import { demoRuns, takeRun, takenAt } from "./runs.ts";

let runs: readonly StoredRun[];
beforeAll(async () => {
  const own = await demoRuns({}, 1);
  const other = await takeRun(mockTransport(), own[0]?.report.WindowExecutionId ?? "", {
    region: "us-east-1",
  });
  runs = [...own, other];
});

const idOf = ({ report, snapshot }: StoredRun): string =>
  `${snapshot.origin.region} ${report.WindowExecutionId}`;

describe.each(hosts)("an archive in $name", ({ open }) => {
  let host: OpenedHost;
  let archive: Archive;
  beforeEach(async () => {
    host = await open();
    archive = await openArchive({ ...host, now: () => takenAt });
    for (const run of runs) await storeRun(archive, run);
  });
  afterEach(() => host.close());

  const stored = async (): Promise<ReadonlySet<string>> => {
    const rows = await archive.sql.all<{ id: string }>(
      "SELECT region || ' ' || execution_id AS id FROM run JOIN location ON location.id = run.location",
    );
    return new Set(rows.map(({ id }) => id));
  };
  const deleteAll = async (selection: RunSelection): Promise<number> => {
    let deleted = 0;
    for (let more = true; more;) {
      const step = await deleteRuns(archive, selection);
      deleted += step.runs;
      more = step.more;
    }
    return deleted;
  };
  /** Rows that refer to nothing, and what nothing refers to. */
  const leftOver = async (): Promise<object> => {
    const [row] = await archive.sql.all(`SELECT
      (SELECT count(*) FROM machine_run WHERE run NOT IN (SELECT id FROM run)) AS machine_runs,
      (SELECT count(*) FROM run_cause WHERE run NOT IN (SELECT id FROM run)) AS run_causes,
      (SELECT count(*) FROM document WHERE run NOT IN (SELECT id FROM run)) AS documents,
      (SELECT count(*) FROM document_chunk WHERE key NOT IN (SELECT document_key FROM run)) AS chunks,
      (SELECT count(*) FROM machine WHERE id NOT IN (SELECT machine FROM machine_run)) AS machines,
      (SELECT count(*) FROM machine_patch WHERE machine NOT IN (SELECT id FROM machine)) AS patches,
      (SELECT count(*) FROM cause WHERE id NOT IN (SELECT cause FROM run_cause UNION SELECT cause FROM machine_run WHERE cause IS NOT NULL)) AS causes,
      (SELECT count(*) FROM loose_document) AS loose`);
    return { ...row };
  };
  const nothing = {
    ...{ machine_runs: 0, run_causes: 0, documents: 0, chunks: 0 },
    ...{ machines: 0, patches: 0, causes: 0, loose: 0 },
  };

  it("keeps runs when the clock is years ahead", async () => {
    const ahead = { ...archive, now: () => new Date(takenAt.getTime() + 1000 * 86_400_000) };
    expect(await deleteOldRuns(ahead, 60)).toEqual({ runs: 0, more: false });
    expect((await stored()).size).toBe(runs.length);
  });

  it("deletes what the collector noted about a time of which all runs are deleted", async () => {
    const { sql } = archive;
    const at = (days: number): number => takenAt.getTime() - days * 86_400_000;
    const [first] = await sql.all<{ id: number; region: string }>(
      "SELECT id, region FROM location ORDER BY id LIMIT 1",
    );
    if (first === undefined) throw new Error("no location");
    const { id, region } = first;
    const gap =
      "INSERT INTO collection_gap (location, from_ms, to_ms, code, message, noted_ms) VALUES (?1, ?2, ?3, 'pause', '', 0)";
    const start =
      "INSERT INTO collection_start (location, window_id, expected_ms, seen_ms, schedule, outcome) VALUES (?1, 'mw-1', ?2, 0, '', ?3)";
    const gone = "INSERT INTO collection_window (location, window_id, item, gone) VALUES (?1, ?2, '{}', ?3)";
    await sql.batch([
      { text: gap, values: [id, at(500), at(450)] },
      { text: gap, values: [id, at(450), at(350)] },
      { text: start, values: [id, at(450), "missed"] },
      { text: start, values: [id, at(449), "open"] },
      { text: start, values: [id, at(30), "missed"] },
      { text: gone, values: [id, "mw-1", 1] },
      { text: gone, values: [id, "mw-2", 1] },
      { text: gone, values: [id, "mw-3", 0] },
      {
        text: "INSERT INTO collection_state (location, from_ms, looked_ms) VALUES (?1, ?2, ?3)",
        values: [id, at(500), at(0)],
      },
    ]);
    const noted = async (): Promise<object> => {
      const [row] = await sql.all(`SELECT (SELECT count(*) FROM collection_gap) AS gaps,
        (SELECT count(*) FROM collection_start) AS starts, (SELECT count(*) FROM collection_window) AS windows,
        (SELECT from_ms FROM collection_state) AS first`);
      return { ...row };
    };
    const all = { gaps: 2, starts: 3, windows: 3, first: at(500) };
    await deleteRuns(archive, { before: new Date(at(400)), WindowId: "mw-1" });
    await deleteRuns(archive, { before: new Date(at(400)), Region: "elsewhere" });
    expect(await noted()).toEqual(all);
    expect(await tidyArchive(archive, { keepDays: 400 })).toEqual({ runs: 0, documents: 0 });
    expect(await noted()).toEqual({ gaps: 1, starts: 2, windows: 2, first: at(400) });
    await deleteRuns(archive, { before: new Date(at(300)), Region: region });
    expect(await noted()).toEqual({ gaps: 0, starts: 2, windows: 2, first: at(300) });
  });

  it("deletes runs by time, account, region, window and execution, and nothing else", async () => {
    const [first] = runs;
    if (first === undefined) throw new Error("no runs");
    const { WindowId, WindowExecutionId, StartTime } = first.report;
    const cases: readonly (readonly [RunSelection, (run: StoredRun) => boolean])[] = [
      [{ Region: "us-east-1" }, ({ snapshot }) => snapshot.origin.region === "us-east-1"],
      [
        { WindowExecutionIds: [WindowExecutionId] },
        ({ report }) => report.WindowExecutionId === WindowExecutionId,
      ],
      [{ WindowId, Account: "111122223333" }, ({ report }) => report.WindowId === WindowId],
      [{ before: StartTime }, ({ report }) => (report.StartTime ?? takenAt) < (StartTime ?? takenAt)],
    ];
    let left = runs;
    for (const [selection, isSelected] of cases) {
      const selected = left.filter(isSelected);
      expect(await deleteAll(selection)).toBe(selected.length);
      left = left.filter((run) => !isSelected(run));
      expect(await stored()).toEqual(new Set(left.map(idOf)));
      expect(await leftOver()).toEqual(nothing);
      expect((await verifyArchive(archive)).problems).toEqual([]);
    }
    expect(left.length).toBeGreaterThan(3);
    expect(await deleteAll({ Account: "444455556666" })).toBe(0);
    expect(await deleteAll({ Account: "111122223333" })).toBe(left.length);
    expect(await leftOver()).toEqual(nothing);
  });

  it("keeps the runs of a number of days", async () => {
    const limit = takenAt.getTime() - 2 * 86_400_000;
    const young = runs.filter(({ report }) => (report.StartTime?.getTime() ?? 0) >= limit);
    expect(young.length).toBeLessThan(runs.length);
    for (let more = true; more;) more = (await deleteOldRuns(archive, 2)).more;
    expect(await stored()).toEqual(new Set(young.map(idOf)));
    await expect(deleteOldRuns(archive, 0)).rejects.toThrow(/0 is not a valid number of days/);
    await expect(deleteRuns(archive, {})).rejects.toThrow(/The selection of runs to delete is empty/);
  });

  it("deletes documents that a killed process left, and no others", async () => {
    const [first] = runs;
    const kept = await archive.sql.all<{ key: string }>("SELECT document_key AS key FROM run LIMIT 1");
    await archive.documents.put("runs/left.gz", new Uint8Array([1]));
    for (const [key, since] of [
      ["runs/left.gz", takenAt.getTime() - 7_200_000],
      [kept[0]?.key ?? "", takenAt.getTime() - 7_200_000],
      ["runs/being-stored.gz", takenAt.getTime() - 1000],
    ])
      await archive.sql.run("INSERT INTO loose_document (key, since_ms) VALUES (?1, ?2)", [
        key ?? "",
        since ?? 0,
      ]);
    expect(await deleteLooseDocuments(archive)).toBe(1);
    expect(await archive.documents.get("runs/left.gz")).toBeUndefined();
    const left = await archive.sql.all<{ key: string }>("SELECT key FROM loose_document");
    expect(left.map(({ key }) => key)).toEqual(["runs/being-stored.gz"]);
    const location = { Account: "111122223333", Region: "eu-west-1" };
    const WindowExecutionId = first?.report.WindowExecutionId ?? "";
    expect(await readStoredSnapshot(archive, { ...location, WindowExecutionId })).toBeDefined();
  });

  it("finds documents that are missing or changed, and rows without their machine", async () => {
    const keys = await archive.sql.all<{ key: string; execution_id: string }>(
      "SELECT document_key AS key, execution_id FROM run ORDER BY id LIMIT 5",
    );
    const [missing, changed, orphaned, index, late] = keys;
    if (missing === undefined || changed === undefined || orphaned === undefined) throw new Error("no runs");
    if (index === undefined || late === undefined) throw new Error("no runs");
    await archive.documents.delete([missing.key, changed.key]);
    const [size] = await archive.sql.all<{ bytes: number }>(
      "SELECT bytes FROM document JOIN run ON run.id = document.run WHERE document_key = ?1",
      [changed.key],
    );
    await archive.documents.put(changed.key, new Uint8Array(size?.bytes ?? 0));
    await archive.sql.run(
      `UPDATE machine_run SET cause = 999 WHERE machine = (SELECT machine FROM machine_run WHERE run = (SELECT id FROM run WHERE document_key = ?1) LIMIT 1)
        AND run = (SELECT id FROM run WHERE document_key = ?1)`,
      [orphaned.key],
    );
    await archive.sql.run(
      "UPDATE document SET parts = '[[0,-1,\"\"]]' WHERE run = (SELECT id FROM run WHERE document_key = ?1)",
      [index.key],
    );
    await archive.sql.run("UPDATE run SET start_ms = 9e15 WHERE document_key = ?1", [late.key]);
    const { problems } = await verifyArchive(archive);
    expect(problems).toEqual([
      { WindowExecutionId: missing.execution_id, problem: `Document ${missing.key} is missing.` },
      {
        WindowExecutionId: changed.execution_id,
        problem: `Document ${changed.key} does not match its checksum.`,
      },
      {
        WindowExecutionId: orphaned.execution_id,
        problem: expect.stringMatching(
          /^\d+ of its \d+ rows refer to a machine or a cause that does not exist\.$/u,
        ) as string,
      },
      {
        WindowExecutionId: index.execution_id,
        problem: `The document ${index.key} of the archive has a damaged index.`,
      },
      { WindowExecutionId: late.execution_id, problem: "Its time is wrong." },
    ]);
    const WindowExecutionId = missing.execution_id;
    const reading = readStoredSnapshot(archive, {
      Account: "111122223333",
      Region: "eu-west-1",
      WindowExecutionId,
    });
    await expect(reading).rejects.toThrow(
      /is missing\. Restore the archive from a backup, or delete the runs that `windowpane archive verify` names\./,
    );
  });
});
