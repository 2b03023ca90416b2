import type { AccountPlan, InvocationPlan, Run, WindowPlan } from "../plan.ts";

/**
 * Refuses a plan in which one id stands for two things, so that one would hide the other, or in which something ends
 * before it starts. Invocations that are computed are not looked at: there may be a million.
 *
 * @throws RangeError naming the id.
 */
export const checkPlan = ({ windows }: AccountPlan): void => {
  const taken = new Set<string>();
  for (const { id, run } of windows.flatMap(partsOf)) {
    if (taken.has(id)) {
      throw new RangeError(`The plan has the id ${id} twice. Give each thing an id of its own.`);
    }
    taken.add(id);
    if (run !== undefined && !(run.end >= run.start)) {
      throw new RangeError(
        `In the plan, ${id} ends before it starts. Give it an end that comes after its start.`,
      );
    }
  }
};

/** Something in a plan that has an id, and when it runs, where that is told. */
interface Part {
  readonly id: string;
  readonly run?: Pick<Run, "start" | "end">;
}

const partsOf = ({ window, executions }: WindowPlan): readonly Part[] => [
  { id: window.WindowId },
  ...executions.flatMap((execution) => [
    { id: execution.WindowExecutionId, run: execution },
    ...execution.tasks.flatMap((task) => [
      { id: task.TaskExecutionId, run: task },
      ...(Array.isArray(task.invocations) ? task.invocations : []).flatMap(invocationParts),
    ]),
  ]),
];

const invocationParts = (invocation: InvocationPlan): readonly Part[] => [
  { id: invocation.InvocationId, run: invocation },
  ...(invocation.ExecutionId === undefined ? [] : [{ id: invocation.ExecutionId }]),
];
