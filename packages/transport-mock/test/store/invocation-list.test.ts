import { describe, expect, it } from "vitest";
import type { ExecutionPlan, InvocationPlan, TaskPlan } from "../../src/plan/plan.ts";
import { newestInvocations } from "../../src/store/invocation-list.ts";
import { placeTask } from "../../src/store/placed-task.ts";
import { minute } from "../small-account.ts";

const invocation = (start: number): InvocationPlan => ({
  InvocationId: `at ${start}`,
  start: minute(start),
  end: minute(start + 1),
  outcome: "SUCCESS",
});

const execution: ExecutionPlan = {
  WindowExecutionId: "execution",
  start: minute(0),
  end: minute(100),
  outcome: "SUCCESS",
  tasks: [],
};

/** A task from one minute to another; its invocations are counted as they are read. */
const task = (
  [start, end]: readonly [number, number],
  starts: readonly number[],
): { readonly task: TaskPlan; readonly read: () => number } => {
  let reads = 0;
  const invocations = starts.map(invocation);
  return {
    read: () => reads,
    task: {
      TaskExecutionId: `task at ${start}`,
      start: minute(start),
      end: minute(end),
      outcome: "SUCCESS",
      task: {},
      invocations: {
        length: invocations.length,
        at: (index) => {
          reads += 1;
          return invocations[index];
        },
      },
    },
  };
};

const listOf = (...tasks: readonly { readonly task: TaskPlan }[]) =>
  newestInvocations(tasks.map((each) => placeTask(execution, each.task)));

const idsOf = (list: ReturnType<typeof newestInvocations>): unknown[] =>
  Array.from({ length: list.length }, (_, position) => list.at(position)?.invocation.InvocationId);

describe("the newest invocations", () => {
  it("are sorted across overlapping tasks, also through a third task", () => {
    const list = listOf(
      task([0, 30], [28, 1]),
      task([5, 8], [7, 6]),
      task([10, 20], [15]),
      task([40, 45], [44, 41]),
      task([50, 60], []),
    );
    expect(idsOf(list)).toEqual(["at 44", "at 41", "at 28", "at 15", "at 7", "at 6", "at 1"]);
    expect(list.at(7)).toBeUndefined();
  });

  it("are not read to list those of other tasks", () => {
    const old = task([0, 10], [9, 1]);
    const overlapping = task([5, 12], [11]);
    const recent = task([20, 30], [25, 21]);
    const list = listOf(old, overlapping, recent);
    expect(list.at(1)?.invocation.InvocationId).toBe("at 21");
    expect([old.read(), overlapping.read(), recent.read()]).toEqual([0, 0, 1]);
  });

  it("with the same start keep the order of the tasks and of the list", () => {
    const list = listOf(task([0, 10], [5, 5]), task([4, 10], [5]));
    expect(list.at(0)?.placed.task.TaskExecutionId).toBe("task at 4");
    expect(list.at(1)?.placed.task.TaskExecutionId).toBe("task at 0");
  });

  it("stay grouped by task if there are too many to sort", () => {
    const many = { length: 100_000, at: invocation };
    const one = { task: { ...task([0, 10], []).task, invocations: many } };
    const list = listOf(one, task([5, 10], [9]));
    expect(list.length).toBe(100_001);
    expect(list.at(0)?.invocation.InvocationId).toBe("at 9");
    expect(list.at(100_000)?.invocation.InvocationId).toBe("at 99999");
  });
});
