import { reportExecution, type ExecutionReport } from "@windowpane/report";
import type { Context } from "../context/context.ts";
import { placeholder, type CliCall } from "../show-cli.ts";

/** Reads an execution down to its machines. */
export const readExecution = async (
  context: Context,
  WindowExecutionId: string,
): Promise<ExecutionReport> => {
  const { host, console, options, settings } = context;
  return reportExecution(await context.client(), {
    WindowExecutionId,
    signal: host.interrupt,
    patches: settings.patches,
    includeSensitive: options["includeSensitive"] === true,
    onProgress: ({ invocationsRead, invocations, requests }) =>
      void console.progress(`${invocationsRead} of ${invocations} invocations read, ${requests} requests`),
  });
};

/**
 * The AWS CLI calls from an execution to its machines, for `--show-cli`.
 *
 * @param options - `patches`: include the machines' patch state.
 */
export const executionCalls = (
  WindowExecutionId: string,
  { patches }: { readonly patches: boolean },
): readonly (CliCall | string)[] => {
  const TaskId = placeholder("TaskExecutionId");
  return [
    { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } },
    { operation: "DescribeMaintenanceWindowExecutionTasks", input: { WindowExecutionId } },
    "# for each TaskExecutionId:",
    { operation: "DescribeMaintenanceWindowExecutionTaskInvocations", input: { WindowExecutionId, TaskId } },
    ...machineCalls,
    ...(patches ? patchCalls : []),
  ];
};

const machineCalls: readonly (CliCall | string)[] = [
  "# for each ExecutionId of a RUN_COMMAND invocation:",
  { operation: "ListCommandInvocations", input: { CommandId: placeholder("ExecutionId"), Details: true } },
  "# for each ExecutionId of an AUTOMATION invocation:",
  { operation: "GetAutomationExecution", input: { AutomationExecutionId: placeholder("ExecutionId") } },
  {
    operation: "DescribeAutomationStepExecutions",
    input: { AutomationExecutionId: placeholder("ExecutionId") },
  },
];

const patchCalls: readonly (CliCall | string)[] = [
  "# for the machines of patch commands, 40 InstanceIds per request:",
  {
    operation: "GetInventory",
    input: {
      Filters: [
        { Key: "AWS:InstanceInformation.InstanceId", Values: [placeholder("InstanceId")], Type: "Equal" },
      ],
      ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
    },
  },
  "# for the machines without an entry there, 50 InstanceIds per request:",
  { operation: "DescribeInstancePatchStates", input: { InstanceIds: [placeholder("InstanceId")] } },
];
