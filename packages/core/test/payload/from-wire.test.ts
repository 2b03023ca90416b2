import { describe, expect, it } from "vitest";
import { fromWire, operationNames, validateOutput } from "../../src/index.ts";

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const start = new Date("2018-11-09T23:10:16.338Z");

const invocations = (...items: readonly object[]): unknown =>
  JSON.parse(JSON.stringify({ WindowExecutionTaskInvocationIdentities: items }));

describe("fromWire", () => {
  it("returns Dates for seconds, also in scientific notation", () => {
    const response: unknown = JSON.parse('{"CommandInvocations":[{"RequestedDateTime":1.541805016338E9}]}');
    expect(fromWire("ListCommandInvocations", response)).toEqual({
      CommandInvocations: [{ RequestedDateTime: start }],
    });
  });

  it("returns Dates for ISO 8601", () => {
    for (const StartTime of ["2018-11-09T23:10:16.338Z", "2018-11-10T00:10:16.338+01:00"]) {
      const response = fromWire(LIST, invocations({ StartTime }));
      expect(validateOutput(LIST, response)).toEqual({
        WindowExecutionTaskInvocationIdentities: [{ StartTime: start }],
      });
    }
  });

  it("keeps strings that look like times and other numbers", () => {
    const response = { NextExecutionTime: "2026-11-22T16:00Z", Duration: 3, Name: "2018-11-09T23:10:16Z" };
    expect(fromWire("GetMaintenanceWindow", { ...response })).toEqual(response);
  });

  it("keeps invalid times, so that the check reports the member", () => {
    const response = fromWire(LIST, invocations({ StartTime: "yesterday" }));
    expect(() => validateOutput(LIST, response)).toThrow(
      "WindowExecutionTaskInvocationIdentities.0.StartTime",
    );
    expect(fromWire("GetMaintenanceWindowExecution", { EndTime: 1e300 })).toEqual({ EndTime: 1e300 });
  });

  it("removes null members at any depth", () => {
    const response = {
      NextToken: null,
      Grown: { one: null, two: [null, { three: null }] },
      WindowExecutionTaskInvocationIdentities: [
        null,
        { StartTime: null, EndTime: 0, OwnerInformation: null },
      ],
    };
    expect(fromWire(LIST, response)).toEqual({
      Grown: { two: [{}] },
      WindowExecutionTaskInvocationIdentities: [{ EndTime: new Date(0) }],
    });
  });

  it("converts times in nested structures", () => {
    const response = {
      AutomationExecution: { ScheduledTime: 1, StepExecutions: [{ ExecutionStartTime: 2.5 }] },
    };
    expect(fromWire("GetAutomationExecution", response)).toEqual({
      AutomationExecution: {
        ScheduledTime: new Date(1000),
        StepExecutions: [{ ExecutionStartTime: new Date(2500) }],
      },
    });
  });

  it("does not change values that are not responses", () => {
    for (const operation of operationNames) {
      for (const value of [undefined, null, 1, "text", true]) expect(fromWire(operation, value)).toBe(value);
      expect(fromWire(operation, [])).toEqual([]);
    }
    expect(fromWire(LIST, { WindowExecutionTaskInvocationIdentities: 7 })).toEqual({
      WindowExecutionTaskInvocationIdentities: 7,
    });
  });

  it("does not change prototypes", () => {
    const response: unknown = JSON.parse('{"__proto__":{"polluted":null,"deep":{"x":null}}}');
    fromWire("GetMaintenanceWindow", response);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
