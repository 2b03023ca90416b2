/** Recipes of executions, tasks and invocations, before they have times and IDs. */
import type { InvocationPlan, RegisteredTaskPlan, RunPlan } from "../../../plan/plan.ts";
import type { Chance } from "../account/draw.ts";
import type { FleetMachine } from "../account/fleet.ts";
import type { TargetGroup } from "../account/group.ts";
import type { TimeSlot } from "../account/when.ts";

/** A task in an execution. */
export interface TaskRecipe {
  readonly task: TaskRegistration;
  /** Duration in minutes. */
  readonly minutes: number;
  readonly invocations: readonly InvocationRecipe[];
  /** Default: derived from the invocations. */
  readonly ending?: Pick<RunPlan, "outcome" | "details">;
}

/** An invocation in a task, with its target. */
export interface InvocationRecipe {
  /** Default: none, as for a task without targets. */
  readonly target?: TargetGroup;
  readonly action: InvocationAction;
}

/** An execution with its start and its tasks in order. */
export interface ExecutionRecipe {
  /** Unique key of the execution in its window; usually the number of nights ago. */
  readonly key: string | number;
  readonly start: number;
  readonly tasks: readonly TaskRecipe[];
  /** Default: derived from the tasks. */
  readonly ending?: Pick<RunPlan, "outcome" | "details">;
}

/** A registered task without its IDs. */
export interface TaskRegistration extends Pick<
  RegisteredTaskPlan,
  "Description" | "TaskParameters" | "TaskInvocationParameters" | "LoggingInfo" | "CutoffBehavior"
> {
  readonly Name: string;
  readonly TaskArn: string;
  readonly Type: "RUN_COMMAND" | "AUTOMATION" | "STEP_FUNCTIONS" | "LAMBDA";
  readonly Priority: number;
  readonly MaxConcurrency: string;
  readonly MaxErrors: string;
  readonly ServiceRoleArn: string;
}

/** Time and identity of an invocation. */
export interface InvocationSlot extends TimeSlot {
  readonly chance: Chance;
  /** Unique key of the invocation, for random values and IDs. */
  readonly key: string;
  /** Empty for a command without a window. */
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  readonly task: Pick<TaskRegistration, "MaxConcurrency" | "MaxErrors">;
}

/** The ID of the command that an invocation sends. */
export const commandId = ({ chance, key }: InvocationSlot): string => chance.uuid(`${key}/command`);

/** Members of an invocation about the command or automation that it started. */
export type StartedWork = Pick<InvocationPlan, "ExecutionId" | "Parameters" | "command" | "automation">;

/** What an invocation does, and its outcome. */
export interface InvocationAction extends Pick<RunPlan, "outcome" | "details"> {
  /** Share of the task's time, relative to its other invocations. 0 if nothing is started. */
  readonly weight: number;
  readonly machines: readonly FleetMachine[];
  at(slot: InvocationSlot): StartedWork;
}

/**
 * The action, not started because the task ended before. How AWS lists such invocations is unverified; here they have
 * `Parameters` but no `ExecutionId`.
 */
export const neverStarted = (
  { machines, at }: InvocationAction,
  outcome: "CANCELLED" | "TIMED_OUT",
): InvocationAction => ({
  outcome,
  machines,
  weight: 0,
  at: planned(at),
});

/** The action, rejected before anything was started. */
export const refused = (action: InvocationAction, details: string): InvocationAction => ({
  ...action,
  outcome: "FAILED",
  details,
  weight: 0,
  at: planned(action.at),
});

/** The action without its command or automation, as after Run Command's and Automation's history expires. */
export const forgotten = (action: InvocationAction): InvocationAction => ({
  ...action,
  at(slot) {
    const { ExecutionId, Parameters } = action.at(slot);
    return {
      ...(ExecutionId !== undefined && { ExecutionId }),
      ...(Parameters !== undefined && { Parameters }),
    };
  },
});

const planned =
  (at: InvocationAction["at"]) =>
  (slot: InvocationSlot): StartedWork => {
    const { Parameters } = at(slot);
    return Parameters === undefined ? {} : { Parameters };
  };
