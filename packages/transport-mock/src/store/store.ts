import { once } from "../plan/computed.ts";
import type { AccountPlan, ExecutionPlan, Invocations, WindowPlan } from "../plan/plan.ts";
import { type InvocationList, newestInvocations } from "./invocation-list.ts";
import { type AccountMachines, openMachines } from "./machines.ts";
import { placeOutside } from "./outside-windows.ts";
import { newestFirst, type PlacedTask, placeTask, type StartedInvocation } from "./placed-task.ts";

/** A plan indexed by every ID that requests use, with every list in the service's order. */
export interface AccountStore {
  readonly windows: readonly WindowPlan[];
  window(WindowId: string): WindowPlan | undefined;
  /** A window's executions, newest first. */
  executionsOf(window: WindowPlan): readonly ExecutionPlan[];
  execution(WindowExecutionId: string): ExecutionPlan | undefined;
  /** An execution's tasks, newest first. */
  tasksOf(execution: ExecutionPlan): readonly PlacedTask[];
  task(execution: ExecutionPlan, TaskExecutionId: string): PlacedTask | undefined;
  /** Every task that can start commands, newest first. */
  readonly commandTasks: readonly PlacedTask[];
  /** Every invocation that can start a command, newest first. */
  readonly commandInvocations: InvocationList;
  /** Every invocation that can start an automation, newest first. */
  readonly automationInvocations: InvocationList;
  /** The machines of the account. */
  readonly machines: AccountMachines;
  /** The automations that an automation started, in the order of the plan. */
  childrenOf(AutomationExecutionId: string): readonly StartedInvocation[];
  /** The invocation that started a command or an automation. Those without a window have an invocation, too. */
  started(ExecutionId: string): StartedInvocation | undefined;
  /** When an execution was cancelled, in epoch milliseconds. */
  cancelledAt(execution: ExecutionPlan): number | undefined;
  /** Records a cancellation, unless the execution has one. A cancellation does not change the plan. */
  cancel(execution: ExecutionPlan, at: number): void;
}

/** Opens a plan. Large parts are indexed at the first request for them. */
export const openStore = (plan: AccountPlan): AccountStore => {
  const { windows } = plan;
  const windowsById = new Map(windows.map((window) => [window.window.WindowId, window]));
  const executionsByWindow = new Map(windows.map((window) => [window, newestFirst(window.executions)]));
  const executions = [...executionsByWindow.values()].flat();
  const executionsById = new Map(executions.map((execution) => [execution.WindowExecutionId, execution]));
  const tasksByExecution = new Map<ExecutionPlan, readonly PlacedTask[]>();
  const tasksOf = (execution: ExecutionPlan): readonly PlacedTask[] => {
    const known = tasksByExecution.get(execution);
    if (known !== undefined) return known;
    const placed = newestFirst(execution.tasks).map((task) => placeTask(execution, task));
    tasksByExecution.set(execution, placed);
    return placed;
  };
  const outside = placeOutside(plan);
  const tasks = once(() =>
    [...executions.flatMap(tasksOf), ...outside.tasks].toSorted(
      (one, other) => other.task.start.getTime() - one.task.start.getTime(),
    ),
  );
  // The type of a task is optional in a plan.
  const tasksOfType = (type: string): readonly PlacedTask[] =>
    tasks().filter(({ task }) => task.task.Type === undefined || task.task.Type === type);
  const commandTasks = once(() => tasksOfType("RUN_COMMAND"));
  const commandInvocations = once(() => newestInvocations(commandTasks()));
  const cancelled = new Map<string, number>();
  const automationInvocations = once(() => newestInvocations(tasksOfType("AUTOMATION")));
  return {
    windows,
    window: (id) => windowsById.get(id),
    executionsOf: (window) => executionsByWindow.get(window) ?? [],
    execution: (id) => executionsById.get(id),
    tasksOf,
    task: (execution, id) => tasksOf(execution).find(({ task }) => task.TaskExecutionId === id),
    get commandTasks() {
      return commandTasks();
    },
    get commandInvocations() {
      return commandInvocations();
    },
    get automationInvocations() {
      return automationInvocations();
    },
    machines: openMachines(() => plan.machines, commandTasks),
    childrenOf: outside.childrenOf,
    started: startedIn(newestFirst(executions), tasksOf, outside.started),
    cancelledAt: ({ WindowExecutionId }) => cancelled.get(WindowExecutionId),
    cancel: ({ WindowExecutionId }, at) => {
      if (!cancelled.has(WindowExecutionId)) cancelled.set(WindowExecutionId, at);
    },
  };
};

/** Searches executions from newest to oldest and stops at a match, because most requests are about recent ones. */
const startedIn = (
  executions: readonly ExecutionPlan[],
  tasksOf: AccountStore["tasksOf"],
  outside: ReadonlyMap<string, StartedInvocation>,
): AccountStore["started"] => {
  const known = new Map(outside);
  const computed: PlacedTask[] = [];
  let searched = 0;
  const searchNext = (): boolean => {
    const execution = executions[searched];
    if (execution === undefined) return false;
    searched += 1;
    for (const placed of tasksOf(execution)) {
      if (locates(placed)) computed.push(placed);
      else for (const [id, found] of startedBy(placed)) known.set(id, found);
    }
    return true;
  };
  return (ExecutionId) => {
    do {
      const found = known.get(ExecutionId) ?? locateIn(computed, ExecutionId);
      if (found !== undefined) return found;
    } while (searchNext());
    return undefined;
  };
};

const locateIn = (computed: readonly PlacedTask[], ExecutionId: string): StartedInvocation | undefined => {
  for (const placed of computed) {
    const index = placed.locate("ExecutionId", ExecutionId);
    const invocation = index === undefined ? undefined : placed.at(index);
    if (invocation !== undefined) return { placed, invocation };
  }
  return undefined;
};

const locates = ({ task }: PlacedTask): boolean => {
  const invocations: Invocations = task.invocations;
  return invocations.locate !== undefined;
};

const startedBy = (placed: PlacedTask): readonly (readonly [string, StartedInvocation])[] => {
  const entries: [string, StartedInvocation][] = [];
  for (let index = 0; index < placed.count; index += 1) {
    const invocation = placed.at(index);
    if (invocation?.ExecutionId !== undefined) entries.push([invocation.ExecutionId, { placed, invocation }]);
  }
  return entries;
};
