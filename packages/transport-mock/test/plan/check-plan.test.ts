import { createClient } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { mockTransport, type AccountPlan, type ExecutionPlan, type InvocationPlan } from "../../src/index.ts";
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

describe("a custom plan", () => {
  it("may omit optional members", async () => {
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
  ])("is rejected if one ID is used for %s", (_, executions) => {
    expect(() => mockOf(...executions)).toThrow(RangeError);
    expect(() => mockOf(...executions)).toThrow("twice. Give each item a unique ID.");
  });

  it("is rejected if one ID is used for two registered tasks", () => {
    const tasks = [{ WindowTaskId: ids.patchTask }, { WindowTaskId: ids.patchTask }];
    const scenario = { windows: [{ window: { WindowId: ids.window }, tasks, executions: [] }] };
    expect(() => mockTransport({ scenario })).toThrow(`has the ID ${ids.patchTask} twice.`);
  });

  it.each<readonly [string, ExecutionPlan, string]>([
    ["an execution", { ...execution(), end: minute(0) }, ids.execution],
    ["an invocation", execution(invocation({ end: minute(1) })), ids.quick],
    ["an invocation with an invalid time", execution(invocation({ end: new Date("never") })), ids.quick],
  ])("is rejected if %s ends before it starts", (_, plan, id) => {
    expect(() => mockOf(plan)).toThrow(`In the plan, ${id} ends before it starts.`);
  });
});

const window = { WindowId: ids.window };
const run = { start: minute(1), end: minute(2), outcome: "SUCCESS" };
const withTasks = (tasks: unknown): unknown => ({
  windows: [{ window, executions: [{ WindowExecutionId: ids.execution, ...run, tasks }] }],
});
const withInvocations = (invocations: unknown): unknown =>
  withTasks([{ TaskExecutionId: ids.commandTask, ...run, task: {}, invocations }]);
const withInvocation = (more: object): unknown =>
  withInvocations([{ InvocationId: ids.quick, ...run, ...more }]);

/** Creates a mock with any value, as a JavaScript caller can. */
const mockOfAnything = (scenario: unknown) => mockTransport({ scenario: scenario as AccountPlan }); // the types forbid what is tried here

const NEEDS = "Pass a scenario, such as patchNight";

describe("an invalid plan", () => {
  it.each<readonly [unknown, string]>([
    [null, `is null. ${NEEDS}`],
    ["fleet", `is "fleet". ${NEEDS}`],
    [5, `is a number. ${NEEDS}`],
    [() => ({ windows: [] }), `is a function. ${NEEDS}`],
    [{}, "In the plan, windows must be an array, but it is missing."],
    [[], "The plan must be an object, but it is an array."],
    [{ windows: {} }, "In the plan, windows must be an array, but it is an object."],
    [{ windows: [null] }, "In the plan, windows[0] must be an object, but it is null."],
    [{ windows: [{}] }, "In the plan, windows[0].window must be an object, but it is missing."],
    [
      { windows: [{ window: {} }] },
      "In the plan, windows[0].window.WindowId must be an ID, but it is missing.",
    ],
    [{ windows: [{ window }] }, "In the plan, windows[0].executions must be an array, but it is missing."],
    [{ windows: [{ window, executions: [], tasks: {} }] }, "windows[0].tasks must be an array"],
    [{ windows: [{ window, executions: [], targets: ["web"] }] }, "windows[0].targets[0] must be an object"],
    [
      { windows: [{ window, executions: [], schedule: ["soon"] }] },
      'windows[0].schedule[0] must be a Date, but it is "soon".',
    ],
    [{ windows: [{ window, executions: [{}] }] }, "executions[0].WindowExecutionId must be an ID"],
    [withTasks(undefined), "executions[0].tasks must be an array, but it is missing."],
    [withTasks([5]), "executions[0].tasks[0] must be an object, but it is a number."],
    [withTasks([{ TaskExecutionId: ids.commandTask }]), "tasks[0].start must be a Date, but it is missing."],
    [withTasks([{ TaskExecutionId: ids.commandTask, ...run }]), "tasks[0].task must be an object"],
    [withInvocations({}), "tasks[0].invocations must be an array, but it is an object."],
    [withInvocations({ at: () => undefined }), "invocations.length must be a number, but it is missing."],
    [withInvocations([{ ...run }]), "invocations[0].InvocationId must be an ID"],
    [withInvocation({ end: "later" }), 'invocations[0].end must be a Date, but it is "later".'],
    [withInvocation({ command: {} }), "invocations[0].command.machines must be an array"],
    [withInvocation({ automation: {} }), "invocations[0].automation.steps must be an array"],
    [{ windows: [], machines: {} }, "In the plan, machines must be an array, but it is an object."],
    [{ windows: [], machines: [{}] }, "machines[0].information must be an object, but it is missing."],
    [{ windows: [], machines: { at: () => undefined } }, "machines.locate must be a function"],
    [{ plan: { windows: [] } }, "The scenario's plan must be a function."],
    [{ name: "mine", plan: () => undefined }, "The plan must be an object, but it is missing."],
    [{ name: "mine", plan: () => ({ windows: [{ window }] }) }, "windows[0].executions must be an array"],
  ])("is rejected with a message: %j", (scenario, message) => {
    expect(() => mockOfAnything(scenario)).toThrow(RangeError);
    expect(() => mockOfAnything(scenario)).toThrow(message);
  });

  it("is accepted with all required members", () => {
    expect(mockOfAnything(withInvocations({ length: 0, at: () => undefined })).name).toBe("mock");
    expect(mockOfAnything(withInvocation({ command: () => ({ machines: [] }) })).name).toBe("mock");
    expect(mockOfAnything({ windows: [] }).name).toBe("mock");
  });
});

it("does not compute the executions of a scenario before they are read", () => {
  let reads = 0;
  const executions = [
    {
      get tasks() {
        reads += 1;
        return [];
      },
    },
  ];
  mockOfAnything({ name: "mine", plan: () => ({ windows: [{ window, executions }] }) });
  expect(reads).toBe(0);
});
