import type { AccountPlan, InvocationPlan, RunPlan, WindowPlan } from "./plan.ts";
import { checkShape } from "./plan-shape.ts";

/**
 * Checks a plan for missing members, duplicate IDs, and runs that end before they start. Computed invocations are not
 * read, because there may be a million.
 *
 * @throws RangeError with the path in the plan or the ID.
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
      throw new RangeError(`The plan has the ID ${id} twice. Give each item a unique ID.`);
    }
    taken.add(id);
    if (run !== undefined && !(run.end >= run.start)) {
      throw new RangeError(
        `In the plan, ${id} ends before it starts. Set an end that is not before the start.`,
      );
    }
  }
  return checked;
};

/** An item of a plan with its ID and, where known, its run. */
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
