import { describe, expect, it } from "vitest";
import { keptRows } from "../../src/content/kept-rows.ts";
import type { ScreenRow } from "../../src/model/content.ts";

interface Part {
  readonly name: string;
}

const made: string[] = [];
const rowOf = keptRows((part: Part, ref, note: string): ScreenRow<Part> => {
  made.push(`${part.name} in ${ref.WindowId}, ${note}`);
  return { id: part.name, item: part, bad: false, ref };
});

describe("rows that are kept", () => {
  it("are made once per part and item, and again if either changes", () => {
    const web = { name: "web" };
    const here = { WindowId: "mw-here" };
    const first = rowOf(web, here, "first");
    expect(rowOf(web, here, "again")).toBe(first);
    expect(rowOf({ name: "web" }, here, "read again").item).not.toBe(first.item);
    expect(rowOf(web, { WindowId: "mw-there" }, "elsewhere").ref.WindowId).toBe("mw-there");
    expect(made).toEqual([
      "web in mw-here, first",
      "web in mw-here, read again",
      "web in mw-there, elsewhere",
    ]);
  });
});
