import { expect, it } from "vitest";
import { untilAborted } from "../../src/index.ts";

it("rejects with the reason of a signal that has aborted before, and handles the rejection of the work", async () => {
  // Vitest fails on a rejection that nothing handles, and Node ends a process with one.
  const work = Promise.reject(new Error("The work failed."));
  await expect(untilAborted(work, AbortSignal.abort("gone"))).rejects.toBe("gone");
  await new Promise(setImmediate);
});

it("resolves with the work while the signal has not aborted", async () => {
  expect(await untilAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
});
