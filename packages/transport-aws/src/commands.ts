import {
  CancelMaintenanceWindowExecutionCommand,
  DescribeAutomationExecutionsCommand,
  DescribeAutomationStepExecutionsCommand,
  DescribeInstanceInformationCommand,
  DescribeInstancePatchStatesCommand,
  DescribeInstancePatchesCommand,
  DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
  DescribeMaintenanceWindowExecutionTasksCommand,
  DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowScheduleCommand,
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  DescribeMaintenanceWindowsCommand,
  DescribeMaintenanceWindowsForTargetCommand,
  GetAutomationExecutionCommand,
  GetCommandInvocationCommand,
  GetInventoryCommand,
  GetMaintenanceWindowCommand,
  GetMaintenanceWindowExecutionCommand,
  GetMaintenanceWindowExecutionTaskCommand,
  GetMaintenanceWindowExecutionTaskInvocationCommand,
  GetMaintenanceWindowTaskCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import type { Input, OperationName } from "@windowpane/core";

/** Any command of the client. */
export type Command = Parameters<SSMClient["send"]>[0];

/** Creates the SDK's command for an operation, with a copy of the input, because the SDK keeps the object. */
export const commandFor = <Name extends OperationName>(operation: Name, input: Input<Name>): Command => {
  // The table pairs names and commands; a union of classes does not express this.
  const Constructor = commands[operation] as new (input: Input<Name>) => Command;
  return new Constructor({ ...input });
};

const commands = {
  CancelMaintenanceWindowExecution: CancelMaintenanceWindowExecutionCommand,
  DescribeAutomationExecutions: DescribeAutomationExecutionsCommand,
  DescribeAutomationStepExecutions: DescribeAutomationStepExecutionsCommand,
  DescribeInstanceInformation: DescribeInstanceInformationCommand,
  DescribeInstancePatchStates: DescribeInstancePatchStatesCommand,
  DescribeInstancePatches: DescribeInstancePatchesCommand,
  DescribeMaintenanceWindowExecutionTaskInvocations: DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
  DescribeMaintenanceWindowExecutionTasks: DescribeMaintenanceWindowExecutionTasksCommand,
  DescribeMaintenanceWindowExecutions: DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowSchedule: DescribeMaintenanceWindowScheduleCommand,
  DescribeMaintenanceWindowTargets: DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasks: DescribeMaintenanceWindowTasksCommand,
  DescribeMaintenanceWindows: DescribeMaintenanceWindowsCommand,
  DescribeMaintenanceWindowsForTarget: DescribeMaintenanceWindowsForTargetCommand,
  GetAutomationExecution: GetAutomationExecutionCommand,
  GetCommandInvocation: GetCommandInvocationCommand,
  GetInventory: GetInventoryCommand,
  GetMaintenanceWindow: GetMaintenanceWindowCommand,
  GetMaintenanceWindowExecution: GetMaintenanceWindowExecutionCommand,
  GetMaintenanceWindowExecutionTask: GetMaintenanceWindowExecutionTaskCommand,
  GetMaintenanceWindowExecutionTaskInvocation: GetMaintenanceWindowExecutionTaskInvocationCommand,
  GetMaintenanceWindowTask: GetMaintenanceWindowTaskCommand,
  ListCommandInvocations: ListCommandInvocationsCommand,
  ListCommands: ListCommandsCommand,
} satisfies { readonly [Name in OperationName]: new (input: Input<Name>) => object };
