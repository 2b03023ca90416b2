/**
 * The AWS CLI calls behind each view: what the key `c` and `--show-cli` show. A text between the calls is a comment of the
 * shell. IDs that are not known yet are shell variables.
 */
import { placeholder } from "./command-line.ts";
import type { Calls } from "../model/cli-call.ts";
import type { ItemRef } from "../model/item-ref.ts";
import {
  allExecutions,
  automationCalls,
  dayBefore,
  executionCall,
  executionList,
  invocationLists,
  patchLists,
  patchStateCalls,
  storedNotes,
  startedAutomations,
  startedCalls,
  taskDetail,
  taskList,
  wholeOutput,
  windowList,
  windowSearch,
} from "./parts.ts";
import type { PeriodOptions, StartedOptions, ViewOptions } from "../model/view-calls.ts";

interface ExecutionOptions extends ViewOptions {
  /** Whether a list of executions has given the execution. Default: false. */
  readonly listed?: boolean | undefined;
}

/** Every view with its calls. */
export const callsBehind = {
  /** The list of windows. */
  windows: (): Calls => [windowList],

  /** The executions of a window. */
  executions: (ref: ItemRef): Calls => [executionList(ref)],

  /** The executions of a window with the verdicts of the newest ones. */
  judgedExecutions: (ref: ItemRef): Calls => [
    executionList(ref),
    "# for each of the 30 newest WindowExecutionIds (WindowExecutions[].WindowExecutionId):",
    ...callsBehind.execution({}),
  ],

  /** An execution, or one of its tasks or invocations, down to the machines. */
  execution: (ref: ItemRef, { patches = true, listed = false }: ExecutionOptions = {}): Calls => [
    ...(listed ? [] : [executionCall(ref)]),
    taskList(ref),
    ...invocationLists(ref),
    ...startedCalls(),
    "# for a task whose machines nothing else names, or that MaxErrors stopped:",
    taskDetail(ref),
    ...(patches
      ? patchStateCalls("the machines of commands that patch (CommandInvocations[].InstanceId)")
      : []),
  ],

  /** The window of an execution: its name, or the search for it. */
  windowOf: ({ WindowId }: ItemRef): Calls =>
    WindowId === undefined ? windowSearch : [{ operation: "GetMaintenanceWindow", input: { WindowId } }],

  /** An execution on its window's time axis. */
  timeline: (ref: ItemRef, options: ViewOptions = {}): Calls => {
    return [
      ...callsBehind.execution({ WindowExecutionId: ref.WindowExecutionId }, options),
      ...callsBehind.windowOf(ref),
      ...callsBehind.registration(ref),
    ];
  },

  /** What `windowOf` lacks: the limits of the window and its registered tasks. */
  registration: ({ WindowId }: ItemRef): Calls => {
    const input = { WindowId: WindowId ?? placeholder("WindowId") };
    return [
      ...(WindowId === undefined ? [{ operation: "GetMaintenanceWindow", input } as const] : []),
      { operation: "DescribeMaintenanceWindowTasks", input },
    ];
  },

  /** The last earlier execution of a window that passed. */
  lastGood: (ref: ItemRef): Calls => [
    "# earlier executions with Status SUCCESS, newest first, until one passed on every machine:",
    executionList(ref),
    "# for each WindowExecutionId (WindowExecutions[].WindowExecutionId):",
    ...callsBehind.execution({}, { patches: false }),
  ],

  /** An execution compared with the last earlier one that passed. */
  diff: (ref: ItemRef, options: ViewOptions = {}): Calls => [
    ...callsBehind.execution({ WindowExecutionId: ref.WindowExecutionId }, options),
    ...(ref.WindowId === undefined ? windowSearch : []),
    ...callsBehind.lastGood(ref),
  ],

  /** The failures of all windows. */
  failures: ({ since, ...options }: PeriodOptions = {}): Calls => [
    ...allExecutions,
    `# for each WindowExecutionId (WindowExecutions[].WindowExecutionId)${inPeriod(since)}:`,
    ...callsBehind.execution({}, { ...options, listed: true }),
  ],

  /** What windows ran on a machine. */
  history: (
    { InstanceId = placeholder("InstanceId") }: ItemRef,
    { since, patches = true }: PeriodOptions = {},
  ): Calls => [
    ...(since === undefined
      ? []
      : ["# the commands since a day before the period, as a window lasts up to a day:"]),
    {
      operation: "ListCommandInvocations",
      input: {
        InstanceId,
        Details: true,
        ...(since === undefined ? {} : { Filters: [{ key: "InvokedAfter", value: dayBefore(since) }] }),
      },
    },
    ...allExecutions,
    `# for each WindowExecutionId (WindowExecutions[].WindowExecutionId)${inPeriod(since)}:`,
    taskList({}),
    ...invocationLists(
      {},
      "; an invocation ran on the machine if its ExecutionId is one of the CommandIds above (CommandInvocations[].CommandId)",
    ),
    "# for a command (CommandInvocations[].CommandId) whose failed step (CommandInvocations[].CommandPlugins[].Name) is cut:",
    wholeOutput(placeholder("CommandId"), InstanceId),
    ...startedAutomations(),
    "# for a task whose machines nothing else names:",
    taskDetail({}),
    ...(patches ? patchStateCalls("the machine, if a command patched it", InstanceId) : []),
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
    { TaskType, ExecutionId, plugins = [placeholder("PluginName")], rests = [] }: StartedOptions = {},
  ): Calls => {
    const started = ExecutionId ?? placeholder("ExecutionId");
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
            ...plugins.map((PluginName) => wholeOutput(started, InstanceId, PluginName)),
          ]),
      ...storedNotes(rests, [started, InstanceId]),
      ...(TaskType === undefined ? ["# if its TaskType is AUTOMATION:"] : []),
      ...(TaskType === undefined || TaskType === "AUTOMATION" ? automationCalls(started) : []),
    ];
  },

  /** The patches of a machine. `all`: in every state. */
  patches: (
    { InstanceId = placeholder("InstanceId") }: ItemRef,
    { all = false }: { readonly all?: boolean | undefined } = {},
  ): Calls => [
    ...patchStateCalls("the machine", InstanceId),
    ...(all ? [] : ["# for each state with a count above 0:"]),
    ...patchLists(InstanceId, all),
  ],

  /** The patches of the machines of an execution that are not patched. `all`: in every state. */
  patchesOfMachines: ({ all = false }: { readonly all?: boolean | undefined } = {}): Calls => [
    `# for each machine that is not patched (CommandInvocations[].InstanceId)${all ? "" : ", and each state with a count above 0"}:`,
    ...patchLists(placeholder("InstanceId"), all),
  ],

  /** Everything about an execution that a snapshot keeps. `listed`: the window's list has given it. */
  snapshot: (
    ref: ItemRef,
    { patches = true, outputs = "all", listed = false }: SnapshotOptions = {},
  ): Calls => {
    const { WindowId = placeholder("WindowId") } = ref;
    return [
      executionCall(ref),
      ...(listed ? ["# the window in the list of all windows:", windowList] : windowSearch),
      { operation: "GetMaintenanceWindow", input: { WindowId } },
      { operation: "DescribeMaintenanceWindowTargets", input: { WindowId } },
      { operation: "DescribeMaintenanceWindowTasks", input: { WindowId } },
      taskList(ref),
      ...invocationLists(ref),
      taskDetail(ref),
      ...startedCalls(),
      outputs === "all"
        ? "# the last call for commands is sent for every step that has ended"
        : "# the last call for commands is sent for every step that failed or is cut",
      ...(patches
        ? [
            ...patchStateCalls("the machines that may be patched (CommandInvocations[].InstanceId)"),
            "# for the 100 machines with most patches to list, and each state with a count above 0:",
            ...patchLists(placeholder("InstanceId"), false),
          ]
        : []),
    ];
  },
};

interface SnapshotOptions extends ExecutionOptions {
  /** Which whole outputs are read. Default: `all`. */
  readonly outputs?: "all" | "needed" | undefined;
}

const inPeriod = (since: Date | undefined): string =>
  since === undefined ? "" : ` that was running at or started after ${since.toISOString()}`;
