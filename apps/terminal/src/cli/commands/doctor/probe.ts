import {
  errorCode,
  errorMeaning,
  isWindowpaneError,
  operations,
  type Client,
  type Input,
  type OperationName,
  type Output,
  type Signal,
  type WindowpaneError,
} from "@windowpane/core";
import { readOperations } from "@windowpane/fleet";

/** The result of trying an operation. */
export interface PermissionTrial {
  /** `unknown`: an error other than a denial. */
  readonly state: "allowed" | "denied" | "unknown";
  /** Whether the request named an existing item. A policy may allow existing items and deny the placeholder. */
  readonly real: boolean;
  /** AWS's error code, or the core's without a response. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly milliseconds: number;
}

export interface ProbeOptions {
  readonly client: Client;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  readonly signal: Signal;
}

/**
 * Tries every read operation once, with IDs from earlier responses or with placeholders. AWS checks permissions before
 * IDs, so "not found" proves the permission. (AWS does not document this order for these operations.)
 *
 * @throws the error of the first request when the service does not respond, or credentials are invalid.
 */
export const probe = async (options: ProbeOptions): Promise<ReadonlyMap<OperationName, PermissionTrial>> => {
  const trials = new Map<OperationName, PermissionTrial>();
  const send: Send = async (operation, input, real) => {
    const { trial, output } = await attempt(options, operation, input, real);
    trials.set(operation, trial);
    return output;
  };

  const windows = await send("DescribeMaintenanceWindows", { MaxResults: 50 }, true);
  const { WindowId, WindowExecutionId } = await findExecution(send, windows?.WindowIdentities ?? []);
  await probeWindow(send, WindowId);
  const invocation = await probeExecution(send, WindowExecutionId);
  const InstanceId = await probeActions(send, invocation);
  await probeMachine(send, InstanceId);
  for (const operation of readOperations) {
    if (trials.has(operation)) continue;
    const { sample } = operations[operation];
    await send(operation, sample, Object.keys(sample).length === 0);
  }
  return trials;
};

/** @param real - whether the input names an existing item. */
type Send = <Name extends OperationName>(
  operation: Name,
  input: Input<Name>,
  real: boolean,
) => Promise<Output<Name> | undefined>;

/** Placeholders: well-formed IDs of nothing. */
const NO_UUID = "00000000-0000-0000-0000-000000000000";
const NO_WINDOW = "mw-00000000000000000";
const NO_MACHINE = "i-00000000000000000";

/** Number of windows in which to search for an execution. */
const WINDOWS_TRIED = 3;

interface FoundExecution {
  readonly WindowId: string | undefined;
  readonly WindowExecutionId: string | undefined;
}

const findExecution = async (
  send: Send,
  windows: readonly { readonly WindowId?: string | undefined; readonly Enabled?: boolean | undefined }[],
): Promise<FoundExecution> => {
  const enabledFirst = windows.toSorted(
    (one, other) => Number(other.Enabled ?? false) - Number(one.Enabled ?? false),
  );
  const ids = enabledFirst.flatMap(({ WindowId }) => WindowId ?? []).slice(0, WINDOWS_TRIED);
  for (const WindowId of ids) {
    const page = await send("DescribeMaintenanceWindowExecutions", { WindowId, MaxResults: 10 }, true);
    const WindowExecutionId = page?.WindowExecutions?.[0]?.WindowExecutionId;
    if (WindowExecutionId !== undefined) return { WindowId, WindowExecutionId };
  }
  if (ids.length === 0) {
    await send("DescribeMaintenanceWindowExecutions", { WindowId: NO_WINDOW, MaxResults: 10 }, false);
  }
  return { WindowId: ids[0], WindowExecutionId: undefined };
};

const probeWindow = async (send: Send, WindowId: string | undefined): Promise<void> => {
  const real = WindowId !== undefined;
  const window = { WindowId: WindowId ?? NO_WINDOW };
  await send("GetMaintenanceWindow", window, real);
  await send("DescribeMaintenanceWindowSchedule", { ...(real ? window : {}), MaxResults: 1 }, true);
  await send("DescribeMaintenanceWindowTargets", { ...window, MaxResults: 10 }, real);
  const page = await send("DescribeMaintenanceWindowTasks", { ...window, MaxResults: 10 }, real);
  const WindowTaskId = page?.Tasks?.[0]?.WindowTaskId;
  const task = { ...window, WindowTaskId: WindowTaskId ?? NO_UUID };
  await send("GetMaintenanceWindowTask", task, WindowTaskId !== undefined);
};

type Invocation = NonNullable<
  Output<"DescribeMaintenanceWindowExecutionTaskInvocations">["WindowExecutionTaskInvocationIdentities"]
>[number];

/** Gives the first invocation. */
const probeExecution = async (
  send: Send,
  WindowExecutionId: string | undefined,
): Promise<Invocation | undefined> => {
  const hasExecution = WindowExecutionId !== undefined;
  const execution = { WindowExecutionId: WindowExecutionId ?? NO_UUID };
  await send("GetMaintenanceWindowExecution", execution, hasExecution);
  const tasks = await send(
    "DescribeMaintenanceWindowExecutionTasks",
    { ...execution, MaxResults: 10 },
    hasExecution,
  );
  const TaskId = tasks?.WindowExecutionTaskIdentities?.[0]?.TaskExecutionId;
  const hasTask = TaskId !== undefined;
  const task = { ...execution, TaskId: TaskId ?? NO_UUID };
  await send("GetMaintenanceWindowExecutionTask", task, hasTask);
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  const page = await send(list, { ...task, MaxResults: 10 }, hasTask);
  const invocation = page?.WindowExecutionTaskInvocationIdentities?.[0];
  const InvocationId = invocation?.InvocationId;
  const ids = { ...task, InvocationId: InvocationId ?? NO_UUID };
  await send("GetMaintenanceWindowExecutionTaskInvocation", ids, InvocationId !== undefined);
  return invocation;
};

/** Tries the operations on commands and automations. Gives a machine of the command. */
const probeActions = async (
  send: Send,
  { ExecutionId, TaskType }: Invocation = {},
): Promise<string | undefined> => {
  // IDs of commands and automations have 36 characters.
  const id = ExecutionId?.length === 36 ? ExecutionId : undefined;
  const command = TaskType === "RUN_COMMAND" ? id : undefined;
  const automation = TaskType === "AUTOMATION" ? id : undefined;
  const CommandId = command ?? NO_UUID;
  const details = { CommandId, Details: true, MaxResults: 1 };
  const page = await send("ListCommandInvocations", details, command !== undefined);
  const { InstanceId, CommandPlugins = [] } = page?.CommandInvocations?.[0] ?? {};
  // For a document with several steps, AWS requires the name of one.
  const PluginName = CommandPlugins[0]?.Name;
  const step = PluginName === undefined ? {} : { PluginName };
  const onMachine = { CommandId, InstanceId: InstanceId ?? NO_MACHINE, ...step };
  await send("GetCommandInvocation", onMachine, InstanceId !== undefined);
  const execution = { AutomationExecutionId: automation ?? NO_UUID };
  await send("GetAutomationExecution", execution, automation !== undefined);
  await send("DescribeAutomationStepExecutions", { ...execution, MaxResults: 1 }, automation !== undefined);
  await send("DescribeAutomationExecutions", { MaxResults: 1 }, true);
  await send("ListCommands", { MaxResults: 1 }, true);
  return InstanceId;
};

/** @param given - a machine that ran a command. Default: any managed node. */
const probeMachine = async (send: Send, given: string | undefined): Promise<void> => {
  const managed = await send("DescribeInstanceInformation", { MaxResults: 5 }, true);
  const known = given ?? managed?.InstanceInformationList?.[0]?.InstanceId;
  const InstanceId = known ?? NO_MACHINE;
  const real = known !== undefined;
  const Targets = [{ Key: "InstanceIds", Values: [InstanceId] }];
  await send(
    "DescribeMaintenanceWindowsForTarget",
    { Targets, ResourceType: "INSTANCE", MaxResults: 1 },
    real,
  );
  await send("DescribeInstancePatchStates", { InstanceIds: [InstanceId], MaxResults: 10 }, real);
  await send("DescribeInstancePatches", { InstanceId, MaxResults: 10 }, real);
  await send("GetInventory", { MaxResults: 1 }, true);
};

const attempt = async <Name extends OperationName>(
  { client, now, signal }: ProbeOptions,
  operation: Name,
  input: Input<Name>,
  real: boolean,
): Promise<{ readonly trial: PermissionTrial; readonly output?: Output<Name> }> => {
  const started = now();
  const took = (): number => now() - started;
  try {
    const output = await client.call(operation, input, { signal });
    return { output, trial: { state: "allowed", real, milliseconds: took() } };
  } catch (error) {
    if (!isWindowpaneError(error) || isFatal(operation, error)) throw error;
    return { trial: { ...readError(error), real, milliseconds: took() } };
  }
};

/** Whether the following requests would fail for the same reason. */
const isFatal = (operation: OperationName, error: WindowpaneError): boolean =>
  errorMeaning(error) === "credentials" ||
  (operation === "DescribeMaintenanceWindows" && error.kind === "transport");

/** What an error tells about the permission. */
export const readError = (error: WindowpaneError): Pick<PermissionTrial, "state" | "code" | "message"> => {
  const meaning = errorMeaning(error);
  if (meaning === "not-found") return { state: "allowed" };
  return {
    state: meaning === "denied" ? "denied" : "unknown",
    code: errorCode(error),
    message: error.message,
  };
};
