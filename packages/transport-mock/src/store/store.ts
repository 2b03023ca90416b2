import { once } from "../once.ts";
import type { AccountPlan, ExecutionPlan, Invocations, WindowPlan } from "../plan.ts";
import { newestInvocations, type InvocationList } from "./invocation-list.ts";
import { openMachines, type AccountMachines } from "./machines.ts";
import { newestFirst } from "./newest-first.ts";
import { placeOutside } from "./outside-windows.ts";
import { placeTask, type PlacedTask, type StartedInvocation } from "./placed-task.ts";

/** A plan with ways into it: every id that the service is asked for, and every list in the service's order. */
export interface Store {
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
  /** What started a command or an automation: an invocation of a window, or what stands for one. */
  started(ExecutionId: string): StartedInvocation | undefined;
}

/** Opens a plan. What is large is indexed only when it is first asked for. */
export const openStore = (plan: AccountPlan): Store => {
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
  // A plan may leave the type of a task out.
  const tasksOfType = (type: string): readonly PlacedTask[] =>
    tasks().filter(({ task }) => task.task.Type === undefined || task.task.Type === type);
  const commandTasks = once(() => tasksOfType("RUN_COMMAND"));
  const commandInvocations = once(() => newestInvocations(commandTasks()));
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
  };
};

/**
 * Looks the newest executions through first and no further than it must: what people ask about is recent, and a month
 * of history takes longer to look through than to answer from.
 */
const startedIn = (
  executions: readonly ExecutionPlan[],
  tasksOf: Store["tasksOf"],
  outside: ReadonlyMap<string, StartedInvocation>,
): Store["started"] => {
  const known = new Map(outside);
  const computed: PlacedTask[] = [];
  let lookedThrough = 0;
  const lookFurther = (): boolean => {
    const execution = executions[lookedThrough];
    if (execution === undefined) return false;
    lookedThrough += 1;
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
    } while (lookFurther());
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
