import { createClient, type Signal } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { empty, manualClock, mockTransport, type MockFault } from "../../src/index.ts";

const START = "2026-11-22T02:00:00Z";

const slow = (fault: MockFault) => {
  const clock = manualClock(START);
  const client = createClient(mockTransport({ scenario: empty, clock, sleep: clock.sleep, faults: [fault] }));
  /** Duration of a request on the clock, in milliseconds. */
  return async (): Promise<number> => {
    const before = clock.now().getTime();
    await client.call("DescribeMaintenanceWindows", {});
    return clock.now().getTime() - before;
  };
};

describe("latency", () => {
  it("delays a request by its duration", async () => {
    expect(await slow({ kind: "latency", ms: 80 })()).toBe(80);
  });

  it("draws delays from its range, the same ones each time", async () => {
    const take = async (): Promise<number[]> => {
      const request = slow({ kind: "latency", ms: [50, 60] });
      const times: number[] = [];
      for (let count = 0; count < 50; count += 1) times.push(await request());
      return times;
    };
    const times = await take();
    expect(Math.min(...times)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...times)).toBeLessThanOrEqual(60);
    expect(new Set(times).size).toBeGreaterThan(5);
    expect(await take()).toEqual(times);
  });

  it("requires sleep", () => {
    expect(() => mockTransport({ scenario: empty, faults: [{ kind: "latency", ms: 1 }] })).toThrow(
      "A latency fault requires the option `sleep`. Pass a function that waits",
    );
  });

  it("ends with the caller's reason when the request is aborted, even if sleep does not end", async () => {
    const controller = new AbortController();
    const seen: (Signal | undefined)[] = [];
    const sleep = (_: number, signal?: Signal): Promise<void> => {
      seen.push(signal);
      return new Promise(() => {});
    };
    const mock = mockTransport({ scenario: empty, sleep, faults: [{ kind: "latency", ms: 1 }] });
    const response = mock.send("DescribeMaintenanceWindows", {}, { signal: controller.signal });
    controller.abort("enough");
    await expect(response).rejects.toBe("enough");

    const another = new AbortController();
    const waiting = mock.send("DescribeMaintenanceWindows", {}, { signal: another.signal });
    await Promise.resolve();
    await Promise.resolve();
    another.abort("enough of that");
    await expect(waiting).rejects.toBe("enough of that");
    expect(seen).toEqual([another.signal]);
  });
});
