import { describe, expect, it } from "vitest";
import { boundedMap } from "../../src/index.ts";
import { sizeOf } from "../../src/bounds/size-of.ts";

describe("a bounded map", () => {
  it("removes the least recently used entry", () => {
    const map = boundedMap<string, number>(2);
    map.set("a", 1);
    map.set("b", 2);
    map.get("a");
    map.set("c", 3);
    expect([...map.entries()]).toEqual([
      ["a", 1],
      ["c", 3],
    ]);
  });

  it("limits the total size, and adds no entry that is larger", () => {
    const map = boundedMap<string, string>(100, { maxSize: 10, sizeOf: ({ length }) => length });
    map.set("a", "12345");
    map.set("b", "12345");
    map.set("b", "123456");
    expect([map.has("a"), map.get("b")]).toEqual([false, "123456"]);
    map.set("c", "12345678901");
    expect([map.has("b"), map.has("c")]).toEqual([true, false]);
    map.delete("b");
    map.set("d", "1234567890");
    expect(map.has("d")).toBe(true);
  });
});

it("estimates sizes that grow with the contents", () => {
  const page = (items: number) => ({
    Items: Array.from({ length: items }, () => ({ Name: "n".repeat(100) })),
  });
  expect(sizeOf(page(100)) / sizeOf(page(10))).toBeGreaterThan(8);
  expect(sizeOf(new Uint8Array(5000))).toBeGreaterThan(5000);
  expect(sizeOf([null, undefined, 3, true, new Date()])).toBeGreaterThan(40);
});
