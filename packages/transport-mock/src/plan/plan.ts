/**
 * The plan of an account: everything that has happened and will happen in it, as data with times. A plan never changes;
 * what a caller sees depends on the clock (`view/`). An execution does not exist before its start, is IN_PROGRESS without
 * an EndTime until its end, and then has its outcome.
 *
 * Members in PascalCase are AWS's and are returned unchanged.
 */
import type { Item, MaintenanceWindowTaskInvocationParameters, Output } from "@windowpane/core";
import type { AutomationPlan, StartedAutomationPlan } from "./automation-plan.ts";
import type { ManagedMachine, ManagedMachines } from "./managed-machine.ts";

/** A list that is computed item by item, so that a million items need no memory. An array is also valid. */
export interface Sequence<Element> {
  /** Number of items. */
  readonly length: number;
  /** The item at an index from 0 to `length - 1`; the same item every time. */
  at(index: number): Element | undefined;
}

/**
 * The invocations of a task, computed each time they are read and listed newest first. An array of invocations, in any
 * order, is also valid.
 */
export interface Invocations extends Sequence<InvocationPlan> {
  /** The run of the invocation at an index, for filters by status. Default: that of the whole invocation. */
  runAt?(index: number): RunPlan | undefined;
  /**
   * The index of the invocation with this ID, of the one that started this execution, or of the one that ran on this
   * machine. Default: the mock reads the whole list once to index it.
   */
  locate?(by: "InvocationId" | "ExecutionId" | "InstanceId", id: string): number | undefined;
}

/** When something runs and how it ends. Times are UTC. */
export interface RunPlan {
  /** Start of the run. */
  readonly start: Date;
  /** Time at which the outcome is final. */
  readonly end: Date;
  /** Status after the end. */
  readonly outcome: "SUCCESS" | "FAILED" | "TIMED_OUT" | "CANCELLED" | "SKIPPED_OVERLAPPING";
  /** `StatusDetails` after the end. Default: none. */
  readonly details?: string;
}

/** An account in one region. */
export interface AccountPlan {
  /** The windows of the account. */
  readonly windows: readonly WindowPlan[];
  /**
   * Machines with more data than their commands have. Other machines are derived from the commands that ran on them, but
   * not from computed invocations with a `locate`, of which there may be a million. Default: none.
   */
  readonly machines?: readonly ManagedMachine[] | ManagedMachines;
  /** Commands that no task of a window sent: steps of automations, patch policies, people. Default: none. */
  readonly commands?: readonly SentCommandPlan[];
  /** Automations that no task of a window started, such as the children of others. Default: none. */
  readonly automations?: readonly StartedAutomationPlan[];
}

/** A window, what is registered with it, and its history in any order. */
export interface WindowPlan {
  /** The window, as `GetMaintenanceWindow` returns it. */
  readonly window: Output<"GetMaintenanceWindow"> & { readonly WindowId: string };
  /** Default: none. */
  readonly targets?: readonly Item<"DescribeMaintenanceWindowTargets">[] | undefined;
  /** Default: none. */
  readonly tasks?: readonly RegisteredTaskPlan[] | undefined;
  /** Its executions, in any order. */
  readonly executions: readonly ExecutionPlan[];
  /** Times of the next executions, earliest first. Default: none. */
  readonly schedule?: readonly Date[] | undefined;
}

/** A task registered with a window, as DescribeMaintenanceWindowTasks returns it. */
export interface RegisteredTaskPlan extends Item<"DescribeMaintenanceWindowTasks"> {
  /**
   * Returned by `GetMaintenanceWindowTask` only. Default for RUN_COMMAND and AUTOMATION: derived from `TaskParameters` and
   * `LoggingInfo`; for other types: none.
   */
  readonly TaskInvocationParameters?: MaintenanceWindowTaskInvocationParameters | undefined;
}

