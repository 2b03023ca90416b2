import { describe, expect, it } from "vitest";
import { parseFilter, planFilter, validateInput, type OperationName } from "../../src/index.ts";

const now = new Date("2026-11-22T03:00:00Z");
const asked = (operation: OperationName, text: string): unknown =>
  planFilter(operation, parseFilter(text), { now }).Filters;

const invocations = "DescribeMaintenanceWindowExecutionTaskInvocations";
const executions = "DescribeMaintenanceWindowExecutions";

describe("the service is asked", () => {
  it.each<[OperationName, string, unknown]>([
    [invocations, "status:failed,timed_out web", [{ Key: "STATUS", Values: ["FAILED", "TIMED_OUT"] }]],
    ["DescribeMaintenanceWindowExecutionTasks", "status:failed", [{ Key: "STATUS", Values: ["FAILED"] }]],
    [executions, "start>=2026-11-20", [{ Key: "ExecutedAfter", Values: ["2026-11-19T23:59:59Z"] }]],
    [
      executions,
      "start>2026-11-20 start<2026-11-21",
      [
        { Key: "ExecutedAfter", Values: ["2026-11-19T23:59:59Z"] },
        { Key: "ExecutedBefore", Values: ["2026-11-21T00:00:01Z"] },
      ],
    ],
  ])("%s: %s", (operation, text, filters) => {
    expect(asked(operation, text)).toEqual(filters);
  });

  it.each<[string, OperationName, string]>([
    ["for a status that AWS lists but does not filter by", invocations, "status:failed,skipped_overlapping"],
    ["for what is turned round", invocations, "-status:failed"],
    ["for statuses of executions, which AWS does not filter", executions, "status:failed"],
    ["for Run Command's own statuses", invocations, "status:failed,delayed"],
    ["for a turned-round time", executions, "-start>2026-11-20"],
    ["for free text", invocations, "disk"],
  ])("nothing %s", (_, operation, text) => {
    expect(asked(operation, text)).toBeUndefined();
  });
});

it("never plans a request that AWS's model refuses", () => {
  const Filters = planFilter(executions, parseFilter("start>2026-11-20 start>2026-11-21 start<2026-11-23"), {
    now,
  }).Filters;
  expect(validateInput(executions, { WindowId: "mw-0c50858d01abcdef0", Filters })).toBeDefined();
});

it("checks everything again on our side", () => {
  const { matches } = planFilter(invocations, parseFilter("status:failed web"), { now });
  expect(matches({ Status: "FAILED", Name: "web" })).toBe(true);
  expect(matches({ Status: "SUCCESS", Name: "web" })).toBe(false);
});
