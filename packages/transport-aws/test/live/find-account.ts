/** Finds in a real account what the contract's suite needs, by reading only. */
import {
  isFinalStatus,
  operationNames,
  operations,
  type Client,
  type Item,
  type OperationName,
} from "@windowpane/core";
import type { KnownAccount, RuleName } from "@windowpane/transport-contract";
import { skipsFor } from "./skips.ts";

/** What was found, and the lines of the contract that cannot be tried there, each with the reason. */
export interface LiveAccount {
  readonly known: KnownAccount;
  readonly skip: { readonly [Name in RuleName]?: string };
}

/** So far is looked: an account with a long history would otherwise be read whole. */
const LIMITS = { windows: 20, executions: 3, tasks: 10 } as const;

type Invocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;

interface Found {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly TaskId: string;
  readonly invocations: readonly Invocation[];
}

/** The finished task with most invocations, and what hangs on it. */
export const findAccount = async (client: Client): Promise<LiveAccount | string> => {
  let largest: Found | undefined;
  let command: Invocation | undefined;
  let automation: Invocation | undefined;
  for await (const found of finishedTasks(client)) {
    if (found.invocations.length > (largest?.invocations.length ?? -1)) largest = found;
    command ??= found.invocations.find(isRun("RUN_COMMAND"));
    automation ??= found.invocations.find(isRun("AUTOMATION"));
  }
  if (largest === undefined || largest.invocations.length === 0) {
    return "no finished execution with an invocation was found in this account and region";
  }
  const machines = command === undefined ? [] : await machinesOf(client, command);
  const known = knownOf(largest, { command, automation, InstanceId: machines[0] });
  const missing = new Map<OperationName, string>();
  if (automation === undefined) {
    for (const operation of ["GetAutomationExecution", "DescribeAutomationStepExecutions"] as const)
      missing.set(operation, "no Automation task was found in this account");
  }
  if (command === undefined)
    missing.set("ListCommandInvocations", "no Run Command task was found in this account");
  if (machines.length === 0)
    missing.set("GetCommandInvocation", "no command that Systems Manager still knows was found");
  for (const operation of operationNames) {
    if (known.inputs[operation] === samples[operation])
      missing.set(operation, "nothing of the account was looked for that it could be asked about");
  }
  return { known, skip: skipsFor(missing, known.invocations) };
};

const finishedTasks = async function* (client: Client): AsyncGenerator<Found> {
  for await (const { WindowId = "" } of some(
    client.items("DescribeMaintenanceWindows", {}),
    LIMITS.windows,
  )) {
    const executions = client.items("DescribeMaintenanceWindowExecutions", { WindowId });
    for await (const { WindowExecutionId = "", Status } of some(executions, LIMITS.executions)) {
      if (Status === undefined || !isFinalStatus(Status)) continue;
      const tasks = client.items("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId });
      for await (const { TaskExecutionId: TaskId = "" } of some(tasks, LIMITS.tasks)) {
        const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
        const invocations: Invocation[] = [];
        for await (const one of client.items(operation, { WindowExecutionId, TaskId })) invocations.push(one);
        yield { WindowId, WindowExecutionId, TaskId, invocations };
      }
    }
  }
};

const some = async function* <Value>(values: AsyncIterable<Value>, most: number): AsyncGenerator<Value> {
  let count = 0;
  for await (const value of values) {
    if (count >= most) return;
    count += 1;
    yield value;
  }
};

const isRun =
  (type: string) =>
  ({ TaskType, ExecutionId }: Invocation): boolean =>
    TaskType === type && ExecutionId?.length === 36;

/** Run Command forgets after 30 days, the window's history perhaps later. */
const machinesOf = async (client: Client, { ExecutionId = "" }: Invocation): Promise<readonly string[]> => {
  const { CommandInvocations = [] } = await client.call("ListCommandInvocations", { CommandId: ExecutionId });
  return (CommandInvocations ?? []).flatMap(({ InstanceId }) => InstanceId ?? []);
};

/** Stands where nothing was found; the lines that would ask for it are skipped. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Requests for operations that need nothing of the account that was not found. */
const samples = Object.fromEntries(
  operationNames.map((name) => [name, operations[name].sample]),
  // fromEntries forgets names.
) as unknown as KnownAccount["inputs"];

const knownOf = (
  { WindowId, WindowExecutionId, TaskId, invocations }: Found,
  actions: {
    readonly command: Invocation | undefined;
    readonly automation: Invocation | undefined;
    readonly InstanceId: string | undefined;
  },
): KnownAccount => {
  const CommandId = actions.command?.ExecutionId ?? NOBODY;
  const AutomationExecutionId = actions.automation?.ExecutionId ?? NOBODY;
  const InstanceId = actions.InstanceId ?? "i-00000000000000000";
  const task = { WindowExecutionId, TaskId };
  const InvocationId = invocations[0]?.InvocationId ?? NOBODY;
  const inputs: KnownAccount["inputs"] = {
    ...samples,
    CancelMaintenanceWindowExecution: { WindowExecutionId: NOBODY },
    DescribeInstanceInformation: {},
    DescribeMaintenanceWindowsForTarget: {
      Targets: [{ Key: "InstanceIds", Values: [InstanceId] }],
      ResourceType: "INSTANCE",
    },
    DescribeInstancePatchStates: { InstanceIds: [InstanceId] },
    DescribeInstancePatches: { InstanceId },
    DescribeAutomationStepExecutions: { AutomationExecutionId },
    DescribeMaintenanceWindowExecutionTaskInvocations: task,
    DescribeMaintenanceWindowExecutionTasks: { WindowExecutionId },
    DescribeMaintenanceWindowExecutions: { WindowId },
    DescribeMaintenanceWindowSchedule: { WindowId },
    DescribeMaintenanceWindowTargets: { WindowId },
    DescribeMaintenanceWindowTasks: { WindowId },
    DescribeMaintenanceWindows: {},
    GetAutomationExecution: { AutomationExecutionId },
    GetCommandInvocation: { CommandId, InstanceId },
    GetMaintenanceWindow: { WindowId },
    GetMaintenanceWindowExecution: { WindowExecutionId },
    GetMaintenanceWindowExecutionTask: task,
    GetMaintenanceWindowExecutionTaskInvocation: { ...task, InvocationId },
    ListCommandInvocations: { CommandId },
  };
  return { inputs, invocations: invocations.length };
};
