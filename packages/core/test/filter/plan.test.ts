import { describe, expect, it } from "vitest";
import { parseFilter, planFilter, validateInput, type OperationName } from "../../src/index.ts";

const now = new Date("2026-11-22T03:00:00Z");
const filtersOf = (operation: OperationName, text: string): unknown =>
  planFilter(operation, parseFilter(text), { now }).Filters;

const invocations = "DescribeMaintenanceWindowExecutionTaskInvocations";
const executions = "DescribeMaintenanceWindowExecutions";

describe("the service's filters", () => {
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
    expect(filtersOf(operation, text)).toEqual(filters);
  });

  it.each<[string, OperationName, string]>([
    ["for a status that AWS lists but does not filter by", invocations, "status:failed,skipped_overlapping"],
    ["for negated terms", invocations, "-status:failed"],
    ["for statuses of executions, which AWS does not filter", executions, "status:failed"],
    ["for a negated time", executions, "-start>2026-11-20"],
    ["for free text", invocations, "disk"],
  ])("none %s", (_, operation, text) => {
    expect(filtersOf(operation, text)).toBeUndefined();
  });
});

it("never violate AWS's model", () => {
  const Filters = planFilter(executions, parseFilter("start>2026-11-20 start>2026-11-21 start<2026-11-23"), {
    now,
  }).Filters;
  expect(validateInput(executions, { WindowId: "mw-0c50858d01abcdef0", Filters })).toBeDefined();
});

it("are checked again by Windowpane", () => {
  const { matches } = planFilter(invocations, parseFilter("status:failed web"), { now });
  expect(matches({ Status: "FAILED", Name: "web" })).toBe(true);
  expect(matches({ Status: "SUCCESS", Name: "web" })).toBe(false);
});

describe("fields that an operation's items do not have", () => {
  const plan = (operation: OperationName, text: string, extraMembers?: readonly string[]) =>
    planFilter(operation, parseFilter(text), { now, extraMembers });

  it("are rejected with the valid fields", () => {
    expect(() => plan("DescribeMaintenanceWindows", "name:web status:failed")).toThrow(
      /The field status does not apply to windows\. Use one of: name, id, enabled, .* Or use words without a field \(column 10\)/u,
    );
    expect(() => plan("DescribeInstanceInformation", "-duration>1m")).toThrow("does not apply to machines");
  });

  it("are rejected with the words that a field can have", () => {
    expect(() => plan(invocations, "web status:failed,delayed")).toThrow(
      /Unknown status .*delayed\. Use one of: pending, in_progress, success, failed, .* \(column 19\)/iu,
    );
    expect(() => plan("DescribeMaintenanceWindowExecutionTasks", "type:run_comand")).toThrow(
      "Did you mean run_command?",
    );
    expect(plan("ListCommandInvocations", "status:delayed").matches({ Status: "Delayed" })).toBe(true);
    // AWS does not document every value of an action.
    expect(plan("DescribeAutomationStepExecutions", "type:aws:sleep").matches({ Action: "aws:sleep" })).toBe(
      true,
    );
  });

  it("apply if the caller adds them", () => {
    expect(() => plan(executions, "name:web")).toThrow("does not apply to executions");
    expect(plan(executions, "name:web", ["Name"]).matches({ Name: "web-1" })).toBe(true);
  });

  it.each([
    ["ListCommands", "age<2h", { RequestedDateTime: new Date(now.getTime() - 3_600_000) }],
    ["ListCommandInvocations", "start>2026-01-01", { RequestedDateTime: now }],
    ["DescribeAutomationExecutions", "id:1f0a", { AutomationExecutionId: "1F0AA659" }],
    [
      "DescribeAutomationExecutions",
      "duration>10m",
      { ExecutionStartTime: new Date(0), ExecutionEndTime: new Date(660_000) },
    ],
    [
      "DescribeInstancePatchStates",
      "end<2026-01-01",
      { OperationStartTime: new Date(0), OperationEndTime: new Date(1) },
    ],
  ] as const)("%s matches %s", (operation, text, item) => {
    expect(plan(operation, text).matches(item)).toBe(true);
    expect(plan(operation, text).matches({})).toBe(false);
  });
});
