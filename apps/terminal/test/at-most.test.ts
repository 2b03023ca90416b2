import { describe, expect, it } from "vitest";
import { atMost } from "../src/at-most.ts";

describe("work that is done so many at a time", () => {
  it("never does more at once, and gives the results in the items' order", async () => {
    let under = 0;
    let most = 0;
    const open: (() => void)[] = [];
    const all = atMost(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      under += 1;
      most = Math.max(most, under);
      await new Promise<void>((resolve) => open.push(resolve));
      under -= 1;
      return item * 10;
    });
    // The last to begin ends first, so that the results come out of order.
    for (let ended = 0; ended < 7; ended += 1) {
      open.pop()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await all).toEqual([10, 20, 30, 40, 50, 60, 70]);
    expect(most).toBe(3);
  });

  it("ends with the first rejection, and begins nothing after it", async () => {
    const begun: number[] = [];
    const work = atMost(1, [1, 2, 3], async (item) => {
      begun.push(item);
      throw new Error(`no ${item}`);
    });
    await expect(work).rejects.toThrow("no 1");
    expect(begun).toEqual([1]);
  });
});
