import type { StartedAutomationPlan } from "../plan/automation-plan.ts";
import type {
  AccountPlan,
  ExecutionPlan,
  InvocationPlan,
  RunPlan,
  SentCommandPlan,
  TaskPlan,
} from "../plan/plan.ts";
import { placeTask, type PlacedTask, type StartedInvocation } from "./placed-task.ts";

/** Commands and automations without a window, in the shape of those with one, so that lists contain both. */
export interface OutsideWindows {
  /** One task for each command and automation. */
  readonly tasks: readonly PlacedTask[];
  /** By the ID of the command or the automation. */
  readonly started: ReadonlyMap<string, StartedInvocation>;
  childrenOf(AutomationExecutionId: string): readonly StartedInvocation[];
}

/** Places the commands and automations that no window started. */
export const placeOutside = ({ commands = [], automations = [] }: AccountPlan): OutsideWindows => {
  const placed = [...commands.map(placeCommand), ...automations.map(placeAutomation)];
  const children = new Map<string, StartedInvocation[]>();
  for (const started of placed) {
    const parent = started.invocation.automation?.ParentAutomationExecutionId;
    if (parent === undefined) continue;
    const known = children.get(parent);
    if (known === undefined) children.set(parent, [started]);
    else known.push(started);
  }
  return {
    tasks: placed.map((started) => started.placed),
    started: new Map(placed.map((started) => [started.invocation.ExecutionId ?? "", started])),
    childrenOf: (id) => children.get(id) ?? [],
  };
};

const placeCommand = (command: SentCommandPlan): StartedInvocation => {
  const { CommandId, Parameters } = command;
  return startedBy(command, "RUN_COMMAND", {
    InvocationId: CommandId,
    ExecutionId: CommandId,
    ...runOf(command),
    ...(Parameters !== undefined && { Parameters }),
    command,
  });
};

const placeAutomation = (automation: StartedAutomationPlan): StartedInvocation => {
  const { AutomationExecutionId, start, end, outcome } = automation;
  const run = { start, end, outcome: outcomes[outcome] };
  return startedBy(run, "AUTOMATION", {
    InvocationId: AutomationExecutionId,
    ExecutionId: AutomationExecutionId,
    ...run,
    automation,
  });
};

const outcomes: Readonly<Record<StartedAutomationPlan["outcome"], RunPlan["outcome"]>> = {
  Success: "SUCCESS",
  Failed: "FAILED",
  TimedOut: "TIMED_OUT",
  Cancelled: "CANCELLED",
};

const runOf = ({ start, end, outcome, details }: RunPlan): RunPlan => ({
  start,
  end,
  outcome,
  ...(details !== undefined && { details }),
});

const startedBy = (run: RunPlan, Type: string, invocation: InvocationPlan): StartedInvocation => {
  const task: TaskPlan = {
    TaskExecutionId: invocation.InvocationId,
    ...runOf(run),
    task: { Type },
    invocations: [invocation],
  };
  const execution: ExecutionPlan = {
    WindowExecutionId: invocation.InvocationId,
    ...runOf(run),
    tasks: [task],
  };
  return { placed: placeTask(execution, task), invocation };
};
