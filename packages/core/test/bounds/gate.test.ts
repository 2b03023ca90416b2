import { describe, expect, it } from "vitest";
import { createGate, mapAtMost } from "../../src/index.ts";

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a gate", () => {
  it("runs urgent jobs before waiting jobs", async () => {
    const gate = createGate(1);
    const order: string[] = [];
    let open = (): void => {};
    const first = gate.run(() => new Promise<void>((resolve) => (open = resolve)));
    const note = (word: string, urgent: boolean): Promise<void> =>
      gate.run(async () => {
        order.push(word);
      }, urgent);
    const others = [note("one", false), note("two", false), note("urgent", true)];
    await settled();
    expect(order).toEqual([]);
    open();
    await Promise.all([first, ...others]);
    expect(order).toEqual(["urgent", "one", "two"]);
  });

  it("passes the slot of a failed job on", async () => {
    const gate = createGate(1);
    const failing = gate.run(() => Promise.reject(new Error("no")));
    const next = gate.run(async () => "done");
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("done");
  });

  it.each([0, -1, Number.NaN])("rejects a limit of %d", (limit) => {
    expect(() => createGate(limit)).toThrow(`The limit ${limit} is not valid. Use 1 or more.`);
  });
});

describe("mapAtMost", () => {
  it("limits concurrency and returns results in the order of the items", async () => {
    let under = 0;
    let most = 0;
    const open: (() => void)[] = [];
    const all = mapAtMost(3, [1, 2, 3, 4, 5, 6, 7], async (item) => {
      under += 1;
      most = Math.max(most, under);
      await new Promise<void>((resolve) => open.push(resolve));
      under -= 1;
      return [item * 10];
    });
    // The last job ends first, so that results arrive out of order.
    for (let ended = 0; ended < 7; ended += 1) {
      await settled();
      open.pop()?.();
    }
    expect(await all).toEqual([[10], [20], [30], [40], [50], [60], [70]]);
    expect(most).toBe(3);
  });

  it("rejects with the first error and starts no more work", async () => {
    const begun: number[] = [];
    const work = mapAtMost(1, [1, 2, 3], async (item) => {
      begun.push(item);
      throw new Error(`no ${item}`);
    });
    await expect(work).rejects.toThrow("no 1");
    await settled();
    expect(begun).toEqual([1]);
  });
});
