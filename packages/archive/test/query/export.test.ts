import { parquetReadObjects, parquetMetadata } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  exportColumns,
  exportRows,
  exportTables,
  openArchive,
  parquetBytes,
  queryProblem,
  type ExportTable,
  type SqlRow,
} from "../../src/index.ts";
import { openSqliteFile, type SqliteFile } from "../../src/node.ts";
import { insertHistory, type MadeRun } from "./made-history.ts";

const start = Date.parse("2026-11-20T02:00:00Z");
const DAY = 24 * 3_600_000;

const runs = Array.from({ length: 30 }, (_, night): MadeRun => ({
  account: "111122223333",
  window: "mw-1",
  name: `night "patch", ${night % 2}`,
  id: `e-${night}`,
  start: start + night * DAY,
  ...(night === 3 ? {} : { end: start + night * DAY + 90_000 }),
  complete: night % 2 === 0,
  rows: Array.from({ length: night % 7 }, (__, index) => ({
    machine: `i-${index}`,
    result: index === 0 ? "failed" : "passed",
    ...(index === 0 ? { cause: "disk-full" } : { patch: "patched" }),
  })),
}));

let sql: SqliteFile;
beforeAll(async () => {
  sql = await openSqliteFile(":memory:");
  await openArchive({ sql, now: () => new Date(start) });
  await insertHistory(sql, { runs, gaps: [] });
});
afterAll(() => sql.close());

const rowsOf = async (table: ExportTable, batch = 7): Promise<readonly SqlRow[]> => {
  const rows: SqlRow[] = [];
  for await (const some of exportRows({ sql }, { table, batch })) {
    expect(some.length).toBeLessThanOrEqual(batch);
    rows.push(...some);
  }
  return rows;
};

const bytesOf = async (table: ExportTable): Promise<ArrayBuffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of parquetBytes(exportColumns(table), exportRows({ sql }, { table, batch: 7 })))
    parts.push(part);
  return new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer();
};

describe("exported rows", () => {
  it("are all runs and machine rows, in batches", async () => {
    expect(await rowsOf("runs")).toHaveLength(30);
    const machines = await rowsOf("machines");
    expect(machines).toHaveLength(runs.reduce((sum, { rows }) => sum + rows.length, 0));
    expect(machines[0]).toMatchObject({
      account: "111122223333",
      window_id: "mw-1",
      execution_id: "e-1",
      start_time: "2026-11-21T02:00:00Z",
      instance_id: "i-0",
      result: "failed",
      cause: "disk-full",
      patch: null,
    });
  });

  it("are those of a period", async () => {
    const rows: SqlRow[] = [];
    const period = { since: new Date(start + DAY), until: new Date(start + 3 * DAY) };
    for await (const some of exportRows({ sql }, { table: "runs", ...period })) rows.push(...some);
    expect(rows.map(({ execution_id }) => execution_id)).toEqual(["e-1", "e-2"]);
  });

  it.each(exportTables)("of %s are the same in Parquet, in several row groups", async (table) => {
    const file = await bytesOf(table);
    expect(parquetMetadata(file).row_groups.length).toBeGreaterThan(3);
    const read = await parquetReadObjects({ file });
    const columns = exportColumns(table);
    expect(
      read.map((row) =>
        columns.map(({ name, type }) => {
          const value: unknown = row[name];
          if (value instanceof Date) return value.toISOString().replace(".000", "");
          return type === "flag" ? Number(value) : (value ?? null);
        }),
      ),
    ).toEqual((await rowsOf(table)).map((row) => columns.map(({ name }) => row[name])));
  });
});

describe("the views", () => {
  it("have every column of the exports, and words and times instead of numbers", async () => {
    expect(await sql.all("SELECT cause, machines FROM run_causes WHERE execution_id = 'e-1'")).toEqual([
      { cause: "disk-full", machines: 1 },
    ]);
    expect(await sql.all("SELECT patched_time, last_patch FROM machines WHERE instance_id = 'i-1'")).toEqual([
      { patched_time: "2026-12-17T02:00:00Z", last_patch: "patched" },
    ]);
  });
});

describe("a query", () => {
  it.each([
    "SELECT 1",
    "  select ';' ;  ",
    "WITH x AS (SELECT 1) SELECT * FROM x -- ; DELETE\n",
    "/* ; */ EXPLAIN QUERY PLAN SELECT 1",
    "VALUES (1)",
    `SELECT "a;b", [c;d] FROM (SELECT 1 AS "a;b", 2 AS [c;d])`,
  ])("is one statement that reads: %s", (text) => {
    expect(queryProblem(text)).toBeUndefined();
  });

  it.each([
    ["", "The query is empty."],
    [" ; ", "The query is empty."],
    ["SELECT 1; DELETE FROM run", "The query has several statements."],
    ["SELECT 'it''s'; SELECT 2", "The query has several statements."],
    ["DELETE FROM run", 'The query begins with "DELETE", which does not read.'],
    ["VACUUM INTO '/tmp/x'", 'The query begins with "VACUUM", which does not read.'],
    ["attach 'x' as y", 'The query begins with "attach", which does not read.'],
    ["PRAGMA writable_schema = 1", 'The query begins with "PRAGMA", which does not read.'],
  ])("is refused: %s", (text, problem) => {
    expect(queryProblem(text)?.problem).toBe(problem);
  });
});
