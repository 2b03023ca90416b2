/** What the archive needs of each database, in each host. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hosts, type OpenedHost } from "./hosts/hosts.ts";

describe.each(hosts)("SQL in $name", ({ open }) => {
  let host: OpenedHost;
  beforeAll(async () => {
    host = await open();
  });
  afterAll(() => host.close());
  beforeEach(async () => {
    await host.sql.batch([
      { text: "DROP TABLE IF EXISTS thing" },
      {
        text: "CREATE TABLE thing (id INTEGER PRIMARY KEY, word TEXT UNIQUE, size INTEGER, bytes BLOB) STRICT",
      },
    ]);
  });

  it("returns each type of value as it was bound", async () => {
    const { sql } = host;
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const values = ["größer 😀\0 'x'", 1_795_312_808_123, bytes.subarray(1)];
    await sql.run("INSERT INTO thing (word, size, bytes) VALUES (?1, ?2, ?3)", values);
    await sql.run("INSERT INTO thing (word, size, bytes) VALUES (?1, ?2, ?3)", [null, null, null]);
    const rows = await sql.all("SELECT word, size, bytes, typeof(size) AS type FROM thing ORDER BY id");
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { word: values[0], size: values[1], bytes: values[2], type: "integer" },
      { word: null, size: null, bytes: null, type: "null" },
    ]);
  });

  it("uses a bound value in several places", async () => {
    const rows = await host.sql.all("SELECT ?1 || ?2 || ?1 AS text", ["a", "b"]);
    expect(rows.map((row) => ({ ...row }))).toEqual([{ text: "aba" }]);
  });

  it("counts the rows that a statement changed, without those of indexes", async () => {
    const { sql } = host;
    const insert =
      "INSERT INTO thing (word, size) SELECT value ->> 0, value ->> 1 FROM json_each(?1) WHERE true ON CONFLICT DO NOTHING";
    const rows = JSON.stringify([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
    expect((await sql.run(insert, [rows])).changes).toBe(3);
    expect((await sql.run(insert, [rows])).changes).toBe(0);
    const changes = await sql.batch([
      { text: "UPDATE thing SET size = size + 1 WHERE size >= ?1", values: [2] },
      { text: "DELETE FROM thing WHERE word = 'a'" },
    ]);
    expect(changes).toEqual([{ changes: 2 }, { changes: 1 }]);
  });

  it("inserts 10,000 rows from one bound JSON text", async () => {
    const { sql } = host;
    const rows = Array.from({ length: 10_000 }, (_, index) => [`word ${index}`, index, null]);
    await sql.run("INSERT INTO thing (word, size) SELECT value ->> 0, value ->> 1 FROM json_each(?1)", [
      JSON.stringify(rows),
    ]);
    const [row] = await sql.all("SELECT count(*) AS count, sum(size) AS sum, max(word) AS word FROM thing");
    expect({ ...row }).toEqual({ count: 10_000, sum: 49_995_000, word: "word 9999" });
  });

  it("keeps no statement of a batch if one fails", async () => {
    const { sql } = host;
    await sql.run("INSERT INTO thing (word) VALUES ('taken')");
    const failing = sql.batch([
      { text: "INSERT INTO thing (word) VALUES (?1)", values: ["first"] },
      { text: "DELETE FROM thing WHERE word = 'taken' AND size = 1" },
      { text: "INSERT INTO thing (word) VALUES (?1)", values: ["taken"] },
    ]);
    await expect(failing).rejects.toThrow(/UNIQUE/);
    expect((await sql.all("SELECT word FROM thing")).map((row) => ({ ...row }))).toEqual([{ word: "taken" }]);
  });

  it("takes an empty batch", async () => {
    expect(await host.sql.batch([])).toEqual([]);
  });

  it("returns rows that a statement changed", async () => {
    const { sql } = host;
    await sql.run("INSERT INTO thing (word, size) VALUES ('a', 1)");
    const rows = await sql.all("UPDATE thing SET size = ?1 WHERE word = 'a' RETURNING size", [5]);
    expect(rows.map((row) => ({ ...row }))).toEqual([{ size: 5 }]);
  });

  it("checks foreign keys", async () => {
    const { sql } = host;
    await sql.run("CREATE TABLE IF NOT EXISTS part (thing INTEGER NOT NULL REFERENCES thing (id)) STRICT");
    await expect(sql.run("INSERT INTO part (thing) VALUES (7)")).rejects.toThrow(/FOREIGN KEY/);
    await sql.run("DROP TABLE part");
  });

  it("chooses an index by statistics after maintenance", async () => {
    const { sql } = host;
    await sql.batch([
      { text: "CREATE INDEX thing_all ON thing (size)" },
      { text: "CREATE INDEX thing_some ON thing (word, size) WHERE word IS NOT NULL" },
    ]);
    const rows = Array.from({ length: 2000 }, (_, index) => [index % 100 === 0 ? `w${index}` : null, index]);
    await sql.run("INSERT INTO thing (word, size) SELECT value ->> 0, value ->> 1 FROM json_each(?1)", [
      JSON.stringify(rows),
    ]);
    await sql.maintain();
    const statistics = await sql.all("SELECT idx FROM sqlite_stat1 WHERE tbl = 'thing' ORDER BY idx");
    expect(statistics.map(({ idx }) => idx)).toEqual(
      expect.arrayContaining(["thing_all", "thing_some"]) as unknown,
    );
    const plan = await sql.all<{ detail: string }>(
      "EXPLAIN QUERY PLAN SELECT size, count(*) FROM thing WHERE word IS NOT NULL GROUP BY size",
    );
    expect(plan.map(({ detail }) => detail).join("\n")).toContain("thing_some");
  });

  it("rejects a statement with an error", async () => {
    await expect(host.sql.all("SELECT 1 FROM nowhere")).rejects.toThrow(/nowhere/);
  });

  it("writes, reads and deletes documents, and ranges of them", async () => {
    const { sql, documents } = host;
    await sql.run(
      "CREATE TABLE IF NOT EXISTS document_chunk (id INTEGER PRIMARY KEY, key TEXT, number INTEGER, bytes BLOB, UNIQUE (key, number)) STRICT",
    );
    const bytes = Uint8Array.from({ length: 2_500_000 }, (_, index) => (index * 7) % 251);
    await documents.put("runs/a.gz", bytes);
    await documents.put("runs/a.gz", bytes);
    await documents.put("runs/b.gz", bytes.subarray(0, 10));
    expect(Buffer.compare((await documents.get("runs/a.gz")) ?? new Uint8Array(), bytes)).toBe(0);
    for (const [offset, length] of [
      [0, 1],
      [999_999, 2],
      [999_990, 1_000_020],
      [2_000_000, 500_000],
    ] as const) {
      const part = (await documents.get("runs/a.gz", { offset, length })) ?? new Uint8Array();
      expect(Buffer.compare(part, bytes.subarray(offset, offset + length))).toBe(0);
    }
    await documents.delete(["runs/a.gz", "runs/unknown.gz"]);
    expect(await documents.get("runs/a.gz")).toBeUndefined();
    expect((await documents.get("runs/b.gz"))?.length).toBe(10);
  });
});
