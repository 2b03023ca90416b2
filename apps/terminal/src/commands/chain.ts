/** The chain of AWS CLI calls behind the commands that read down to machines, for `--show-cli`. */
import { placeholder, type CliCall } from "../show-cli.ts";

/** From an execution to its machines. */
export const executionChain = (WindowExecutionId: string): readonly (CliCall | string)[] => {
  const TaskId = placeholder("TaskExecutionId");
  return [
    { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } },
    { operation: "DescribeMaintenanceWindowExecutionTasks", input: { WindowExecutionId } },
    "# for each TaskExecutionId:",
    { operation: "DescribeMaintenanceWindowExecutionTaskInvocations", input: { WindowExecutionId, TaskId } },
    ...machineChain,
  ];
};

/** From an invocation to its machines. */
const machineChain: readonly (CliCall | string)[] = [
  "# for each ExecutionId of a RUN_COMMAND invocation:",
  { operation: "ListCommandInvocations", input: { CommandId: placeholder("ExecutionId"), Details: true } },
  "# for each ExecutionId of an AUTOMATION invocation:",
  { operation: "GetAutomationExecution", input: { AutomationExecutionId: placeholder("ExecutionId") } },
  {
    operation: "DescribeAutomationStepExecutions",
    input: { AutomationExecutionId: placeholder("ExecutionId") },
  },
];
