import { createClient } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { empty, fleetIds, mockTransport, scenarioNamed, scenarioNames } from "../../src/index.ts";

describe("the name of a scenario", () => {
  it.each(scenarioNames)("%s creates an account", async (name) => {
    const client = createClient(mockTransport({ scenario: scenarioNamed(name) }));
    const { WindowIdentities } = await client.call("DescribeMaintenanceWindows", {});
    expect(WindowIdentities?.length === 0).toBe(name === "empty");
  });

  it("may contain the size of a fleet", async () => {
    const client = createClient(mockTransport({ scenario: scenarioNamed("fleet:7") }));
    const { WindowExecutionId, TaskId } = fleetIds;
    const response = await client.call("DescribeMaintenanceWindowExecutionTaskInvocations", {
      WindowExecutionId,
      TaskId,
    });
    expect(response.WindowExecutionTaskInvocationIdentities).toHaveLength(7);
  });

  it.each([
    "",
    "Fleet",
    "empty:3",
    "patch-night:",
    "toString",
    "fleet:",
    "fleet:many",
    "fleet:-1",
    "fleet:1e3",
    "fleet:1:2",
  ])("is rejected: %j", (name) => {
    expect(() => scenarioNamed(name)).toThrow(
      `${JSON.stringify(name)} is not a scenario. Use one of: patch-night, documentation, fleet, ` +
        "fleet:100000 (or any size), empty.",
    );
  });
});

describe("the empty account", () => {
  it("has empty lists", async () => {
    const client = createClient(mockTransport({ scenario: empty }));
    expect(await client.call("DescribeMaintenanceWindows", {})).toEqual({ WindowIdentities: [] });
    expect(await client.call("DescribeMaintenanceWindowSchedule", {})).toEqual({
      ScheduledWindowExecutions: [],
    });
    expect(await client.call("ListCommandInvocations", {})).toEqual({ CommandInvocations: [] });
  });
});
