import { describe, expect, it } from "vitest";
import { createCrew } from "../../../src/collect/reading/crew.ts";

describe("a crew", () => {
  it("is done at once when it has no work", async () => {
    await expect(createCrew().done()).resolves.toBeUndefined();
  });

  it("is done when all work has ended, also what was added while somebody waited", async () => {
    const crew = createCrew();
    const ended: string[] = [];
    const work = async (name: string, then?: () => void): Promise<void> => {
      await Promise.resolve();
      ended.push(name);
      then?.();
    };
    crew.add(work("first", () => crew.add(work("second", () => crew.add(work("third"))))));
    await crew.done();
    expect(ended).toEqual(["first", "second", "third"]);
  });

  it("tells of a failure that came before anybody waited", async () => {
    const crew = createCrew();
    const failed = Promise.reject(new Error("no answer"));
    crew.add(failed);
    crew.add(Promise.resolve());
    await failed.catch(() => {});
    await expect(crew.done()).rejects.toThrow("no answer");
  });
});
