import { expect, it } from "vitest";
import { redact, REDACTED, validateOutput, withoutSensitive } from "../../src/index.ts";

it("replaces what AWS's model calls sensitive and keeps the rest", () => {
  const StartTime = new Date(0);
  expect(
    redact("DescribeMaintenanceWindowExecutionTaskInvocations", "output", {
      WindowExecutionTaskInvocationIdentities: [
        { InvocationId: "x", Parameters: "{}", OwnerInformation: "ops", Status: "FAILED", StartTime },
      ],
      NextToken: "t",
    }),
  ).toEqual({
    WindowExecutionTaskInvocationIdentities: [
      { InvocationId: "x", Parameters: REDACTED, OwnerInformation: REDACTED, Status: "FAILED", StartTime },
    ],
    NextToken: "t",
  });
});

it("tells an automation's parameters, which AWS does not mark, from an invocation's", () => {
  const answer = { AutomationExecution: { Parameters: { InstanceId: ["i-1"] } } };
  expect(redact("GetAutomationExecution", "output", answer)).toEqual(answer);
});

it("replaces a task's parameters and a window's description", () => {
  expect(
    redact("GetMaintenanceWindowExecutionTask", "output", { TaskParameters: [{ a: { Values: ["b"] } }] }),
  ).toEqual({
    TaskParameters: REDACTED,
  });
  expect(redact("GetMaintenanceWindow", "output", { Name: "n", Description: "d" })).toEqual({
    Name: "n",
    Description: REDACTED,
  });
});

it("replaces members that the table does not know, as nothing vouches for them", () => {
  expect(redact("GetMaintenanceWindow", "output", { Secret: "s", WindowId: "mw-1" })).toEqual({
    Secret: REDACTED,
    WindowId: "mw-1",
  });
});

it("changes nothing in place", () => {
  const answer = Object.freeze({ Description: "d" });
  redact("GetMaintenanceWindow", "output", answer);
  expect(answer).toEqual({ Description: "d" });
});

it("leaves out what AWS's model marks as sensitive, and members it does not have", () => {
  const StartTime = new Date(0);
  const answer = {
    WindowExecutionTaskInvocationIdentities: [
      { InvocationId: "x", Parameters: "{}", OwnerInformation: "ops", Grown: "secret?", StartTime },
    ],
    NextToken: "t",
  };
  const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
  const left = withoutSensitive(LIST, answer);
  expect(left).toEqual({
    WindowExecutionTaskInvocationIdentities: [{ InvocationId: "x", StartTime }],
    NextToken: "t",
  });
  expect(validateOutput(LIST, left)).toBe(left);
  expect(answer.WindowExecutionTaskInvocationIdentities[0]).toHaveProperty("Parameters", "{}");
});

it("keeps maps that AWS does not mark, whatever their keys", () => {
  const answer = { AutomationExecution: { Parameters: { InstanceId: ["i-1"] }, Variables: { a: ["b"] } } };
  expect(withoutSensitive("GetAutomationExecution", answer)).toEqual(answer);
});
