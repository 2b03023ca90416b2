import { describe, expect, it } from "vitest";
import {
  errorMeaning,
  isWindowpaneError,
  withDeadline,
  type Signal,
  type Transport,
} from "../../src/index.ts";

const OPERATION = "DescribeMaintenanceWindows";

/** A timer that the test fires. */
const manualTimer = () => {
  const controller = new AbortController();
  const seen: number[] = [];
  let stopped = 0;
  const startTimer = (milliseconds: number, signal: Signal | undefined) => {
    seen.push(milliseconds);
    signal?.addEventListener("abort", () => controller.abort(signal.reason), { once: true });
    return { signal: controller.signal, stop: () => (stopped += 1) };
  };
  return { startTimer, ring: () => controller.abort("time"), seen, stopped: () => stopped };
};

const never: Transport = { name: "never", send: () => new Promise(() => {}) };

describe("a deadline", () => {
  it("rejects with a retryable error if the response is not complete in time", async () => {
    const timer = manualTimer();
    const sent = withDeadline(never, { ...timer, milliseconds: 2000 }).send(OPERATION, {}, {});
    timer.ring();
    const error: unknown = await sent.catch((caught: unknown) => caught);
    if (!isWindowpaneError(error)) throw error;
    expect(error).toMatchObject({ operation: OPERATION, retryable: true });
    expect(errorMeaning(error)).toBe("no-response");
    expect(error.message).toContain("not complete after 2 seconds");
    expect(timer.seen).toEqual([2000]);
    expect(timer.stopped()).toBe(1);
  });

  it("aborts the transport's request", async () => {
    const timer = manualTimer();
    let aborted = false;
    const listening: Transport = {
      name: "listening",
      send: (_operation, _input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => {
            aborted = true;
            reject(signal.reason);
          });
        }),
    };
    const sent = withDeadline(listening, timer).send(OPERATION, {}, {});
    timer.ring();
    await expect(sent).rejects.toMatchObject({ kind: "transport" });
    expect(aborted).toBe(true);
  });

  it("rejects with the caller's reason when the caller aborts", async () => {
    const timer = manualTimer();
    const controller = new AbortController();
    const reason = { because: "the user left" };
    const sent = withDeadline(never, timer).send(OPERATION, {}, { signal: controller.signal });
    controller.abort(reason);
    await expect(sent).rejects.toBe(reason);
    expect(timer.stopped()).toBe(1);
  });

  it("returns responses and errors unchanged and stops the timer", async () => {
    const timer = manualTimer();
    const response = {};
    const failure = new Error("broken");
    const responding: Transport = { name: "responding", send: async () => response };
    const failing: Transport = { name: "failing", send: () => Promise.reject(failure) };
    expect(await withDeadline(responding, timer).send(OPERATION, {}, {})).toBe(response);
    await expect(withDeadline(failing, timer).send(OPERATION, {}, {})).rejects.toBe(failure);
    expect(timer.seen).toEqual([60_000, 60_000]);
    expect(timer.stopped()).toBe(2);
  });
});
