import { jsonSchema, validateOutput } from "@windowpane/core";
import { describe, expect, test } from "vitest";
import type { AccountPlan, RunPlan } from "../../src/plan/plan.ts";
import { patchNight } from "../../src/scenarios/patch-night.ts";
import {
  allInvocations,
  allMachines,
  allTasks,
  commandOf,
  found,
  invocationsOf,
  machinesOf,
  NOW,
  windows,
} from "./patch-night-account.ts";

const patternOf = (operation: Parameters<typeof jsonSchema>[0], member: string): RegExp =>
  new RegExp(found(jsonSchema(operation, "input").properties?.[member]?.pattern));

/** The whole plan, with computed texts, and the newest executions of each window. */
const written = (plan: AccountPlan): string =>
  JSON.stringify(
    plan.windows.map((window) => ({
      ...window,
      executions: window.executions.slice(0, 4).map((execution) => ({
        ...execution,
        tasks: execution.tasks.map((task) => ({ ...task, invocations: invocationsOf(task) })),
      })),
    })),
  );

const isWithin = (inner: Pick<RunPlan, "start" | "end">, outer: Pick<RunPlan, "start" | "end">): boolean =>
  outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;

describe("the same plan", () => {
  const options = { now: NOW, seed: 11 };

  test("is identical for the same seed and time, including output", () => {
    const [one, other] = [patchNight.plan(options), patchNight.plan(options)];
    expect(written(one) === written(other)).toBe(true);
  });

  test("is identical if read in another order", () => {
    const [forwards, backwards] = [patchNight.plan(options), patchNight.plan(options)];
    for (const { executions } of backwards.windows.toReversed())
      for (const { tasks } of executions.toReversed()) tasks.at(-1)?.invocations.at(0);
    expect(written(forwards) === written(backwards)).toBe(true);
  });

  test("has other IDs with another seed, and other dates with the same IDs at another time", () => {
    const ids = (plan: AccountPlan): readonly string[] =>
      plan.windows.flatMap(({ window, executions }) => [
        window.WindowId,
        ...executions.map((run) => run.WindowExecutionId),
      ]);
    const known = new Set(ids(patchNight.plan(options)));
    expect(ids(patchNight.plan({ ...options, seed: 12 })).filter((id) => known.has(id))).toEqual([]);
    const later = patchNight.plan({ ...options, now: new Date(NOW.getTime() + 86_400_000) });
    expect(ids(later).every((id) => known.has(id))).toBe(true);
    expect(later.windows[0]?.executions[0]?.start).not.toEqual(
      patchNight.plan(options).windows[0]?.executions[0]?.start,
    );
  });
});