/** One execution of a window. */
export interface ExecutionPlan extends RunPlan {
  readonly WindowExecutionId: string;
  /** The tasks that run, in the order of their start. */
  readonly tasks: readonly TaskPlan[];
}

/** One task of an execution. */
export interface TaskPlan extends RunPlan {
  readonly TaskExecutionId: string;
  /** Members that only `GetMaintenanceWindowExecutionTask` returns. */
  readonly task: Pick<
    Output<"GetMaintenanceWindowExecutionTask">,
    "TaskArn" | "ServiceRole" | "Type" | "TaskParameters" | "Priority" | "MaxConcurrency" | "MaxErrors"
  >;
  /** The invocations of the task. */
  readonly invocations: readonly InvocationPlan[] | Invocations;
}

/** One invocation of a task, for one target. */
export interface InvocationPlan extends RunPlan {
  readonly InvocationId: string;
  /** The command ID, automation execution ID, request ID or execution ARN. Default: none, as if nothing was started. */
  readonly ExecutionId?: string;
  readonly Parameters?: string;
  readonly OwnerInformation?: string;
  readonly WindowTargetId?: string;
  /** For RUN_COMMAND: the command with its machines, or a function that makes it when it is read. */
  readonly command?: CommandPlan | (() => CommandPlan);
  /** For AUTOMATION: the automation with its steps. */
  readonly automation?: AutomationPlan;
}

/** A command. Its ID is the invocation's `ExecutionId`. */
export interface CommandPlan {
  readonly DocumentName: string;
  readonly Comment?: string;
  /** The machines that the command is sent to. */
  readonly machines: readonly MachinePlan[];
}

/** A command that no task of a window sent. */
export interface SentCommandPlan extends CommandPlan, RunPlan {
  readonly CommandId: string;
  /** JSON in the format of an invocation's `Parameters`: `{"documentName": ..., "parameters": {...}}`. Default: none. */
  readonly Parameters?: string;
}

/** A command on one machine. */
export interface MachinePlan {
  readonly InstanceId: string;
  readonly InstanceName?: string;
  /** Start on the machine. */
  readonly start: Date;
  /** Time at which the outcome is final. */
  readonly end: Date;
  /** Status after the end. */
  readonly outcome: "Success" | "Failed" | "TimedOut" | "Cancelled";
  /** Run Command's detailed status: `Success`, `Failed`, `Undeliverable`, `Delivery Timed Out`, ... */
  readonly details: string;
  /** The steps of the document on this machine. */
  readonly plugins: readonly PluginPlan[];
}

/** A step of a command's document on a machine. */
export interface PluginPlan {
  readonly Name: string;
  /** Status after the end. */
  readonly outcome: "Success" | "Failed" | "TimedOut" | "Cancelled";
  /** Detailed status, as for the machine. */
  readonly details: string;
  /** -1 if it did not start. */
  readonly ResponseCode: number;
  /** Default: the steps that ran share the machine's time equally, one after the other. */
  readonly start?: Date;
  /** Default: as for `start`. */
  readonly end?: Date;
  /** The complete output. Responses apply the service's limits. */
  readonly stdout: string;
  /**
   * Returns the beginning of `stdout`, with at least this number of characters if it has as many. Lists of commands need no more.
   * Default: all of `stdout`.
   */
  readonly startOfStdout?: (length: number) => string;
  /** The complete error output. Responses apply the service's limits. */
  readonly stderr: string;
}

/** A named account, made for a time and a seed. */
export interface Scenario {
  readonly name: string;
  /** The default time of the mock's clock. Default: 2026-11-22T08:00:00Z. */
  readonly now?: Date;
  /** Makes the plan. Its dates are relative to `now`; everything else depends on `seed`. */
  plan(options: { readonly now: Date; readonly seed: number }): AccountPlan;
}

/** The command of an invocation, whether it is data or a function. */
export const commandOf = ({ command }: InvocationPlan): CommandPlan | undefined =>
  typeof command === "function" ? command() : command;
