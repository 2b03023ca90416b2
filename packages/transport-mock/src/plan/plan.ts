/**
 * The plan of an account: everything that has happened and will happen in it, as data with a time of its own. A plan
 * never changes; what a caller sees of it depends on the clock (`view/`). Before its start an execution does not
 * exist, between start and end it is IN_PROGRESS without an EndTime, after its end it has its outcome.
 *
 * Member names in PascalCase are AWS's and are answered as they stand.
 */
import type { Item, MaintenanceWindowTaskInvocationParameters, Output } from "@windowpane/core";
import type { AutomationPlan, StartedAutomationPlan } from "./automation-plan.ts";
import type { ManagedMachine, ManagedMachines } from "./managed-machine.ts";

/** A list that is computed item by item, so that a million items need no memory. A plain array is one. */
export interface Sequence<Element> {
  readonly length: number;
  /** The item at an index from 0 to `length - 1`; the same item every time. */
  at(index: number): Element | undefined;
}

/**
 * The invocations of a task, computed: made anew each time they are asked for, listed in their own order, newest first,
 * with shorter ways to what the service is asked for. An array of invocations, in any order, does as well.
 */
export interface Invocations extends Sequence<InvocationPlan> {
  /** The run of the invocation at an index, where that is cheaper than all of it: filters by status need no more. */
  runAt?(index: number): RunPlan | undefined;
  /**
   * Where the invocation stands that has this id, started this execution, or ran on this machine (the one, if it is
   * several). Absent: the mock reads the list once and remembers.
   */
  locate?(by: "InvocationId" | "ExecutionId" | "InstanceId", id: string): number | undefined;
}

/** When something runs and how it ends. Times are UTC. */
export interface RunPlan {
  readonly start: Date;
  /** When the outcome is reached. */
  readonly end: Date;
  readonly outcome: "SUCCESS" | "FAILED" | "TIMED_OUT" | "CANCELLED" | "SKIPPED_OVERLAPPING";
  /** `StatusDetails` once the end is reached. Absent: AWS gives none. */
  readonly details?: string;
}

/** An account in one region. */
export interface AccountPlan {
  readonly windows: readonly WindowPlan[];
  /**
   * The machines that more is known of than their commands. Every other machine on which a command ran is derived from
   * its commands; those of invocations with a `locate` of their own are not, as there may be a million. Default: none.
   */
  readonly machines?: readonly ManagedMachine[] | ManagedMachines;
  /** Commands that no task of a window sent: steps of automations, patch policies, people. Default: none. */
  readonly commands?: readonly SentCommandPlan[];
  /** Automations that no task of a window started, such as the children of others. Default: none. */
  readonly automations?: readonly StartedAutomationPlan[];
}

/** A window, what is registered with it, and its history in any order. */
export interface WindowPlan {
  readonly window: Output<"GetMaintenanceWindow"> & { readonly WindowId: string };
  /** Default: none. */
  readonly targets?: readonly Item<"DescribeMaintenanceWindowTargets">[] | undefined;
  /** Default: none. */
  readonly tasks?: readonly RegisteredTaskPlan[] | undefined;
  readonly executions: readonly ExecutionPlan[];
  /** When it will run next, earliest first. Default: never. */
  readonly schedule?: readonly Date[] | undefined;
}

/** A task that is registered with a window, as the list of tasks has it. */
export interface RegisteredTaskPlan extends Item<"DescribeMaintenanceWindowTasks"> {
  /**
   * What `GetMaintenanceWindowTask` adds. Default for RUN_COMMAND and AUTOMATION: derived from `TaskParameters` and
   * `LoggingInfo`; for other types: none.
   */
  readonly TaskInvocationParameters?: MaintenanceWindowTaskInvocationParameters | undefined;
}

/** One run of a window. */
export interface ExecutionPlan extends RunPlan {
  readonly WindowExecutionId: string;
  readonly tasks: readonly TaskPlan[];
}

/** One task of an execution. */
export interface TaskPlan extends RunPlan {
  readonly TaskExecutionId: string;
  /** What `GetMaintenanceWindowExecutionTask` says beside the run. */
  readonly task: Pick<
    Output<"GetMaintenanceWindowExecutionTask">,
    "TaskArn" | "ServiceRole" | "Type" | "TaskParameters" | "Priority" | "MaxConcurrency" | "MaxErrors"
  >;
  readonly invocations: readonly InvocationPlan[] | Invocations;
}

/** One invocation of a task: what it did for one target. */
export interface InvocationPlan extends RunPlan {
  readonly InvocationId: string;
  /** The command id, automation execution id, request id or execution ARN. Absent when nothing was started. */
  readonly ExecutionId?: string;
  readonly Parameters?: string;
  readonly OwnerInformation?: string;
  readonly WindowTargetId?: string;
  /** For RUN_COMMAND: what the command did, machine by machine; or how to make that when it is asked for. */
  readonly command?: CommandPlan | (() => CommandPlan);
  /** For AUTOMATION: what the runbook did, step by step. */
  readonly automation?: AutomationPlan;
}

/** A command: its id is the invocation's `ExecutionId`. */
export interface CommandPlan {
  readonly DocumentName: string;
  readonly Comment?: string;
  readonly machines: readonly MachinePlan[];
}

/** A command that no task of a window sent. */
export interface SentCommandPlan extends CommandPlan, RunPlan {
  readonly CommandId: string;
  /** The text that an invocation would have, `{"documentName": ..., "parameters": {...}}`. Default: none. */
  readonly Parameters?: string;
}

/** A command on one machine. */
export interface MachinePlan {
  readonly InstanceId: string;
  readonly InstanceName?: string;
  readonly start: Date;
  readonly end: Date;
  readonly outcome: "Success" | "Failed" | "TimedOut" | "Cancelled";
  /** Run Command's detailed status: `Success`, `Failed`, `Undeliverable`, `Delivery Timed Out`, ... */
  readonly details: string;
  readonly plugins: readonly PluginPlan[];
}

/** One step of a command's document on one machine. */
export interface PluginPlan {
  readonly Name: string;
  readonly outcome: "Success" | "Failed" | "TimedOut" | "Cancelled";
  readonly details: string;
  /** -1: never started. */
  readonly ResponseCode: number;
  /** When it ran. Default: the steps that ran share the machine's time evenly, one after the other. */
  readonly start?: Date;
  readonly end?: Date;
  /** Everything it printed, uncut; the service's limits are applied when it is answered. */
  readonly stdout: string;
  readonly stderr: string;
}

/** A named account. */
export interface Scenario {
  readonly name: string;
  /** The time at which it is best looked at: where a mock's clock stands when none is given. */
  readonly now?: Date;
  /** The account as it stands when the mock starts; dates are laid around `now`, everything else comes from `seed`. */
  plan(options: { readonly now: Date; readonly seed: number }): AccountPlan;
}

/** What an invocation's command did, also where that is only made when it is asked for. */
export const commandOf = ({ command }: InvocationPlan): CommandPlan | undefined =>
  typeof command === "function" ? command() : command;
