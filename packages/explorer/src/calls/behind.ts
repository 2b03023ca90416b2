/**
 * The AWS CLI calls behind each view: what the key `c` and `--show-cli` show. A text between the calls is a comment of the
 * shell. IDs that are not known yet are shell variables.
 */
import { placeholder } from "./command-line.ts";
import type { CliCall, Calls } from "../model/cli-call.ts";
import type { ItemRef } from "../model/item-ref.ts";

/** What decides which calls are shown. */
interface ViewOptions {
  /** Whether patch state is read. Default: true. */
  readonly patches?: boolean | undefined;
}

interface PeriodOptions extends ViewOptions {
  /** Start of the period. Default: not shown. */
  readonly since?: Date | undefined;
}

/** Every view with its calls. */
export const callsBehind = {
  /** The list of windows. */
  windows: (): Calls => [{ operation: "DescribeMaintenanceWindows", input: {} }],

  /** The ID of a window with a name. AWS does not document whether its Name filter is exact. */
  windowNamed: (name: string): Calls => [
    {
      operation: "DescribeMaintenanceWindows",
      input: { Filters: [{ Key: "Name", Values: [name] }] },
      gives: { name: "WindowId", query: `WindowIdentities[?Name==${queryText(name)}].WindowId | [0]` },
    },
  ],

  /** The ID of a machine with a name, which AWS returns only with the results of commands. */
  machineNamed: (name: string): Calls => [
    {
      operation: "ListCommandInvocations",
      input: {},
      gives: {
        name: "InstanceId",
        query: `CommandInvocations[?InstanceName==${queryText(name)}].InstanceId | [0]`,
      },
    },
  ],

  /** The ID of the newest execution of a window. AWS lists the newest first, but does not document it. */
  newestExecution: ({ WindowId = placeholder("WindowId") }: ItemRef): Calls => [
    {
      operation: "DescribeMaintenanceWindowExecutions",
      input: { WindowId },
      flags: ["--no-paginate"],
      gives: { name: "WindowExecutionId", query: "WindowExecutions[0].WindowExecutionId" },
    },
  ],

  /** The ID of the first task of an execution. */
  firstTask: ({ WindowExecutionId = placeholder("WindowExecutionId") }: ItemRef): Calls => [
    {
      operation: "DescribeMaintenanceWindowExecutionTasks",
      input: { WindowExecutionId },
      flags: ["--no-paginate"],
      gives: { name: "TaskExecutionId", query: "WindowExecutionTaskIdentities[0].TaskExecutionId" },
    },
  ],

  /** The ID of the first invocation of a task. */
  firstInvocation: ({
    WindowExecutionId = placeholder("WindowExecutionId"),
    TaskExecutionId = placeholder("TaskExecutionId"),
  }: ItemRef): Calls => [
    {
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      input: { WindowExecutionId, TaskId: TaskExecutionId },
      flags: ["--no-paginate"],
      gives: {
        name: "InvocationId",
        query: "WindowExecutionTaskInvocationIdentities[0].InvocationId",
      },
    },
  ],

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
    ...(TaskExecutionId === undefined ? ["# for each TaskExecutionId:"] : []),
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
    ...(WindowId === undefined ? [] : [{ operation: "GetMaintenanceWindow", input: { WindowId } } as const]),
  ],

  /** An execution compared with an earlier one; without one, with the last that passed. */
  diff: (
    ref: ItemRef,
    { other, ...options }: ViewOptions & { readonly other?: string | undefined } = {},
  ): Calls => [
    ...callsBehind.execution(ref, options),
    ...(other === undefined
      ? [
          "# earlier executions, newest first, until one passed on every machine:",
          ...callsBehind.executions(ref),
          "# for each WindowExecutionId:",
          ...callsBehind.execution({}, { patches: false }),
        ]
      : callsBehind.execution({ WindowExecutionId: other }, options)),
  ],

  /** The failures of all windows. */
  failures: ({ since, ...options }: PeriodOptions = {}): Calls => [
    ...callsBehind.windows(),
    "# for each WindowId:",
    // The whole list, because an execution that started earlier may have been running at that time.
    ...callsBehind.executions({}),
    `# for each WindowExecutionId${inPeriod(since)}:`,
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
    "# for each WindowId:",
    ...callsBehind.executions({}),
    `# for each WindowExecutionId${inPeriod(since)}:`,
    {
      operation: "DescribeMaintenanceWindowExecutionTasks",
      input: { WindowExecutionId: placeholder("WindowExecutionId") },
    },
    "# for each TaskExecutionId; an invocation ran on the machine if its ExecutionId is one of the CommandIds above:",
    {
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
      input: {
        WindowExecutionId: placeholder("WindowExecutionId"),
        TaskId: placeholder("TaskExecutionId"),
      },
    },
  ],

  /** The output of a machine, or of all machines of an invocation. */
  output: ({
    WindowExecutionId = placeholder("WindowExecutionId"),
    TaskExecutionId = placeholder("TaskExecutionId"),
    InvocationId = placeholder("InvocationId"),
    InstanceId,
  }: ItemRef): Calls => {
    const CommandId = placeholder("ExecutionId");
    return [
      {
        operation: "GetMaintenanceWindowExecutionTaskInvocation",
        input: { WindowExecutionId, TaskId: TaskExecutionId, InvocationId },
      },
      "# with its ExecutionId:",
      { operation: "ListCommandInvocations", input: { CommandId, InstanceId, Details: true } },
      ...(InstanceId === undefined
        ? []
        : [{ operation: "GetCommandInvocation", input: { CommandId, InstanceId } } as const]),
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
          "# for each InstanceId that is not patched, and each state with a count above 0:",
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

/** A raw string of JMESPath. */
const queryText = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

const inPeriod = (since: Date | undefined): string =>
  since === undefined ? "" : ` that was running at or started after ${since.toISOString()}`;

const openStates = ["Failed", "Missing", "InstalledRejected", "InstalledPendingReboot"] as const;

/** From an invocation to its machines. */
const machineCalls: Calls = [
  "# for each ExecutionId of a RUN_COMMAND invocation:",
  { operation: "ListCommandInvocations", input: { CommandId: placeholder("ExecutionId"), Details: true } },
  "# for each ExecutionId of an AUTOMATION invocation:",
  { operation: "GetAutomationExecution", input: { AutomationExecutionId: placeholder("ExecutionId") } },
  {
    operation: "DescribeAutomationStepExecutions",
    input: { AutomationExecutionId: placeholder("ExecutionId") },
  },
];

/** From the machines of a patch run to their patch state. */
const patchStateCalls: Calls = [
  "# for the machines of commands that patch, 40 InstanceIds per request:",
  {
    operation: "GetInventory",
    input: {
      Filters: [
        { Key: "AWS:InstanceInformation.InstanceId", Values: [placeholder("InstanceId")], Type: "Equal" },
      ],
      ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
    },
  },
  "# for those without an entry there, 50 InstanceIds per request:",
  { operation: "DescribeInstancePatchStates", input: { InstanceIds: [placeholder("InstanceId")] } },
];
