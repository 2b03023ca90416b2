import { describe, expect, it } from "vitest";
import { fixedClock, manualClock, mockTransport, type MockFault } from "../../src/index.ts";

/** A fault as in JavaScript or a file. */
const refusalOf = (fault: object): unknown => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  try {
    // The type forbids these values.
    mockTransport({ clock, sleep: clock.sleep, faults: [fault as MockFault] });
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("a throttling rate", () => {
  const faults: readonly MockFault[] = [{ kind: "throttling", rate: 5, burst: 10 }];

  it.each([
    ["the default clock", undefined],
    ["a fixed clock", fixedClock("2026-11-22T08:00:00Z")],
  ])("is refused on %s, on which no time passes", (_, clock) => {
    expect(() => mockTransport({ faults, clock })).toThrow(
      "The fault throttling has 5 for rate. Use a clock that moves, such as manualClock or { now: () => new Date() }, or rate 0",
    );
  });

  it("is accepted on a manual clock and on the system's", () => {
    for (const clock of [manualClock("2026-11-22T08:00:00Z"), { now: () => new Date() }])
      expect(mockTransport({ faults, clock }).clock).toBe(clock);
  });
});

describe("rejects the invalid fault", () => {
  it.each<readonly [object, string]>([
    [{ kind: "throttle" }, '"throttle" is not a kind of fault. Use one of: latency, throttling, '],
    [{ kind: "server-error", every: 0 }, "has 0 for every. Use an integer from 1."],
    [{ kind: "server-error", every: 1.5 }, "has 1.5 for every."],
    [{ kind: "empty-page", after: -1 }, "The fault empty-page has -1 for after."],
    [{ kind: "expired-token", times: -1 }, "has -1 for times."],
    [{ kind: "dropped-response", probability: 30 }, "has 30 for probability. Use a number above 0, up to 1."],
    [{ kind: "access-denied", operations: ["GetMaintenanceWindows"] }, "has GetMaintenanceWindows for"],
    [{ kind: "latency", ms: -5 }, "has -5 for ms."],
    [{ kind: "latency", ms: [5, Number.NaN] }, "has NaN for ms."],
    [{ kind: "latency" }, "has undefined for ms."],
    [{ kind: "throttling", rate: -1, burst: 1 }, "has -1 for rate."],
    [{ kind: "throttling", rate: 1 }, "has undefined for burst."],
    [{ kind: "throttling", rate: 1, burst: 0 }, "has 0 for burst. Use 1 or more, or rate 0"],
    [{ kind: "throttling", rate: 1, burst: 0.5 }, "has 0.5 for burst."],
    [{ kind: "server-error", times: 0 }, "has 0 for times."],
    [{ kind: "server-error", probability: 0 }, "has 0 for probability."],
    [{ kind: "server-error", operations: [] }, "has no operations for operations."],
    [{ kind: "empty-page", operations: ["GetMaintenanceWindow"] }, "Use an operation that has pages."],
  ])("%j", (fault, words) => {
    const refusal = refusalOf(fault);
    expect(refusal).toBeInstanceOf(RangeError);
    expect(String(refusal)).toContain(words);
  });

  it.each<readonly [MockFault]>([
    [{ kind: "latency", ms: 0 }],
    [{ kind: "latency", ms: [10, 20] }],
    [{ kind: "throttling", rate: 0, burst: 0 }],
    [{ kind: "throttling", rate: 2, burst: 1 }],
    [{ kind: "server-error", after: 0, every: 1, times: 1, probability: 0.01 }],
    [{ kind: "repeated-token", times: Infinity, probability: 1, after: undefined }],
  ])("accepts the fault %j", (fault) => {
    expect(refusalOf(fault)).toBeUndefined();
  });
});
