import { describe, expect, it } from "vitest";
import { manualClock, mockTransport, type MockFault } from "../../src/index.ts";

/** A fault as plain JavaScript, or a file, may hold it. */
const refusalOf = (fault: object): unknown => {
  const clock = manualClock("2026-11-22T08:00:00Z");
  try {
    // What the type forbids is what this is about.
    mockTransport({ clock, sleep: clock.sleep, faults: [fault as MockFault] });
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("a fault that could not do what it says is refused, rather than never hit:", () => {
  it.each<readonly [object, string]>([
    [{ kind: "throttle" }, "There is no fault of the kind throttle. Choose one of: latency, throttling, "],
    [{ kind: "server-error", every: 0 }, "cannot have 0 for every. Give a whole number from 1."],
    [{ kind: "server-error", every: 1.5 }, "cannot have 1.5 for every."],
    [{ kind: "empty-page", after: -1 }, "The fault empty-page cannot have -1 for after."],
    [{ kind: "expired-token", times: -1 }, "cannot have -1 for times."],
    [
      { kind: "dropped-answer", probability: 30 },
      "cannot have 30 for probability. Give a share from 0 to 1.",
    ],
    [
      { kind: "access-denied", operations: ["GetMaintenanceWindows"] },
      "cannot have GetMaintenanceWindows for",
    ],
    [{ kind: "latency", ms: -5 }, "cannot have -5 for ms."],
    [{ kind: "latency", ms: [5, Number.NaN] }, "cannot have NaN for ms."],
    [{ kind: "latency" }, "cannot have undefined for ms."],
    [{ kind: "throttling", rate: -1, burst: 1 }, "cannot have -1 for rate."],
    [{ kind: "throttling", rate: 1 }, "cannot have undefined for burst."],
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
  ])("%j is not", (fault) => {
    expect(refusalOf(fault)).toBeUndefined();
  });
});
