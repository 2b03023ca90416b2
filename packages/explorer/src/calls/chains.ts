/** Chains of AWS CLI calls behind commands and screens that read down to machines. */
import { placeholder, type CliCall } from "./command-line.ts";

/** The calls from an execution to its machines; with `patches`, also to their patch state. */
export const executionChain = (
  WindowExecutionId: string,
  { patches }: { readonly patches: boolean },
): readonly (CliCall | string)[] => {
  const TaskId = placeholder("TaskExecutionId");
  return [
    { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } },
    { operation: "DescribeMaintenanceWindowExecutionTasks", input: { WindowExecutionId } },
    "# for each TaskExecutionId:",
    { operation: "DescribeMaintenanceWindowExecutionTaskInvocations", input: { WindowExecutionId, TaskId } },
    ...machineChain,
    ...(patches ? patchChain : []),
  ];
};

/** The calls from the machines of a patch run to their patch state. */
const patchChain: readonly (CliCall | string)[] = [
  "# for the machines of commands that patch, 40 InstanceIds a request:",
  {
    operation: "GetInventory",
    input: {
      Filters: [
        { Key: "AWS:InstanceInformation.InstanceId", Values: [placeholder("InstanceId")], Type: "Equal" },
      ],
      ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
    },
  },
  "# for those of them that have no entry there, 50 InstanceIds a request:",
  { operation: "DescribeInstancePatchStates", input: { InstanceIds: [placeholder("InstanceId")] } },
];

/** The calls from an invocation to its machines. */
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
