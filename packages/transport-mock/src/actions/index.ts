/** What the service does for each operation, complete by type. */
import type { OperationName } from "@windowpane/core";
import type { MockAction } from "./action.ts";
import { cancelMaintenanceWindowExecution } from "./cancel-maintenance-window-execution.ts";
import { describeAutomationExecutions } from "./describe-automation-executions.ts";
import { describeAutomationStepExecutions } from "./describe-automation-step-executions.ts";
import { describeInstanceInformation } from "./describe-instance-information.ts";
import { describeInstancePatchStates } from "./describe-instance-patch-states.ts";
import { describeInstancePatches } from "./describe-instance-patches.ts";
import { describeMaintenanceWindowExecutionTaskInvocations } from "./describe-maintenance-window-execution-task-invocations.ts";
import { describeMaintenanceWindowExecutionTasks } from "./describe-maintenance-window-execution-tasks.ts";
import { describeMaintenanceWindowExecutions } from "./describe-maintenance-window-executions.ts";
import { describeMaintenanceWindowSchedule } from "./describe-maintenance-window-schedule.ts";
import { describeMaintenanceWindowTargets } from "./describe-maintenance-window-targets.ts";
import { describeMaintenanceWindowTasks } from "./describe-maintenance-window-tasks.ts";
import { describeMaintenanceWindowsForTarget } from "./describe-maintenance-windows-for-target.ts";
import { describeMaintenanceWindows } from "./describe-maintenance-windows.ts";
import { getAutomationExecution } from "./get-automation-execution.ts";
import { getCommandInvocation } from "./get-command-invocation.ts";
import { getInventory } from "./get-inventory.ts";
import { getMaintenanceWindowExecutionTaskInvocation } from "./get-maintenance-window-execution-task-invocation.ts";
import { getMaintenanceWindowExecutionTask } from "./get-maintenance-window-execution-task.ts";
import { getMaintenanceWindowExecution } from "./get-maintenance-window-execution.ts";
import { getMaintenanceWindowTask } from "./get-maintenance-window-task.ts";
import { getMaintenanceWindow } from "./get-maintenance-window.ts";
import { listCommandInvocations } from "./list-command-invocations.ts";
import { listCommands } from "./list-commands.ts";

type Actions = { readonly [Name in OperationName]: MockAction<Name> };

/** The action of every operation. */
export const actions: Actions = {
  CancelMaintenanceWindowExecution: cancelMaintenanceWindowExecution,
  DescribeAutomationExecutions: describeAutomationExecutions,
  DescribeAutomationStepExecutions: describeAutomationStepExecutions,
  DescribeInstanceInformation: describeInstanceInformation,
  DescribeInstancePatchStates: describeInstancePatchStates,
  DescribeInstancePatches: describeInstancePatches,
  DescribeMaintenanceWindowExecutionTaskInvocations: describeMaintenanceWindowExecutionTaskInvocations,
  DescribeMaintenanceWindowExecutionTasks: describeMaintenanceWindowExecutionTasks,
  DescribeMaintenanceWindowExecutions: describeMaintenanceWindowExecutions,
  DescribeMaintenanceWindowSchedule: describeMaintenanceWindowSchedule,
  DescribeMaintenanceWindowTargets: describeMaintenanceWindowTargets,
  DescribeMaintenanceWindowTasks: describeMaintenanceWindowTasks,
  DescribeMaintenanceWindowsForTarget: describeMaintenanceWindowsForTarget,
  DescribeMaintenanceWindows: describeMaintenanceWindows,
  GetAutomationExecution: getAutomationExecution,
  GetCommandInvocation: getCommandInvocation,
  GetInventory: getInventory,
  GetMaintenanceWindowExecutionTaskInvocation: getMaintenanceWindowExecutionTaskInvocation,
  GetMaintenanceWindowExecutionTask: getMaintenanceWindowExecutionTask,
  GetMaintenanceWindowExecution: getMaintenanceWindowExecution,
  GetMaintenanceWindowTask: getMaintenanceWindowTask,
  GetMaintenanceWindow: getMaintenanceWindow,
  ListCommandInvocations: listCommandInvocations,
  ListCommands: listCommands,
};
