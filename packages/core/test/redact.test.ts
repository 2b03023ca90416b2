import { expect, it } from "vitest";
import { redact, REDACTED } from "../src/index.ts";

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