describe("ids", () => {
  const uuid = patternOf("GetMaintenanceWindowExecution", "WindowExecutionId");

  test("of windows, registrations and executions match AWS's patterns", () => {
    const windowId = patternOf("GetMaintenanceWindow", "WindowId");
    for (const { window, targets, tasks, executions } of windows) {
      expect(window.WindowId).toMatch(windowId);
      for (const { WindowTargetId } of targets) expect(WindowTargetId).toMatch(uuid);
      for (const { WindowTaskId } of tasks) expect(WindowTaskId).toMatch(uuid);
      for (const { WindowExecutionId } of executions) expect(WindowExecutionId).toMatch(uuid);
    }
  });

  test("of tasks, invocations, commands, automations and machines match AWS's patterns", () => {
    for (const { TaskExecutionId } of allTasks()) expect(TaskExecutionId).toMatch(uuid);
    for (const { InvocationId, ExecutionId, WindowTargetId, command, automation } of allInvocations()) {
      expect(InvocationId).toMatch(uuid);
      if (command !== undefined || automation !== undefined) expect(ExecutionId).toMatch(uuid);
      if (WindowTargetId !== undefined) expect(WindowTargetId).toMatch(uuid);
    }
    const instance = patternOf("ListCommandInvocations", "InstanceId");
    expect(allMachines().filter(({ InstanceId }) => !instance.test(InstanceId))).toEqual([]);
  });

  test("are all different", () => {
    const ids = [
      ...windows.flatMap(({ window, targets, tasks, executions }) => [
        window.WindowId,
        ...targets.map(({ WindowTargetId }) => WindowTargetId),
        ...tasks.map(({ WindowTaskId }) => WindowTaskId),
        ...executions.map(({ WindowExecutionId }) => WindowExecutionId),
      ]),
      ...allTasks().map(({ TaskExecutionId }) => TaskExecutionId),
      ...allInvocations().flatMap(({ InvocationId, ExecutionId = `none/${InvocationId}` }) => [
        InvocationId,
        ExecutionId,
      ]),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("time", () => {
  test("is nested: machines in invocations in tasks in executions, steps in automations", () => {
    const stray = windows.flatMap(({ window, executions }) =>
      executions.flatMap((execution) =>
        execution.tasks.flatMap((task) => [
          ...(isWithin(task, execution) ? [] : [`${window.Name}: task`]),
          ...invocationsOf(task).flatMap((invocation) => [
            ...(isWithin(invocation, task) ? [] : [`${window.Name}: invocation`]),
            ...machinesOf(invocation).filter((machine) => !isWithin(machine, invocation)),
            ...(invocation.automation?.steps ?? []).filter((step) => !isWithin(step, invocation)),
          ]),
        ]),
      ),
    );
    expect(stray).toEqual([]);
  });

  test("lists invocations newest first", () => {
    for (const { invocations } of allTasks()) {
      const starts = Array.from({ length: invocations.length }, (_, index) =>
        found(invocations.at(index)).start.getTime(),
      );
      expect(starts).toEqual(starts.toSorted((one, other) => other - one));
    }
  });

  test("goes back thirty days, and schedules are in the future", () => {
    const starts = windows.flatMap(({ executions }) => executions.map(({ start }) => start.getTime()));
    const days = (NOW.getTime() - Math.min(...starts)) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThan(30);
    for (const { schedule } of windows) {
      expect(schedule).toEqual(schedule.toSorted((one, other) => one.getTime() - other.getTime()));
      expect(schedule.every((next) => next > NOW)).toBe(true);
    }
  });

  test("of the next execution has both of AWS's formats and matches the schedule", () => {
    const reported = windows.flatMap(({ window, schedule }) =>
      window.NextExecutionTime === undefined ? [] : [{ text: window.NextExecutionTime, next: schedule[0] }],
    );
    for (const { text, next } of reported)
      expect(Math.abs(Date.parse(text) - found(next).getTime())).toBeLessThan(60_000);
    expect(reported.some(({ text }) => /T\d\d:\d\dZ$/.test(text))).toBe(true);
    expect(reported.some(({ text }) => /\.\d{3}Z$/.test(text))).toBe(true);
  });
});

describe("responses from the plan", () => {
  test("have the shapes that AWS documents", () => {
    for (const { window, targets, tasks } of windows) {
      expect(validateOutput("GetMaintenanceWindow", window)).toBe(window);
      validateOutput("DescribeMaintenanceWindowTargets", { Targets: targets });
      validateOutput("DescribeMaintenanceWindowTasks", { Tasks: tasks });
    }
    for (const { task } of allTasks()) validateOutput("GetMaintenanceWindowExecutionTask", task);
  });

  test.each([
    ["window names", 3, 128, () => windows.map(({ window }) => window.Name)],
    ["window descriptions", 1, 128, () => windows.map(({ window }) => window.Description)],
    ["target names", 3, 128, () => windows.flatMap(({ targets }) => targets.map(({ Name }) => Name))],
    ["task names", 3, 128, () => windows.flatMap(({ tasks }) => tasks.map(({ Name }) => Name))],
    ["owner information", 1, 128, () => allInvocations().map(({ OwnerInformation }) => OwnerInformation)],
    [
      "target descriptions",
      1,
      128,
      () => windows.flatMap(({ targets }) => targets.map(({ Description }) => Description)),
    ],
    ["details", 0, 250, () => allInvocations().map(({ details }) => details)],
    ["comments", 0, 100, () => allInvocations().map((invocation) => commandOf(invocation)?.Comment)],
    ["machine names", 0, 255, () => allMachines().map(({ InstanceName }) => InstanceName)],
    ["details of machines", 0, 100, () => allMachines().map(({ details }) => details)],
    ["task ARNs", 1, 1600, () => allTasks().map(({ task }) => task.TaskArn)],
  ])("keep %s between %i and %i characters", (_, min, max, texts) => {
    const lengths = texts().flatMap((text) => (text === undefined ? [] : [[...text].length]));
    expect(Math.min(...new Set(lengths))).toBeGreaterThanOrEqual(min);
    expect(Math.max(...new Set(lengths))).toBeLessThanOrEqual(max);
  });

  test("keep AWS's patterns of names, documents, actions, concurrency and errors", () => {
    const name = /^[a-zA-Z0-9_\-.]{3,128}$/;
    for (const { window, targets, tasks } of windows) {
      for (const { Name } of [window, ...targets, ...tasks]) expect(Name).toMatch(name);
      for (const { MaxConcurrency, MaxErrors } of tasks) {
        expect(MaxConcurrency).toMatch(/^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$/);
        expect(MaxErrors).toMatch(/^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$/);
      }
      for (const { Targets } of targets) expect(found(Targets?.[0]?.Values).length).toBeLessThanOrEqual(50);
    }
    for (const invocation of allInvocations()) {
      const { automation } = invocation;
      const command = commandOf(invocation);
      if (command !== undefined) expect(command.DocumentName).toMatch(name);
      for (const { Action } of automation?.steps ?? []) expect(Action).toMatch(/^aws:[a-zA-Z]{3,25}$/);
    }
  });
});

test("planning computes nothing before it is read", () => {
  const [linux] = patchNight.plan({ now: NOW, seed: 3 }).windows;
  const [patch] = found(linux?.executions[0]).tasks;
  const command = found(commandOf(found(patch?.invocations.at(0))));
  // The getter computes the list once.
  expect(Object.getOwnPropertyDescriptor(command, "machines")?.get).toBeTypeOf("function");
  expect(command.machines).toBe(command.machines);
});
