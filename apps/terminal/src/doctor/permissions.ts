import type { OperationName } from "@windowpane/core";

/** What AWS lets a policy name as an operation's resource. */
export type PolicyResource = "*" | "maintenancewindow" | "automation-execution";

/** What Windowpane needs an operation for. */
export interface Permission {
  /** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html */
  readonly resource: PolicyResource;
  /** What is lost without it, as the rest of a sentence that begins with `without it`. */
  readonly lost: string;
}

/** The permissions of all operations that read, in the order in which an answer is put together. */
export const permissions: Readonly<Record<Exclude<OperationName, Writing>, Permission>> = {
  DescribeMaintenanceWindows: {
    resource: "*",
    lost: "windows cannot be found by name, and failures over all windows cannot be read",
  },
  GetMaintenanceWindow: {
    resource: "maintenancewindow",
    lost: "`watch` does not know when a window is due, nor a timeline when it ends",
  },
  DescribeMaintenanceWindowSchedule: {
    resource: "*",
    lost: "`windowpane call` and the HTTP API cannot say what runs next",
  },
  DescribeMaintenanceWindowTargets: {
    resource: "maintenancewindow",
    lost: "`windowpane call` and the HTTP API cannot list registered targets, and snapshots lack them",
  },
  DescribeMaintenanceWindowTasks: {
    resource: "maintenancewindow",
    lost: "registered tasks that never began cannot be named",
  },
  DescribeMaintenanceWindowExecutions: {
    resource: "maintenancewindow",
    lost: "no window's history can be listed; executions can only be asked for by id",
  },
  GetMaintenanceWindowExecution: {
    resource: "*",
    lost: "no execution can be reported or watched",
  },
  DescribeMaintenanceWindowExecutionTasks: {
    resource: "*",
    lost: "no execution can be reported: its tasks are unknown",
  },
  GetMaintenanceWindowExecutionTask: {
    resource: "*",
    lost: "what a task was told to do, and its MaxErrors, are unknown",
  },
  DescribeMaintenanceWindowExecutionTaskInvocations: {
    resource: "*",
    lost: "no task's machines can be found: what AWS calls SUCCESS is UNKNOWN",
  },
  GetMaintenanceWindowExecutionTaskInvocation: {
    resource: "*",
    lost: "single invocations and what they printed cannot be looked at",
  },
  ListCommandInvocations: {
    resource: "*",
    lost: "machines of Run Command tasks, their status and the cause of failures are unknown",
  },
  GetCommandInvocation: {
    resource: "*",
    lost: "what a command printed is cut at 2,500 characters, and causes are harder to tell",
  },
  GetAutomationExecution: {
    resource: "automation-execution",
    lost: "the outcome of Automation tasks is unknown below AWS's status",
  },
  DescribeAutomationStepExecutions: {
    resource: "automation-execution",
    lost: "which step of an automation failed, and why, is unknown",
  },
};

/** The one that changes something; `doctor` never tries it, and the policy leaves it out. */
type Writing = "CancelMaintenanceWindowExecution";

/** An operation that reads. */
export type ReadingName = keyof typeof permissions;

// Object.keys forgets that the table is closed.
export const readingNames = Object.keys(permissions) as readonly ReadingName[];
