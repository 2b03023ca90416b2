import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { sleepOn, timerOn } from "../../src/connect/timer.ts";
import { fakePlatform } from "../fake-platform.ts";

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

const hanging = (interrupt: AbortSignal) => ({
  interrupt,
  sleep: (_milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
});

describe("many requests that wait for the program's interruption", () => {
  it("have one event listener while their deadlines run, and none after them", () => {
    const { signal } = new AbortController();
    const start = timerOn(fakePlatform().platform);
    const timers = Array.from({ length: 100 }, () => start(1000, signal));
    expect(listenersOf(signal)).toBe(1);
    for (const timer of timers) timer.stop();
    expect(listenersOf(signal)).toBe(0);
  });

  it("have one event listener while they sleep, and wake up together", async () => {
    const program = new AbortController();
    const sleep = sleepOn(hanging(program.signal));
    const sleeps = Array.from({ length: 100 }, () => sleep(1000, program.signal));
    expect(listenersOf(program.signal)).toBe(1);
    program.abort();
    await Promise.all(sleeps);
    expect(listenersOf(program.signal)).toBe(0);
  });
});

describe("a request with a signal", () => {
  it("ends its sleep and its deadline with its reason", async () => {
    const request = new AbortController();
    const sleeping = sleepOn(hanging(new AbortController().signal))(1000, request.signal);
    const { signal } = timerOn(fakePlatform().platform)(1000, request.signal);
    request.abort("enough");
    await sleeping;
    expect(signal.reason).toBe("enough");
  });

  it("does not wait if it was aborted before", async () => {
    const aborted = AbortSignal.abort("enough");
    expect(timerOn(fakePlatform().platform)(1000, aborted).signal.reason).toBe("enough");
    const given: boolean[] = [];
    const sleep = sleepOn({
      interrupt: new AbortController().signal,
      sleep: async (_milliseconds, signal) => void given.push(signal.aborted),
    });
    await sleep(1000, aborted);
    expect(given).toEqual([true]);
  });
});
