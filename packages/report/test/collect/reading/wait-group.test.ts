import { describe, expect, it } from "vitest";
import { createWaitGroup } from "../../../src/collect/reading/wait-group.ts";

describe("a wait group", () => {
  it("resolves at once without work", async () => {
    await expect(createWaitGroup().wait()).resolves.toBeUndefined();
  });

  it("resolves when all work has ended, including work added while waiting", async () => {
    const group = createWaitGroup();
    const ended: string[] = [];
    const work = async (name: string, then?: () => void): Promise<void> => {
      await Promise.resolve();
      ended.push(name);
      then?.();
    };
    group.add(work("first", () => group.add(work("second", () => group.add(work("third"))))));
    await group.wait();
    expect(ended).toEqual(["first", "second", "third"]);
  });

  it("rejects with a failure that came before wait", async () => {
    const group = createWaitGroup();
    const failed = Promise.reject(new Error("no response"));
    group.add(failed);
    group.add(Promise.resolve());
    await failed.catch(() => {});
    await expect(group.wait()).rejects.toThrow("no response");
  });
});
