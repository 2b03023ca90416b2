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
import { readingNames } from "./permissions.ts";

/** What trying an operation showed. */
export interface Trial {
  /** `unknown`: something other than the permission was in the way. */
  readonly state: "allowed" | "denied" | "unknown";
  /** Whether an id that exists was asked about. A policy may allow some resources and not the one made up. */
  readonly real: boolean;
  /** AWS's code when it did not answer, or the core's word when no response came. */
  readonly code?: string | undefined;
  /** AWS's words with it. */
  readonly message?: string | undefined;
  readonly milliseconds: number;
}

/** Who tries, and with what clock. */
export interface ProbeOptions {
  readonly client: Client;
  readonly now: () => number;
  readonly signal: Signal;
}

/**
 * Tries every operation that reads, once, with ids that the ones before have found, or with ids that cannot exist: AWS
 * looks at the permission first, so its word that there is no such thing shows that one may ask. (That order is AWS's
 * habit and documented for no operation here.)
 *
 * @throws what the first call throws when nothing can be asked at all: no answer, or credentials that are no good.
 */
export const probe = async (options: ProbeOptions): Promise<ReadonlyMap<OperationName, Trial>> => {
  const trials = new Map<OperationName, Trial>();
  const ask = async <Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    real: boolean,
  ): Promise<Output<Name> | undefined> => {
    const { trial, answer } = await attempt(options, operation, input, real);
    // A window without executions has been asked about already; its answer says no less than the next one's.
    trials.set(operation, trial);
    return answer;
  };

  const windows = await ask("DescribeMaintenanceWindows", { MaxResults: 50 }, true);
  const { WindowId, WindowExecutionId } = await findExecution(ask, windows?.WindowIdentities ?? []);
  const aWindow = { WindowId: WindowId ?? NO_WINDOW };
  const hasWindow = WindowId !== undefined;
  await ask("GetMaintenanceWindow", aWindow, hasWindow);
  await ask("DescribeMaintenanceWindowSchedule", { ...(hasWindow ? aWindow : {}), MaxResults: 1 }, true);
  await ask("DescribeMaintenanceWindowTargets", { ...aWindow, MaxResults: 10 }, hasWindow);
  const registered = await ask("DescribeMaintenanceWindowTasks", { ...aWindow, MaxResults: 10 }, hasWindow);
  const WindowTaskId = registered?.Tasks?.[0]?.WindowTaskId;
  const aRegisteredTask = { ...aWindow, WindowTaskId: WindowTaskId ?? NOBODY };
  await ask("GetMaintenanceWindowTask", aRegisteredTask, WindowTaskId !== undefined);

  const anExecution = { WindowExecutionId: WindowExecutionId ?? NOBODY };
  const hasExecution = WindowExecutionId !== undefined;
  await ask("GetMaintenanceWindowExecution", anExecution, hasExecution);
  const tasks = await ask(
    "DescribeMaintenanceWindowExecutionTasks",
    { ...anExecution, MaxResults: 10 },
    hasExecution,
  );
  const TaskId = tasks?.WindowExecutionTaskIdentities?.[0]?.TaskExecutionId;
  const aTask = { ...anExecution, TaskId: TaskId ?? NOBODY };
  const hasTask = TaskId !== undefined;
  await ask("GetMaintenanceWindowExecutionTask", aTask, hasTask);
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  const invocations = await ask(list, { ...aTask, MaxResults: 10 }, hasTask);
  const invocation = invocations?.WindowExecutionTaskInvocationIdentities?.[0];
  const InvocationId = invocation?.InvocationId;
  const one = { ...aTask, InvocationId: InvocationId ?? NOBODY };
  await ask("GetMaintenanceWindowExecutionTaskInvocation", one, InvocationId !== undefined);

  // Only these two kinds of task have ids of 36 characters.
  const action = invocation?.ExecutionId?.length === 36 ? invocation : undefined;
  const command = action?.TaskType === "RUN_COMMAND" ? action.ExecutionId : undefined;
  const automation = action?.TaskType === "AUTOMATION" ? action.ExecutionId : undefined;
  const CommandId = command ?? NOBODY;
  const details = { CommandId, Details: true, MaxResults: 1 };
  const machines = await ask("ListCommandInvocations", details, command !== undefined);
  const { InstanceId, CommandPlugins = [] } = machines?.CommandInvocations?.[0] ?? {};
  // A document with several steps has an answer for each of them only.
  const PluginName = CommandPlugins[0]?.Name;
  const step = PluginName === undefined ? {} : { PluginName };
  const onMachine = { CommandId, InstanceId: InstanceId ?? NO_MACHINE, ...step };
  await ask("GetCommandInvocation", onMachine, InstanceId !== undefined);
  const anAutomation = { AutomationExecutionId: automation ?? NOBODY };
  await ask("GetAutomationExecution", anAutomation, automation !== undefined);
  await ask("DescribeAutomationStepExecutions", { ...anAutomation, MaxResults: 1 }, automation !== undefined);
  await ask("DescribeAutomationExecutions", { MaxResults: 1 }, true);
  await ask("ListCommands", { MaxResults: 1 }, true);
  await tryMachines(ask, InstanceId);
  for (const operation of readingNames) {
    if (trials.has(operation)) continue;
    const { sample } = operations[operation];
    await ask(operation, sample, Object.keys(sample).length === 0);
  }
  return trials;
};

