import { describe, expect, it } from "vitest";
import { manualClock, mockTransport, type MockFault } from "../../src/index.ts";

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

describe("rejects the invalid fault", () => {
  it.each<readonly [object, string]>([
    [{ kind: "throttle" }, '"throttle" is not a kind of fault. Use one of: latency, throttling, '],
    [{ kind: "server-error", every: 0 }, "has 0 for every. Use an integer from 1."],
    [{ kind: "server-error", every: 1.5 }, "has 1.5 for every."],
    [{ kind: "empty-page", after: -1 }, "The fault empty-page has -1 for after."],
    [{ kind: "expired-token", times: -1 }, "has -1 for times."],
    [{ kind: "dropped-response", probability: 30 }, "has 30 for probability. Use a number from 0 to 1."],
    [{ kind: "access-denied", operations: ["GetMaintenanceWindows"] }, "has GetMaintenanceWindows for"],
    [{ kind: "latency", ms: -5 }, "has -5 for ms."],
    [{ kind: "latency", ms: [5, Number.NaN] }, "has NaN for ms."],
    [{ kind: "latency" }, "has undefined for ms."],
    [{ kind: "throttling", rate: -1, burst: 1 }, "has -1 for rate."],
    [{ kind: "throttling", rate: 1 }, "has undefined for burst."],
  ])("%j", (fault, words) => {
    const refusal = refusalOf(fault);
    expect(refusal).toBeInstanceOf(RangeError);
    expect(String(refusal)).toContain(words);
  });

  it.each<readonly [MockFault]>([
    [{ kind: "latency", ms: 0 }],
    [{ kind: "latency", ms: [10, 20] }],
    [{ kind: "throttling", rate: 0, burst: 0 }],
    [{ kind: "server-error", after: 0, every: 1, times: 0, probability: 0, operations: [] }],
    [{ kind: "repeated-token", times: Infinity, probability: 1, after: undefined }],
  ])("accepts the fault %j", (fault) => {
    expect(refusalOf(fault)).toBeUndefined();
  });
});
