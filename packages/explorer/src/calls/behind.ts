/**
 * The AWS CLI calls behind each view: what the key `c` and `--show-cli` show. A text between the calls is a comment of the
 * shell. IDs that are not known yet are shell variables.
 */
import { placeholder } from "./command-line.ts";
import type { CliCall, Calls } from "../model/cli-call.ts";
import type { ItemRef } from "../model/item-ref.ts";

/** What decides which calls are shown. */
export interface ViewOptions {
  /** Whether patch state is read. Default: true. */
  readonly patches?: boolean | undefined;
}

interface PeriodOptions extends ViewOptions {
  /** Start of the period. Default: not shown. */
  readonly since?: Date | undefined;
}

/** What an invocation started, as far as it is known. */
interface StartedOptions {
  readonly TaskType?: string | undefined;
  /** ID of the command or automation. Default: a variable that the first call assigns. */
  readonly ExecutionId?: string | undefined;
  /** Names of the command's steps. */
  readonly plugins?: readonly string[] | undefined;
}

/** JMESPath of what invocations of a type started. */
const startedBy = (TaskType: string): string =>
  `WindowExecutionTaskInvocationIdentities[?TaskType=='${TaskType}'].ExecutionId`;

/** Every view with its calls. */
export const callsBehind = {
  /** The list of windows. */
  windows: (): Calls => [{ operation: "DescribeMaintenanceWindows", input: {} }],

  /** The executions of a window. */
  executions: ({ WindowId = placeholder("WindowId") }: ItemRef): Calls => [
    { operation: "DescribeMaintenanceWindowExecutions", input: { WindowId } },
  ],

  /** An execution, or one of its tasks or invocations, down to the machines. */
  execution: (
    { WindowExecutionId = placeholder("WindowExecutionId"), TaskExecutionId }: ItemRef,
    { patches = true }: ViewOptions = {},
  ): Calls => [
    { operation: "GetMaintenanceWindowExecution", input: { WindowExecutionId } },
    { operation: "DescribeMaintenanceWindowExecutionTasks", input: { WindowExecutionId } },
    ...(TaskExecutionId === undefined
      ? ["# for each TaskExecutionId (WindowExecutionTaskIdentities[].TaskExecutionId):"]
      : []),
    {
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      input: { WindowExecutionId, TaskId: TaskExecutionId ?? placeholder("TaskExecutionId") },
    },
    ...machineCalls,
    ...(patches ? patchStateCalls : []),
  ],

  /** An execution on its window's time axis. */
  timeline: ({ WindowId, ...ref }: ItemRef, options: ViewOptions = {}): Calls => [
    ...callsBehind.execution(ref, options),
    ...(WindowId === undefined ? windowSearch() : []),
    { operation: "GetMaintenanceWindow", input: { WindowId: WindowId ?? placeholder("WindowId") } },
    {
      operation: "DescribeMaintenanceWindowTasks",
      input: { WindowId: WindowId ?? placeholder("WindowId") },
    },
  ],

  /** An execution compared with an earlier one; without one, with the last that passed. */
  diff: (
    ref: ItemRef,
    { other, ...options }: ViewOptions & { readonly other?: string | undefined } = {},
  ): Calls => [
    ...callsBehind.execution(ref, options),
    ...(other === undefined
      ? [
          ...(ref.WindowId === undefined ? windowSearch() : []),
          "# earlier executions, newest first, until one passed on every machine:",
          ...callsBehind.executions(ref),
          "# for each WindowExecutionId (WindowExecutions[].WindowExecutionId):",
          ...callsBehind.execution({}, { patches: false }),
        ]
      : callsBehind.execution({ WindowExecutionId: other }, options)),
  ],

  /** The failures of all windows. */
  failures: ({ since, ...options }: PeriodOptions = {}): Calls => [
    ...callsBehind.windows(),
    "# for each WindowId (WindowIdentities[].WindowId):",
    // The whole list, because an execution that started earlier may have been running at that time.
    ...callsBehind.executions({}),
    `# for each WindowExecutionId (WindowExecutions[].WindowExecutionId)${inPeriod(since)}:`,
    ...callsBehind.execution({}, options),
  ],

  /** What windows ran on a machine. */
  history: (
    { InstanceId = placeholder("InstanceId") }: ItemRef,
    { since }: Pick<PeriodOptions, "since"> = {},
  ): Calls => [
    {
      operation: "ListCommandInvocations",
      input: {
        InstanceId,
        Details: true,
        ...(since === undefined ? {} : { Filters: [{ key: "InvokedAfter", value: since.toISOString() }] }),
      },
    },
    ...callsBehind.windows(),
    "# for each WindowId (WindowIdentities[].WindowId):",
    ...callsBehind.executions({}),
    `# for each WindowExecutionId (WindowExecutions[].WindowExecutionId)${inPeriod(since)}:`,
    {
      operation: "DescribeMaintenanceWindowExecutionTasks",
      input: { WindowExecutionId: placeholder("WindowExecutionId") },
    },
    "# for each TaskExecutionId (WindowExecutionTaskIdentities[].TaskExecutionId); an invocation ran on the machine if its ExecutionId is one of the CommandIds above (CommandInvocations[].CommandId):",
    {
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      input: {
        WindowExecutionId: placeholder("WindowExecutionId"),
        TaskId: placeholder("TaskExecutionId"),
      },
    },
  ],

  /**
   * The output of a machine, or of all machines of an invocation. `started`: what the invocation started, if it was read;
   * otherwise both kinds are shown.
   */
  output: (
    {
      WindowExecutionId = placeholder("WindowExecutionId"),
      TaskExecutionId = placeholder("TaskExecutionId"),
      InvocationId = placeholder("InvocationId"),
      InstanceId,
    }: ItemRef,
    { TaskType, ExecutionId, plugins = [placeholder("PluginName")] }: StartedOptions = {},
  ): Calls => {
    const started = ExecutionId ?? placeholder("ExecutionId");
    const step = (PluginName: string): CliCall => ({
      operation: "GetCommandInvocation",
      input: { CommandId: started, InstanceId, PluginName },
    });
    return [
      {
        operation: "GetMaintenanceWindowExecutionTaskInvocation",
        input: { WindowExecutionId, TaskId: TaskExecutionId, InvocationId },
        ...(ExecutionId === undefined ? { gives: { name: "ExecutionId", query: "ExecutionId" } } : {}),
      },
      ...(TaskType === undefined ? ["# if its TaskType is RUN_COMMAND:"] : []),
      ...(TaskType === "AUTOMATION"
        ? []
        : [
            {
              operation: "ListCommandInvocations",
              input: { CommandId: started, InstanceId, Details: true },
            } as const,
          ]),
      ...(InstanceId === undefined || TaskType === "AUTOMATION"
        ? []
        : [
            "# for each PluginName (CommandInvocations[].CommandPlugins[].Name), the longer output:",
            ...plugins.map(step),
          ]),
      ...(TaskType === undefined ? ["# if its TaskType is AUTOMATION:"] : []),
      ...(TaskType === undefined || TaskType === "AUTOMATION" ? automationCalls(started) : []),
    ];
  },

  /** The patches of a machine, or of the machines of an execution that are not patched. `all`: in every state. */
  patches: (
    { InstanceId = placeholder("InstanceId"), WindowExecutionId }: ItemRef,
    { all = false }: { readonly all?: boolean | undefined } = {},
  ): Calls => [
    ...(WindowExecutionId === undefined
      ? [
          { operation: "DescribeInstancePatchStates", input: { InstanceIds: [InstanceId] } } as const,
          "# for each state with a count above 0:",
        ]
      : [
          ...callsBehind.execution({ WindowExecutionId }),
          "# for each machine that is not patched (CommandInvocations[].InstanceId), and each state with a count above 0:",
        ]),
    ...(all ? [undefined] : openStates).map((state): CliCall => ({
      operation: "DescribeInstancePatches",
      input: {
        InstanceId,
        ...(state === undefined ? {} : { Filters: [{ Key: "State", Values: [state] }] }),
      },
    })),
  ],
};

