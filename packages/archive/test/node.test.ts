import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    await expect(reader.sql.run("DELETE FROM run")).rejects.toThrow(/readonly/);
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
      message: `${path} is not an archive. Use a file that \`windowpane collect\` wrote.`,
    });
    await expect(openSqliteFile(join(folder, "none", "a.sqlite"))).rejects.toMatchObject({
      reason: "unavailable",
      advice: "Check that the folder exists and that you may read and write the file.",
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
        message: `${path} is a ${kind}, not an archive. Use a file that \`windowpane collect\` wrote.`,
      });
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
