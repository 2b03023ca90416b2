/** The table: the family of operations, and the types read off it. */
import type * as z from "zod/mini";
import { cancelMaintenanceWindowExecution } from "./cancel-maintenance-window-execution.ts";
import { describeAutomationStepExecutions } from "./describe-automation-step-executions.ts";
import { describeMaintenanceWindowExecutionTaskInvocations } from "./describe-maintenance-window-execution-task-invocations.ts";
import { describeMaintenanceWindowExecutionTasks } from "./describe-maintenance-window-execution-tasks.ts";
import { describeMaintenanceWindowExecutions } from "./describe-maintenance-window-executions.ts";
import { describeMaintenanceWindowSchedule } from "./describe-maintenance-window-schedule.ts";
import { describeMaintenanceWindowTargets } from "./describe-maintenance-window-targets.ts";
import { describeMaintenanceWindowTasks } from "./describe-maintenance-window-tasks.ts";
import { describeMaintenanceWindows } from "./describe-maintenance-windows.ts";
import { getAutomationExecution } from "./get-automation-execution.ts";
import { getCommandInvocation } from "./get-command-invocation.ts";
import { getMaintenanceWindow } from "./get-maintenance-window.ts";
import { getMaintenanceWindowExecution } from "./get-maintenance-window-execution.ts";
import { getMaintenanceWindowExecutionTask } from "./get-maintenance-window-execution-task.ts";
import { getMaintenanceWindowExecutionTaskInvocation } from "./get-maintenance-window-execution-task-invocation.ts";
import { listCommandInvocations } from "./list-command-invocations.ts";

/** Every operation of the family, by AWS's name for it. */
export const operations = {
  CancelMaintenanceWindowExecution: cancelMaintenanceWindowExecution,
  DescribeAutomationStepExecutions: describeAutomationStepExecutions,
  DescribeMaintenanceWindowExecutionTaskInvocations: describeMaintenanceWindowExecutionTaskInvocations,
  DescribeMaintenanceWindowExecutionTasks: describeMaintenanceWindowExecutionTasks,
  DescribeMaintenanceWindowExecutions: describeMaintenanceWindowExecutions,
  DescribeMaintenanceWindowSchedule: describeMaintenanceWindowSchedule,
  DescribeMaintenanceWindowTargets: describeMaintenanceWindowTargets,
  DescribeMaintenanceWindowTasks: describeMaintenanceWindowTasks,
  DescribeMaintenanceWindows: describeMaintenanceWindows,
  GetAutomationExecution: getAutomationExecution,
  GetCommandInvocation: getCommandInvocation,
  GetMaintenanceWindow: getMaintenanceWindow,
  GetMaintenanceWindowExecution: getMaintenanceWindowExecution,
  GetMaintenanceWindowExecutionTask: getMaintenanceWindowExecutionTask,
  GetMaintenanceWindowExecutionTaskInvocation: getMaintenanceWindowExecutionTaskInvocation,
  ListCommandInvocations: listCommandInvocations,
} as const;

type Operations = typeof operations;

/** The name of an operation, as AWS spells it. */
export type OperationName = keyof Operations;

/** What an operation takes. */
export type Input<Name extends OperationName> = z.input<Operations[Name]["input"]>;

/** What an operation answers. Members may always be absent. */
export type Output<Name extends OperationName> = z.output<Operations[Name]["output"]>;

/** The name of an operation whose answers come in pages. */
export type PagedName = {
  [Name in OperationName]: Operations[Name] extends { readonly items: string } ? Name : never;
}[OperationName];

/** One item of the list that a paged operation answers. */
export type Item<Name extends PagedName> = Output<Name>[Operations[Name]["items"] &
  keyof Output<Name>] extends infer List
  ? NonNullable<List> extends readonly (infer Element)[]
    ? Element
    : never
  : never;

/** Every operation's name, in alphabetical order. */
// Object.keys forgets that the table is closed.
export const operationNames = Object.keys(operations) as readonly OperationName[];

/** Whether a word names an operation of the family. */
export const isOperationName = (name: string): name is OperationName => Object.hasOwn(operations, name);

/** Whether an operation's answers come in pages. */
export const isPaged = (name: OperationName): name is PagedName => "items" in operations[name];
