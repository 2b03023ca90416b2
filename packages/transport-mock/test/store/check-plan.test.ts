import { createClient } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { mockTransport, type ExecutionPlan, type InvocationPlan } from "../../src/index.ts";
import { ids, minute } from "../small-account.ts";

const invocation = (more: Partial<InvocationPlan> = {}): InvocationPlan => ({
  InvocationId: ids.quick,
  start: minute(2),
  end: minute(3),
  outcome: "SUCCESS",
  ...more,
});

const execution = (...invocations: readonly InvocationPlan[]): ExecutionPlan => ({
  WindowExecutionId: ids.execution,
  start: minute(1),
  end: minute(4),
  outcome: "SUCCESS",
  tasks: [
    {
      TaskExecutionId: ids.commandTask,
      start: minute(2),
      end: minute(3),
      outcome: "SUCCESS",
      task: {},
      invocations,
    },
  ],
});

const mockOf = (...executions: readonly ExecutionPlan[]) =>
  mockTransport({ scenario: { windows: [{ window: { WindowId: ids.window, Name: "mine" }, executions }] } });

describe("a plan of one's own", () => {
  it("may leave out what a window has not", async () => {
    const client = createClient(mockOf(execution(invocation())));
    const WindowId = ids.window;
    expect(await client.call("DescribeMaintenanceWindowTargets", { WindowId })).toEqual({ Targets: [] });
    expect(await client.call("DescribeMaintenanceWindowTasks", { WindowId })).toEqual({ Tasks: [] });
    expect(await client.call("DescribeMaintenanceWindowSchedule", { WindowId })).toEqual({
      ScheduledWindowExecutions: [],
    });
    expect(await client.call("GetMaintenanceWindow", { WindowId })).toEqual({ WindowId, Name: "mine" });
  });

  it.each<readonly [string, readonly ExecutionPlan[]]>([
    ["two executions", [execution(), execution()]],
    [
      "an invocation and the command of another",
      [execution(invocation(), invocation({ InvocationId: ids.slow, ExecutionId: ids.quick }))],
    ],
  ])("is refused when one id stands for %s", (_, executions) => {
    expect(() => mockOf(...executions)).toThrow(RangeError);
    expect(() => mockOf(...executions)).toThrow("twice. Give each thing an id of its own.");
  });

  it.each<readonly [string, ExecutionPlan, string]>([
    ["an execution", { ...execution(), end: minute(0) }, ids.execution],
    ["an invocation", execution(invocation({ end: minute(1) })), ids.quick],
    ["an invocation at no time at all", execution(invocation({ end: new Date("never") })), ids.quick],
  ])("is refused when %s ends before it starts", (_, plan, id) => {
    expect(() => mockOf(plan)).toThrow(`In the plan, ${id} ends before it starts.`);
  });
});
