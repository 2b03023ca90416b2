import { createClient } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { empty, fleetIds, mockTransport, scenarioNamed, scenarioNames } from "../../src/index.ts";

describe("a scenario's name", () => {
  it.each(scenarioNames)("%s gives an account", async (name) => {
    const client = createClient(mockTransport({ scenario: scenarioNamed(name) }));
    const { WindowIdentities } = await client.call("DescribeMaintenanceWindows", {});
    expect(WindowIdentities?.length === 0).toBe(name === "empty");
  });

  it("may say how large a fleet is", async () => {
    const client = createClient(mockTransport({ scenario: scenarioNamed("fleet:7") }));
    const { WindowExecutionId, TaskId } = fleetIds;
    const answer = await client.call("DescribeMaintenanceWindowExecutionTaskInvocations", {
      WindowExecutionId,
      TaskId,
    });
    expect(answer.WindowExecutionTaskInvocationIdentities).toHaveLength(7);
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
  ])("is refused when it is %j", (name) => {
    expect(() => scenarioNamed(name)).toThrow(
      `There is no scenario ${JSON.stringify(name)}. Choose one of: patch-night, documentation, fleet, ` +
        "fleet:100000 (or another size), empty.",
    );
  });
});

describe("the empty account", () => {
  it("answers lists with nothing", async () => {
    const client = createClient(mockTransport({ scenario: empty }));
    expect(await client.call("DescribeMaintenanceWindows", {})).toEqual({ WindowIdentities: [] });
    expect(await client.call("DescribeMaintenanceWindowSchedule", {})).toEqual({
      ScheduledWindowExecutions: [],
    });
    expect(await client.call("ListCommandInvocations", {})).toEqual({ CommandInvocations: [] });
  });
});