/** The operations about a machine: one that ran a command, or else one that Systems Manager manages. */
const tryMachines = async (ask: Ask, ran: string | undefined): Promise<void> => {
  const managed = await ask("DescribeInstanceInformation", { MaxResults: 5 }, true);
  const known = ran ?? managed?.InstanceInformationList?.[0]?.InstanceId;
  const InstanceId = known ?? NO_MACHINE;
  const isReal = known !== undefined;
  const Targets = [{ Key: "InstanceIds", Values: [InstanceId] }];
  await ask(
    "DescribeMaintenanceWindowsForTarget",
    { Targets, ResourceType: "INSTANCE", MaxResults: 1 },
    isReal,
  );
  await ask("DescribeInstancePatchStates", { InstanceIds: [InstanceId], MaxResults: 10 }, isReal);
  await ask("DescribeInstancePatches", { InstanceId, MaxResults: 10 }, isReal);
  await ask("GetInventory", { MaxResults: 1 }, true);
};

/** Ids of the right form that nothing has. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
const NO_WINDOW = "mw-00000000000000000";
const NO_MACHINE = "i-00000000000000000";

/** So many windows are asked for an execution; more would say little. */
const WINDOWS_ASKED = 3;

interface Found {
  readonly WindowId: string | undefined;
  readonly WindowExecutionId: string | undefined;
}

type Ask = <Name extends OperationName>(
  operation: Name,
  input: Input<Name>,
  real: boolean,
) => Promise<Output<Name> | undefined>;

const findExecution = async (
  ask: Ask,
  windows: readonly { readonly WindowId?: string | undefined; readonly Enabled?: boolean | undefined }[],
): Promise<Found> => {
  const likely = windows.toSorted(
    (one, other) => Number(other.Enabled ?? false) - Number(one.Enabled ?? false),
  );
  const ids = likely.flatMap(({ WindowId }) => WindowId ?? []).slice(0, WINDOWS_ASKED);
  for (const WindowId of ids) {
    const answer = await ask("DescribeMaintenanceWindowExecutions", { WindowId, MaxResults: 10 }, true);
    const WindowExecutionId = answer?.WindowExecutions?.[0]?.WindowExecutionId;
    if (WindowExecutionId !== undefined) return { WindowId, WindowExecutionId };
  }
  if (ids.length === 0) {
    await ask("DescribeMaintenanceWindowExecutions", { WindowId: NO_WINDOW, MaxResults: 10 }, false);
  }
  return { WindowId: ids[0], WindowExecutionId: undefined };
};

interface Attempted<Name extends OperationName> {
  readonly trial: Trial;
  readonly answer?: Output<Name> | undefined;
}

const attempt = async <Name extends OperationName>(
  { client, now, signal }: ProbeOptions,
  operation: Name,
  input: Input<Name>,
  real: boolean,
): Promise<Attempted<Name>> => {
  const begun = now();
  const took = (): number => now() - begun;
  try {
    const answer = await client.call(operation, input, { signal });
    return { answer, trial: { state: "allowed", real, milliseconds: took() } };
  } catch (error) {
    if (!isWindowpaneError(error) || cannotGoOn(operation, error)) throw error;
    return { trial: { ...readError(error), real, milliseconds: took() } };
  }
};

/** Without an answer to the first question, or with keys that nobody knows, the others say nothing new. */
const cannotGoOn = (operation: OperationName, error: WindowpaneError): boolean =>
  errorMeaning(error) === "credentials" ||
  (operation === "DescribeMaintenanceWindows" && error.kind === "transport");

/** What an error shows of the permission. */
export const readError = (error: WindowpaneError): Pick<Trial, "state" | "code" | "message"> => {
  const meaning = errorMeaning(error);
  // That there is no such thing is an answer.
  if (meaning === "not-found") return { state: "allowed" };
  return {
    state: meaning === "denied" ? "denied" : "unknown",
    code: errorCode(error),
    message: error.message,
  };
};
