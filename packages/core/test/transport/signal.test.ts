import { describe, expect, it, vi } from "vitest";
import { onAbort, untilAborted } from "../../src/index.ts";

it("rejects with the reason of a signal that has aborted before, and handles the rejection of the work", async () => {
  // Vitest fails on a rejection that nothing handles, and Node ends a process with one.
  const work = Promise.reject(new Error("The work failed."));
  await expect(untilAborted(work, AbortSignal.abort("gone"))).rejects.toBe("gone");
  await new Promise(setImmediate);
});

it("resolves with the work while the signal has not aborted", async () => {
  expect(await untilAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
});

describe("onAbort", () => {
  it("shares one event listener, which goes with the last listener", () => {
    const controller = new AbortController();
    const called: string[] = [];
    const add = vi.spyOn(controller.signal, "addEventListener");
    const remove = vi.spyOn(controller.signal, "removeEventListener");
    const listener = (): void => void called.push("same");
    const stops = [listener, listener, () => void called.push("other")].map((one) =>
      onAbort(controller.signal, one),
    );
    expect(add).toHaveBeenCalledTimes(1);
    stops[0]?.();
    stops[0]?.();
    expect(remove).not.toHaveBeenCalled();
    controller.abort();
    expect(called).toEqual(["same", "other"]);
    for (const stop of stops) stop();
    expect(called).toHaveLength(2);
  });

  it("removes its event listener, and listens again later", () => {
    const controller = new AbortController();
    const remove = vi.spyOn(controller.signal, "removeEventListener");
    onAbort(controller.signal, () => {
      throw new Error("It was removed.");
    })();
    expect(remove).toHaveBeenCalledTimes(1);
    const called = vi.fn<() => void>();
    onAbort(controller.signal, called);
    controller.abort();
    expect(called).toHaveBeenCalledTimes(1);
  });

  it("does not call a listener that another one removes", () => {
    const controller = new AbortController();
    const second = vi.fn<() => void>();
    const stops: (() => void)[] = [];
    onAbort(controller.signal, () => stops[0]?.());
    stops.push(onAbort(controller.signal, second));
    controller.abort();
    expect(second).not.toHaveBeenCalled();
  });

  it("keeps Node from warning about a leak when many requests wait", async () => {
    const warned = vi.fn<() => void>();
    process.on("warning", warned);
    const controller = new AbortController();
    const waiting = Array.from({ length: 20 }, () =>
      untilAborted(new Promise<void>(() => {}), controller.signal).catch(() => {}),
    );
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", warned);
    controller.abort();
    await Promise.all(waiting);
    expect(warned).not.toHaveBeenCalled();
  });
});
