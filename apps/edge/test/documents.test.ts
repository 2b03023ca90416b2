import { beforeEach, describe, expect, it } from "vitest";
import { createDocumentStorage, type StorageLimits } from "../src/documents.ts";
import { memorySql } from "./memory-sql.ts";

let { database, sql } = memorySql();
beforeEach(() => {
  ({ database, sql } = memorySql());
});

const open = (edition: string, limits?: StorageLimits) => createDocumentStorage(sql, edition, limits);

describe("the storage of finished documents", () => {
  it("returns what was stored, also after a restart", async () => {
    await open("a").put("a report", "text");
    expect(await open("a").get("a report")).toBe("text");
    expect(await open("a").get("a other")).toBeUndefined();
  });

  it.each(["", "x", "a\n{}", "\u0000", "é".repeat(10), "😀😀😀😀😀", "a😀b😀c"])(
    "returns %j from parts of three units",
    async (text) => {
      const storage = open("a", { part: 3 });
      await storage.put("a key", text);
      expect(await storage.get("a key")).toBe(text);
    },
  );

  it("replaces a document, without parts of the old one", async () => {
    const storage = open("a", { part: 2 });
    await storage.put("a key", "a long text");
    await storage.put("a key", "short");
    expect(await storage.get("a key")).toBe("short");
  });

  it("removes the oldest documents to make room", async () => {
    const storage = open("a", { total: 30 });
    for (const key of ["a 1", "a 2", "a 3"]) await storage.put(key, "0123456789");
    expect(await storage.get("a 1")).toBeUndefined();
    expect([await storage.get("a 2"), await storage.get("a 3")]).toEqual(["0123456789", "0123456789"]);
    expect(database.prepare("SELECT count(*) AS count FROM parts").get()).toEqual({ count: 2 });
  });

  it("counts the documents of earlier starts", async () => {
    await open("a", { total: 30 }).put("a 1", "0123456789");
    await open("a", { total: 30 }).put("a 2", "0123456789");
    await open("a", { total: 30 }).put("a 3", "0123456789");
    expect(await open("a").get("a 1")).toBeUndefined();
  });

  it("does not count a replaced document twice", async () => {
    const storage = open("a", { total: 30 });
    await storage.put("a 1", "0123456789");
    for (let turn = 0; turn < 5; turn += 1) await storage.put("a 2", "0123456789");
    expect(await storage.get("a 1")).toBe("0123456789");
  });

  it("ignores a document that is too large", async () => {
    const storage = open("a", { document: 10 });
    await storage.put("a key", "0123456789");
    expect(await storage.get("a key")).toBeUndefined();
  });

  it("removes the documents of other builds at start", async () => {
    await open("a").put("a key", "text");
    open("b");
    expect(await open("a").get("a key")).toBeUndefined();
    expect(database.prepare("SELECT count(*) AS count FROM parts").get()).toEqual({ count: 0 });
  });
});
