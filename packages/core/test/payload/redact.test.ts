import { expect, it } from "vitest";
import { redact, REDACTED, validateOutput, withoutSensitive } from "../../src/index.ts";

it("replaces sensitive members and keeps the rest", () => {
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

it("keeps an automation's parameters, which AWS does not mark as sensitive", () => {
  const response = { AutomationExecution: { Parameters: { InstanceId: ["i-1"] } } };
  expect(redact("GetAutomationExecution", "output", response)).toEqual(response);
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

it("replaces members that are not in the model", () => {
  expect(redact("GetMaintenanceWindow", "output", { Secret: "s", WindowId: "mw-1" })).toEqual({
    Secret: REDACTED,
    WindowId: "mw-1",
  });
});

it("does not change its input", () => {
  const response = Object.freeze({ Description: "d" });
  redact("GetMaintenanceWindow", "output", response);
  expect(response).toEqual({ Description: "d" });
});

it("omits sensitive members and members that are not in the model", () => {
  const StartTime = new Date(0);
  const response = {
    WindowExecutionTaskInvocationIdentities: [
      { InvocationId: "x", Parameters: "{}", OwnerInformation: "ops", Grown: "secret?", StartTime },
    ],
    NextToken: "t",
  };
  const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
  const left = withoutSensitive(LIST, response);
  expect(left).toEqual({
    WindowExecutionTaskInvocationIdentities: [{ InvocationId: "x", StartTime }],
    NextToken: "t",
  });
  expect(validateOutput(LIST, left)).toBe(left);
  expect(response.WindowExecutionTaskInvocationIdentities[0]).toHaveProperty("Parameters", "{}");
});

it("keeps maps that are not sensitive, with all keys", () => {
  const response = { AutomationExecution: { Parameters: { InstanceId: ["i-1"] }, Variables: { a: ["b"] } } };
  expect(withoutSensitive("GetAutomationExecution", response)).toEqual(response);
});
