import { expect, it } from "vitest";
import { validateOutput, withoutSensitive } from "../src/index.ts";

it("leaves out what AWS's model calls sensitive, and what nobody knows", () => {
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
