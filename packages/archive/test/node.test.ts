import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { afterAll, describe, expect, it } from "vitest";
import { openArchive, storeRun } from "../src/index.ts";
import { openSqliteFile } from "../src/node.ts";
import { takeRun, takenAt } from "./runs.ts";

const folder = mkdtempSync(join(tmpdir(), "windowpane-archive-"));
afterAll(() => rmSync(folder, { recursive: true }));
const now = (): Date => takenAt;

describe("a file", () => {
  it("is read by one process while another one writes", async () => {
    const path = join(folder, "shared.sqlite");
    const writer = await openSqliteFile(path);
    const archive = await openArchive({ sql: writer, now });
    const reader = await openArchive({ sql: await openSqliteFile(path, { readOnly: true }), now });
    const run = await takeRun(
      mockTransport({ scenario: fleet({ invocations: 50 }) }),
      fleetIds.WindowExecutionId,
    );
    await writer.run("BEGIN IMMEDIATE");
    const before = await reader.sql.all("SELECT count(*) AS runs FROM run");
    expect({ ...before[0] }).toEqual({ runs: 0 });
    await writer.run("COMMIT");
    await storeRun(archive, run);
    expect({ ...(await reader.sql.all("SELECT count(*) AS runs FROM run"))[0] }).toEqual({ runs: 1 });
    await expect(reader.sql.run("DELETE FROM run")).rejects.toMatchObject({ reason: "unavailable" });
    writer.close();
  });

  it("has statistics after it was closed, so that questions about causes read few rows", async () => {
    const path = join(folder, "statistics.sqlite");
    const sql = await openSqliteFile(path);
    const archive = await openArchive({ sql, now });
    const transport = mockTransport({ scenario: fleet({ invocations: 2000, failureRate: 0.02 }) });
    await storeRun(archive, await takeRun(transport, fleetIds.WindowExecutionId, { patches: false }));
    sql.close();
    const again = await openSqliteFile(path, { readOnly: true });
    const plan = await again.all<{ detail: string }>(
      "EXPLAIN QUERY PLAN SELECT machine, count(*) FROM machine_run WHERE cause IS NOT NULL GROUP BY machine",
    );
    expect(plan.map(({ detail }) => detail).join("\n")).toContain("machine_run_by_cause");
    again.close();
  });

  it("is an error if it is not a database, or its folder does not exist", async () => {
    const path = join(folder, "text");
    writeFileSync(
      path,
      "This is a text that is longer than the header of a database, so that SQLite reads it.",
    );
    await expect(openSqliteFile(path)).rejects.toMatchObject({
      reason: "foreign",
      message: `${path} is not an archive. Give the path of an archive, or a new path to \`windowpane collect\`.`,
    });
    await expect(openSqliteFile(join(folder, "none", "a.sqlite"))).rejects.toMatchObject({
      reason: "unavailable",
      advice: "Check that the folder exists and that you may read and write the file.",
    });
  });

  it("of another program is refused before anything is written", async () => {
    const path = join(folder, "other.sqlite");
    const other = new DatabaseSync(path);
    other.exec("CREATE TABLE invoice (id INTEGER)");
    other.close();
    const before = readFileSync(path);
    await expect(openSqliteFile(path)).rejects.toMatchObject({
      reason: "foreign",
      problem: `${path} is a database of another program, not an archive.`,
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("that is empty becomes an archive when it is written, and is an error when it is read", async () => {
    const path = join(folder, "empty.sqlite");
    writeFileSync(path, "");
    await expect(openSqliteFile(path, { readOnly: true })).rejects.toMatchObject({
      reason: "foreign",
      problem: `${path} is empty.`,
    });
    const sql = await openSqliteFile(path);
    await openArchive({ sql, now });
    sql.close();
    (await openSqliteFile(path, { readOnly: true })).close();
  });

  it("is an error that names it while another process writes for too long", async () => {
    const path = join(folder, "locked.sqlite");
    const first = await openSqliteFile(path);
    const archive = await openArchive({ sql: first, now });
    const second = await openSqliteFile(path, { busyTimeout: 1 });
    await first.run("BEGIN IMMEDIATE");
    const locked = { reason: "locked", problem: `The archive ${path} is locked by another process.` };
    await expect(second.run("DELETE FROM run")).rejects.toMatchObject(locked);
    await expect(second.batch([{ text: "DELETE FROM run" }])).rejects.toMatchObject(locked);
    await first.run("COMMIT");
    expect(await archive.sql.all("SELECT * FROM run")).toEqual([]);
    second.close();
    first.close();
  });

  it("on a full disk is an error that names it, and keeps what was stored before", async () => {
    const path = join(folder, "full.sqlite");
    const sql = await openSqliteFile(path);
    const archive = await openArchive({ sql, now });
    // The same error as without space on the disk.
    await sql.all("PRAGMA max_page_count = 1");
    const transport = mockTransport({ scenario: fleet({ invocations: 2000, failureRate: 0.02 }) });
    const run = await takeRun(transport, fleetIds.WindowExecutionId, { patches: false });
    await expect(storeRun(archive, run)).rejects.toMatchObject({
      reason: "full",
      problem: `The disk of the archive ${path} is full.`,
    });
    await sql.all("PRAGMA max_page_count = 1000000");
    expect({ ...(await sql.all("SELECT count(*) AS runs FROM run"))[0] }).toEqual({ runs: 0 });
    expect(await storeRun(archive, run)).toBe("new");
    sql.close();
  });

  it("with overwritten pages is an error that names it", async () => {
    const path = join(folder, "damaged.sqlite");
    const sql = await openSqliteFile(path);
    const archive = await openArchive({ sql, now });
    await storeRun(
      archive,
      await takeRun(mockTransport({ scenario: fleet({ invocations: 50 }) }), fleetIds.WindowExecutionId),
    );
    sql.close();
    const bytes = readFileSync(path);
    bytes.fill(0xee, 4096 * 2);
    writeFileSync(path, bytes);
    const damaged = openSqliteFile(path, { readOnly: true }).then((file) =>
      file.all("SELECT * FROM machine_run"),
    );
    await expect(damaged).rejects.toMatchObject({
      reason: "damaged",
      problem: expect.stringContaining(`The archive ${path} is damaged: `) as unknown,
    });
  });

  it("is an error at once if it is a folder, a device or a named pipe", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const [path, kind] of [
      [folder, "folder"],
      ["/dev/null", "device"],
      [pipe, "named pipe"],
    ] as const) {
      await expect(openSqliteFile(path, { readOnly: true })).rejects.toMatchObject({
        reason: "foreign",
        message: `${path} is a ${kind}, not an archive. Give the path of an archive, or a new path to \`windowpane collect\`.`,
      });
    }
  });

  it("is readable by its owner only, and keeps the rights that its owner gives it", async () => {
    const path = join(folder, "private.sqlite");
    const modes = (): readonly number[] => [path, `${path}-wal`].map((name) => statSync(name).mode & 0o777);
    const sql = await openSqliteFile(path);
    await openArchive({ sql, now });
    expect(modes()).toEqual([0o600, 0o600]);
    sql.close();
    chmodSync(path, 0o640);
    const again = await openSqliteFile(path);
    await again.run("DELETE FROM run");
    expect(modes()).toEqual([0o640, 0o640]);
    again.close();
  });

  it("is not written after it was moved, replaced or deleted", async () => {
    const path = join(folder, "moved.sqlite");
    const write = "INSERT INTO location (account, region) VALUES ('111122223333', 'eu-west-1')";
    for (const change of [
      () => rmSync(path),
      () => renameSync(path, `${path}.old`),
      () => (renameSync(path, `${path}.old`), writeFileSync(path, "")),
    ]) {
      const sql = await openSqliteFile(path);
      await openArchive({ sql, now });
      change();
      for (const writing of [sql.run(write), sql.batch([{ text: write }])])
        await expect(writing).rejects.toMatchObject({
          reason: "unavailable",
          message: `The archive ${path} was moved, replaced or deleted while it was open. Run the command again.`,
        });
      expect(await sql.all("SELECT * FROM location")).toEqual([]);
      sql.close();
      for (const name of [path, `${path}-wal`, `${path}-shm`]) rmSync(name, { force: true });
    }
  });

  it("of a later version of Windowpane is refused", async () => {
    const sql = await openSqliteFile(":memory:");
    await openArchive({ sql, now });
    await sql.run("INSERT INTO schema_version (version) VALUES (99)");
    await expect(openArchive({ sql, now })).rejects.toThrow(
      /^The archive has version 99; this version of Windowpane reads version \d+\. Update Windowpane\.$/,
    );
    sql.close();
  });
});
