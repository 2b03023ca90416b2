import {
  CancelMaintenanceWindowExecutionCommand,
  DescribeAutomationStepExecutionsCommand,
  DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
  DescribeMaintenanceWindowExecutionTasksCommand,
  DescribeMaintenanceWindowScheduleCommand,
  DescribeMaintenanceWindowsCommand,
  DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasksCommand,
  GetAutomationExecutionCommand,
  GetCommandInvocationCommand,
  GetMaintenanceWindowCommand,
  GetMaintenanceWindowExecutionCommand,
  GetMaintenanceWindowExecutionTaskCommand,
  GetMaintenanceWindowExecutionTaskInvocationCommand,
  ListCommandInvocationsCommand,
  type SSMClient,
} from "@aws-sdk/client-ssm";
import type { Input, OperationName } from "@windowpane/core";

/** Any command that the client sends. */
export type Command = Parameters<SSMClient["send"]>[0];

/** The SDK's command for an operation, over a copy of the input: the SDK keeps what it is given. */
export const commandFor = <Name extends OperationName>(operation: Name, input: Input<Name>): Command => {
  // The table pairs name and command; a union of classes cannot say so.
  const Constructor = commands[operation] as new (input: Input<Name>) => Command;
  return new Constructor({ ...input });
};

const commands = {
  CancelMaintenanceWindowExecution: CancelMaintenanceWindowExecutionCommand,
  DescribeAutomationStepExecutions: DescribeAutomationStepExecutionsCommand,
  DescribeMaintenanceWindowExecutionTaskInvocations: DescribeMaintenanceWindowExecutionTaskInvocationsCommand,
  DescribeMaintenanceWindowExecutionTasks: DescribeMaintenanceWindowExecutionTasksCommand,
  DescribeMaintenanceWindowExecutions: DescribeMaintenanceWindowExecutionsCommand,
  DescribeMaintenanceWindowSchedule: DescribeMaintenanceWindowScheduleCommand,
  DescribeMaintenanceWindowTargets: DescribeMaintenanceWindowTargetsCommand,
  DescribeMaintenanceWindowTasks: DescribeMaintenanceWindowTasksCommand,
  DescribeMaintenanceWindows: DescribeMaintenanceWindowsCommand,
  GetAutomationExecution: GetAutomationExecutionCommand,
  GetCommandInvocation: GetCommandInvocationCommand,
  GetMaintenanceWindow: GetMaintenanceWindowCommand,
  GetMaintenanceWindowExecution: GetMaintenanceWindowExecutionCommand,
  GetMaintenanceWindowExecutionTask: GetMaintenanceWindowExecutionTaskCommand,
  GetMaintenanceWindowExecutionTaskInvocation: GetMaintenanceWindowExecutionTaskInvocationCommand,
  ListCommandInvocations: ListCommandInvocationsCommand,
} satisfies { readonly [Name in OperationName]: new (input: Input<Name>) => object };
