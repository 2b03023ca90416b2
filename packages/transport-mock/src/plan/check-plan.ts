import type { AccountPlan, InvocationPlan, RunPlan, WindowPlan } from "./plan.ts";
import { checkShape } from "./plan-shape.ts";

/**
 * Rejects a plan that lacks something, in which one ID stands for two things, so that one would hide the other, or in
 * which something ends before it starts. Invocations that are computed are not read: there may be a million.
 *
 * @throws RangeError naming the place in the plan or the ID.
 */
export const checkPlan = (plan: unknown): AccountPlan => {
  const checked = checkShape(plan, "deep");
  const taken = new Set<string>();
  const { windows, commands = [], automations = [] } = checked;
  const parts: readonly PlanPart[] = [
    ...windows.flatMap(partsOf),
    ...commands.map((command) => ({ id: command.CommandId, run: command })),
    ...automations.map((automation) => ({ id: automation.AutomationExecutionId, run: automation })),
  ];
  for (const { id, run } of parts) {
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
  return checked;
};

/** Something in a plan that has an id, and when it runs, where that is told. */
interface PlanPart {
  readonly id: string;
  readonly run?: Pick<RunPlan, "start" | "end">;
}

const partsOf = ({ window, tasks = [], executions }: WindowPlan): readonly PlanPart[] => [
  { id: window.WindowId },
  ...tasks.flatMap(({ WindowTaskId }) => (WindowTaskId === undefined ? [] : [{ id: WindowTaskId }])),
  ...executions.flatMap((execution) => [
    { id: execution.WindowExecutionId, run: execution },
    ...execution.tasks.flatMap((task) => [
      { id: task.TaskExecutionId, run: task },
      ...(Array.isArray(task.invocations) ? task.invocations : []).flatMap(invocationParts),
    ]),
  ]),
];

const invocationParts = (invocation: InvocationPlan): readonly PlanPart[] => [
  { id: invocation.InvocationId, run: invocation },
  ...(invocation.ExecutionId === undefined ? [] : [{ id: invocation.ExecutionId }]),
];
