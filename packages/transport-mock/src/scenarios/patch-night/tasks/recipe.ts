/** What an execution is made of, before it has times and ids. */
import type { InvocationPlan, RegisteredTaskPlan, RunPlan } from "../../../plan/plan.ts";
import type { Chance } from "../account/draw.ts";
import type { FleetMachine } from "../account/fleet.ts";
import type { TargetGroup } from "../account/group.ts";
import type { TimeSlot } from "../account/when.ts";

/** A task in an execution. */
export interface TaskRecipe {
  readonly task: TaskRegistration;
  /** How long it takes. */
  readonly minutes: number;
  readonly invocations: readonly InvocationRecipe[];
  /** Default: what follows from the invocations. */
  readonly ending?: Pick<RunPlan, "outcome" | "details">;
}

/** An invocation in a task: what is done, and for which target. */
export interface InvocationRecipe {
  /** The target it works on. Default: none, as for a task that runs without targets. */
  readonly target?: TargetGroup;
  readonly action: InvocationAction;
}

/** An execution before its times and ids: when it starts, and what it does one task after the other. */
export interface ExecutionRecipe {
  /** Names the execution among those of its window: most often how many nights ago it was. */
  readonly key: string | number;
  readonly start: number;
  readonly tasks: readonly TaskRecipe[];
  /** Default: what follows from the tasks. */
  readonly ending?: Pick<RunPlan, "outcome" | "details">;
}

/** A task as its window registers it, but for the ids. */
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

/** Where in the account an invocation stands. */
export interface InvocationSlot extends TimeSlot {
  readonly chance: Chance;
  /** Names the invocation among all, for its draws and ids. */
  readonly key: string;
  /** Empty for what no window started. */
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  readonly task: Pick<TaskRegistration, "MaxConcurrency" | "MaxErrors">;
}

/** The ID of the command that an invocation sends. */
export const commandId = ({ chance, key }: InvocationSlot): string => chance.uuid(`${key}/command`);

/** What an invocation says of what it started. */
export type StartedWork = Pick<InvocationPlan, "ExecutionId" | "Parameters" | "command" | "automation">;

/** One invocation's doing and its outcome, the same wherever it is put. */
export interface InvocationAction extends Pick<RunPlan, "outcome" | "details"> {
  /** How much of the task's time it takes, beside the task's other invocations. 0: nothing is started. */
  readonly weight: number;
  readonly machines: readonly FleetMachine[];
  at(place: InvocationSlot): StartedWork;
}

/**
 * The action, never started: the task ended before its turn came. How AWS lists such invocations is unverified; here
 * they are listed with what was planned and without an `ExecutionId`, so that nobody takes them for done.
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

/** The action, refused before anything was started. */
export const refused = (action: InvocationAction, details: string): InvocationAction => ({
  ...action,
  outcome: "FAILED",
  details,
  weight: 0,
  at: planned(action.at),
});

/** The action, with its history at Run Command or Automation gone: only the invocation remembers it. */
export const forgotten = (action: InvocationAction): InvocationAction => ({
  ...action,
  at(place) {
    const { ExecutionId, Parameters } = action.at(place);
    return {
      ...(ExecutionId !== undefined && { ExecutionId }),
      ...(Parameters !== undefined && { Parameters }),
    };
  },
});

const planned =
  (at: InvocationAction["at"]) =>
  (place: InvocationSlot): StartedWork => {
    const { Parameters } = at(place);
    return Parameters === undefined ? {} : { Parameters };
  };
