/** Groups of calls that several views share, from an execution down to its machines. */
import { shellQuote } from "@windowpane/text";
import type { StoredOutput } from "../model/view-calls.ts";
import type { CliCall, Calls } from "../model/cli-call.ts";
import type { ItemRef } from "../model/item-ref.ts";
import { placeholder } from "./command-line.ts";

/** JMESPath of what invocations of a type started. */
const startedBy = (TaskType: string): string =>
  `WindowExecutionTaskInvocationIdentities[?TaskType=='${TaskType}'].ExecutionId`;

export const windowList: CliCall = { operation: "DescribeMaintenanceWindows", input: {} };

export const executionList = ({ WindowId = placeholder("WindowId") }: ItemRef): CliCall => ({
  operation: "DescribeMaintenanceWindowExecutions",
  input: { WindowId },
});

/** The executions of all windows. */
export const allExecutions: Calls = [
  windowList,
  "# for each WindowId (WindowIdentities[].WindowId):",
  // The whole list, because an execution that started earlier may have been running at that time.
  executionList({}),
];

/** The calls that find the window of an execution. */
export const windowSearch: Calls = [
  "# the execution's window is the one that lists it; windowpane lists a minute around StartTime only:",
  ...allExecutions,
];

/** The list of tasks of an execution. */
export const taskList = ({ WindowExecutionId = placeholder("WindowExecutionId") }: ItemRef): CliCall => ({
  operation: "DescribeMaintenanceWindowExecutionTasks",
  input: { WindowExecutionId },
});

/** The invocations of a task, or of each task. `note`: an addition to the comment for each task. */
export const invocationLists = (
  { WindowExecutionId = placeholder("WindowExecutionId"), TaskExecutionId }: ItemRef,
  note = "",
): Calls => [
  ...(TaskExecutionId === undefined
    ? [`# for each TaskExecutionId (WindowExecutionTaskIdentities[].TaskExecutionId)${note}:`]
    : []),
  {
    operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
    input: { WindowExecutionId, TaskId: TaskExecutionId ?? placeholder("TaskExecutionId") },
  },
];

/** A task with its limits and the machines that AWS resolved for it. */
export const taskDetail = ({
  WindowExecutionId = placeholder("WindowExecutionId"),
  TaskExecutionId = placeholder("TaskExecutionId"),
}: ItemRef): CliCall => ({
  operation: "GetMaintenanceWindowExecutionTask",
  input: { WindowExecutionId, TaskId: TaskExecutionId },
});

/** An automation with its steps and the automations that it started. */
export const automationCalls = (AutomationExecutionId: string): Calls => [
  { operation: "GetAutomationExecution", input: { AutomationExecutionId } },
  "# if it has StepExecutionsTruncated:",
  { operation: "DescribeAutomationStepExecutions", input: { AutomationExecutionId } },
];

/** The automations that an automation started for its targets. */
const targetCalls: Calls = [
  "# if it has TargetsSummary, the automations of its targets, and each of these as above:",
  {
    operation: "DescribeAutomationExecutions",
    input: { Filters: [{ Key: "ParentExecutionId", Values: [placeholder("ExecutionId")] }] },
  },
];

/** The whole output of a step of a machine. */
export const wholeOutput = (
  CommandId: string,
  InstanceId: string,
  PluginName = placeholder("PluginName"),
): CliCall => ({ operation: "GetCommandInvocation", input: { CommandId, InstanceId, PluginName } });

/** What invocations started: commands with their machines, and automations. */
export const startedCalls = (): Calls => [
  `# for each ExecutionId of a RUN_COMMAND invocation (${startedBy("RUN_COMMAND")}):`,
  { operation: "ListCommandInvocations", input: { CommandId: placeholder("ExecutionId"), Details: true } },
  "# for a machine (CommandInvocations[].InstanceId) whose failed step (CommandInvocations[].CommandPlugins[].Name) is cut there:",
  wholeOutput(placeholder("ExecutionId"), placeholder("InstanceId")),
  ...startedAutomations(),
];

/** The automations of invocations. */
export const startedAutomations = (): Calls => [
  `# for each ExecutionId of an AUTOMATION invocation (${startedBy("AUTOMATION")}):`,
  ...automationCalls(placeholder("ExecutionId")),
  ...targetCalls,
  "# a task with more than 3 automations: they are listed with Key=ExecutionId, up to 10 per request, if the first one passed",
  "# the automations and commands that steps started are read in the same way",
];

/** The patch states of machines. `machines`: the comment that names them. */
export const patchStateCalls = (machines: string, InstanceId = placeholder("InstanceId")): Calls => [
  `# for ${machines}, 40 per request:`,
  {
    operation: "GetInventory",
    input: {
      Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [InstanceId], Type: "Equal" }],
      ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
    },
  },
  "# for those without an entry there, 50 per request:",
  { operation: "DescribeInstancePatchStates", input: { InstanceIds: [InstanceId] } },
];

const openStates = ["Failed", "Missing", "InstalledRejected", "InstalledPendingReboot"] as const;

/** The patches of a machine. `all`: in every state. */
export const patchLists = (InstanceId: string, all: boolean): Calls =>
  (all ? [undefined] : openStates).map((state): CliCall => ({
    operation: "DescribeInstancePatches",
    input: {
      InstanceId,
      ...(state === undefined ? {} : { Filters: [{ Key: "State", Values: [state] }] }),
    },
  }));

/** The header of an execution. */
export const executionCall = ({ WindowExecutionId = placeholder("WindowExecutionId") }: ItemRef) =>
  ({ operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } }) as const;

/** A day before a time, in whole seconds, as the filter takes it. */
export const dayBefore = (time: Date): string =>
  new Date(Math.max(0, time.getTime() - 24 * 3_600_000)).toISOString().replace(/\.\d+Z$/u, "Z");

/** Comments with the calls of other services that read what a command stored. Windowpane does not send them. */
export const storedNotes = (
  rests: readonly StoredOutput[],
  stream: readonly (string | undefined)[],
): readonly string[] => {
  const prefix = stream.filter((part) => part !== undefined).join("/");
  const lines = rests.flatMap(({ url, logGroup }) => [
    ...(url === undefined ? [] : [`# aws s3 ls --recursive ${shellQuote(s3Url(url))}`]),
    ...(logGroup === undefined
      ? []
      : [
          `# aws logs filter-log-events --log-group-name ${shellQuote(logGroup)} --log-stream-name-prefix ${shellQuote(prefix)}`,
        ]),
  ]);
  return lines.length === 0
    ? []
    : ["# the stored output, which windowpane does not read:", ...new Set(lines)];
};

/** The `s3://` form of an S3 URL; others unchanged. */
const s3Url = (url: string): string => {
  const [, bucket, key] = /^https:\/\/s3[^/]*\.amazonaws\.com[^/]*\/([^/]+)\/(.*)$/u.exec(url) ?? [];
  return bucket === undefined ? url : `s3://${bucket}/${key ?? ""}`;
};
