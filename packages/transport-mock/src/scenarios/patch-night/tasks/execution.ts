/** Plans an execution: tasks one after the other, invocations within their task, machines within their invocation. */
import type { ExecutionPlan, InvocationPlan, RunPlan, TaskPlan } from "../../../plan/plan.ts";
import type { Chance } from "../account/draw.ts";
import type { TargetGroup } from "../account/group.ts";
import { computed, once } from "../../../plan/computed.ts";
import type { ExecutionRecipe, InvocationRecipe, InvocationSlot, TaskRecipe } from "./recipe.ts";
import { MINUTE, SECOND, type TimeSlot } from "../account/when.ts";

/** Creates the plan of an execution. Its tasks are computed when they are read. */
export const executionPlan = (chance: Chance, window: string, recipe: ExecutionRecipe): ExecutionPlan => {
  const key = `${window}/${recipe.key}`;
  const WindowExecutionId = chance.uuid(key);
  const time = { start: recipe.start, end: recipe.start + lengthOf(recipe) };
  const ending =
    recipe.ending ??
    endingOf(recipe.tasks.map(({ ending: own, invocations }) => own ?? taskEnding(invocations)));
  const tasks = once(() => taskPlans({ chance, window, key, WindowExecutionId, recipe, time }));
  return {
    WindowExecutionId,
    start: new Date(time.start),
    end: new Date(time.end),
    outcome: ending.outcome,
    ...(ending.details !== undefined && { details: ending.details }),
    get tasks() {
      return tasks();
    },
  };
};

/** ID of a registered target. It depends on the name, so that registration and execution have the same ID. */
export const targetId = (chance: Chance, window: string, { Name }: TargetGroup): string =>
  chance.uuid(`${window}/target/${Name}`);

const lengthOf = ({ tasks }: ExecutionRecipe): number =>
  2 * SECOND + tasks.reduce((sum, { minutes }) => sum + minutes * MINUTE, 0);

type RunOutcome = Pick<RunPlan, "outcome" | "details">;

const endingOf = (endings: readonly RunOutcome[]): RunOutcome => {
  if (endings.some(({ outcome }) => outcome === "FAILED")) {
    return { outcome: "FAILED", details: "One or more tasks in the orchestration failed." };
  }
  return { outcome: endings.some(({ outcome }) => outcome === "TIMED_OUT") ? "TIMED_OUT" : "SUCCESS" };
};

const taskEnding = (invocations: readonly InvocationRecipe[]): RunOutcome => ({
  outcome: endingOf(invocations.map(({ action }) => action)).outcome,
});

interface ExecutionFrame {
  readonly chance: Chance;
  readonly window: string;
  readonly key: string;
  readonly WindowExecutionId: string;
  readonly recipe: ExecutionRecipe;
  readonly time: TimeSlot;
}

const taskPlans = ({ recipe, time, ...frame }: ExecutionFrame): readonly TaskPlan[] => {
  let next = time.start + SECOND;
  return recipe.tasks.map((task, index) => {
    const start = next;
    next += task.minutes * MINUTE;
    return taskPlan(task, { ...frame, key: `${frame.key}/${index}`, start, end: next });
  });
};

const taskPlan = (
  recipe: TaskRecipe,
  frame: Omit<ExecutionFrame, "recipe" | "time"> & TimeSlot,
): TaskPlan => {
  const { task, invocations } = recipe;
  const { chance, window, key, start, end, WindowExecutionId } = frame;
  const ending = recipe.ending ?? taskEnding(invocations);
  const TaskExecutionId = chance.uuid(key);
  const slots = once(() => slotsOf(recipe, { start, end }));
  const words = once(() => taskWords(recipe));
  return {
    TaskExecutionId,
    start: new Date(start),
    end: new Date(end),
    outcome: ending.outcome,
    ...(ending.details !== undefined && { details: ending.details }),
    get task() {
      return words();
    },
    // Later invocations start later, so the reverse order is newest first.
    invocations: computed(invocations.toReversed(), (invocation, fromLast) => {
      const index = invocations.length - 1 - fromLast;
      return invocationPlan(invocation, window, {
        chance,
        key: `${key}/${index}`,
        WindowExecutionId,
        TaskExecutionId,
        task,
        ...(slots()[index] ?? { start: end, end }),
      });
    }),
  };
};

/** The task in an execution. AWS adds the selected machines to the parameters. */
const taskWords = ({ task, invocations }: TaskRecipe): TaskPlan["task"] => {
  const machines = invocations.flatMap(({ action }) => action.machines.map(({ InstanceId }) => InstanceId));
  return {
    TaskArn: task.TaskArn,
    ServiceRole: task.ServiceRoleArn,
    Type: task.Type,
    Priority: task.Priority,
    MaxConcurrency: task.MaxConcurrency,
    MaxErrors: task.MaxErrors,
    TaskParameters: [
      { ...(machines.length > 0 && { "aws:InstanceId": { Values: machines } }), ...task.TaskParameters },
    ],
  };
};

const invocationPlan = (
  { target, action }: InvocationRecipe,
  window: string,
  slot: InvocationSlot,
): InvocationPlan => ({
  InvocationId: slot.chance.uuid(slot.key),
  start: new Date(slot.start),
  end: new Date(slot.end),
  outcome: action.outcome,
  ...(action.details !== undefined && { details: action.details }),
  ...(target !== undefined && { WindowTargetId: targetId(slot.chance, window, target) }),
  ...(target?.OwnerInformation !== undefined && { OwnerInformation: target.OwnerInformation }),
  ...action.at(slot),
});

/** Times of invocations: commands run one after the other, automations overlap. */
const slotsOf = ({ task, invocations }: TaskRecipe, { start, end }: TimeSlot): readonly TimeSlot[] => {
  const weights = invocations.map(({ action }) => action.weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const overlap = task.Type === "AUTOMATION" && total > 1 ? 0.12 : 0;
  const time = (end - start) * (1 - overlap);
  let before = 0;
  return weights.map((weight, index) => {
    if (weight === 0) return { start: end, end };
    const slotStart = start + Math.floor((time * before) / total);
    before += weight;
    const own = start + Math.floor((time * before) / total) + Math.floor((end - start) * overlap);
    // A run that the cutoff stopped lasts until the cutoff.
    const isCut = invocations[index]?.action.outcome === "TIMED_OUT";
    return { start: slotStart, end: isCut ? end : Math.min(end, own) };
  });
};
