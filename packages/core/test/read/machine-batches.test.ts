import { describe, expect, it } from "vitest";
import { batchesOf, readByHalves } from "../../src/index.ts";

describe("batches", () => {
  it("have up to the maximum number of items, in order", () => {
    expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(batchesOf([], 2)).toEqual([]);
  });
});

describe("a batch that is read by halves", () => {
  it("finds denied machines, and reads all others", async () => {
    const denied = new Set(["b", "f"]);
    const requests: string[] = [];
    const read: string[] = [];
    await readByHalves(["a", "b", "c", "d", "e", "f"], async (ids) => {
      requests.push(ids.join(""));
      if (ids.some((id) => denied.has(id))) return true;
      read.push(...ids);
      return false;
    });
    expect(read).toEqual(["a", "c", "d", "e"]);
    expect(requests).toEqual(["abcdef", "abc", "ab", "a", "b", "c", "def", "de", "f"]);
  });

  it("is one request if nothing is denied, and none for no machines", async () => {
    const requests: (readonly string[])[] = [];
    const read = async (ids: readonly string[]): Promise<boolean> => {
      requests.push(ids);
      return false;
    };
    await readByHalves(["a", "b"], read);
    await readByHalves([], read);
    expect(requests).toEqual([["a", "b"]]);
  });
});