/** The calls that find the window of an execution. */
const windowSearch = (): Calls => [
  "# the execution's window is the one that lists it:",
  ...callsBehind.windows(),
  "# for each WindowId (WindowIdentities[].WindowId):",
  ...callsBehind.executions({}),
];

const inPeriod = (since: Date | undefined): string =>
  since === undefined ? "" : ` that was running at or started after ${since.toISOString()}`;

const openStates = ["Failed", "Missing", "InstalledRejected", "InstalledPendingReboot"] as const;

const automationCalls = (AutomationExecutionId: string): Calls => [
  { operation: "GetAutomationExecution", input: { AutomationExecutionId } },
  { operation: "DescribeAutomationStepExecutions", input: { AutomationExecutionId } },
];

/** From an invocation to its machines. */
const machineCalls: Calls = [
  `# for each ExecutionId of a RUN_COMMAND invocation (${startedBy("RUN_COMMAND")}):`,
  { operation: "ListCommandInvocations", input: { CommandId: placeholder("ExecutionId"), Details: true } },
  `# for each ExecutionId of an AUTOMATION invocation (${startedBy("AUTOMATION")}):`,
  ...automationCalls(placeholder("ExecutionId")),
];

/** From the machines of a patch run to their patch state. */
const patchStateCalls: Calls = [
  "# for the machines of commands that patch (CommandInvocations[].InstanceId), 40 per request:",
  {
    operation: "GetInventory",
    input: {
      Filters: [
        { Key: "AWS:InstanceInformation.InstanceId", Values: [placeholder("InstanceId")], Type: "Equal" },
      ],
      ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
    },
  },
  "# for those without an entry there (CommandInvocations[].InstanceId), 50 per request:",
  { operation: "DescribeInstancePatchStates", input: { InstanceIds: [placeholder("InstanceId")] } },
];
