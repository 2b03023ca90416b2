/** Finds data for the contract's suite in a real account, with reads only. */
import { isFinalStatus, operationNames, type Client, type Item, type OperationName } from "@windowpane/core";
import type { KnownAccount, Skips } from "@windowpane/transport-contract";
import { skipsFor } from "./skips.ts";

/** The data, and the rules of the contract that cannot be tested, each with a reason. */
export interface LiveAccount {
  readonly known: KnownAccount;
  readonly skip: Skips;
}

/** Limits, so that an account with a long history is not read completely. */
const LIMITS = { windows: 20, executions: 3, tasks: 10 } as const;

type Invocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;

interface Found {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly TaskId: string;
  readonly invocations: readonly Invocation[];
}

/** Finds the ended task with the most invocations, and related data. */
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
    return "the account and region have no ended execution with an invocation";
  }
  const machines = command === undefined ? [] : await machinesOf(client, command);
  const known = knownOf(largest, { command, automation, InstanceId: machines[0] });
  const missing = new Map<OperationName, string>();
  for (const operation of operationNames) {
    if (known.inputs[operation] === undefined) missing.set(operation, "the search found no data for it");
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

/** Run Command keeps commands for 30 days, possibly shorter than the history of a window. */
const machinesOf = async (client: Client, { ExecutionId = "" }: Invocation): Promise<readonly string[]> => {
  const { CommandInvocations = [] } = await client.call("ListCommandInvocations", { CommandId: ExecutionId });
  return (CommandInvocations ?? []).flatMap(({ InstanceId }) => InstanceId ?? []);
};

const knownOf = (
  { WindowId, WindowExecutionId, TaskId, invocations }: Found,
  actions: {
    readonly command: Invocation | undefined;
    readonly automation: Invocation | undefined;
    readonly InstanceId: string | undefined;
  },
): KnownAccount => {
  const { InstanceId } = actions;
  const CommandId = actions.command?.ExecutionId;
  const AutomationExecutionId = actions.automation?.ExecutionId;
  const task = { WindowExecutionId, TaskId };
  const InvocationId = invocations[0]?.InvocationId;
  const inputs: KnownAccount["inputs"] = {
    DescribeInstanceInformation: {},
    DescribeMaintenanceWindowExecutionTaskInvocations: task,
    DescribeMaintenanceWindowExecutionTasks: { WindowExecutionId },
    DescribeMaintenanceWindowExecutions: { WindowId },
    DescribeMaintenanceWindowSchedule: { WindowId },
    DescribeMaintenanceWindowTargets: { WindowId },
    DescribeMaintenanceWindowTasks: { WindowId },
    DescribeMaintenanceWindows: {},
    GetMaintenanceWindow: { WindowId },
    GetMaintenanceWindowExecution: { WindowExecutionId },
    GetMaintenanceWindowExecutionTask: task,
    ...(InvocationId === undefined
      ? {}
      : { GetMaintenanceWindowExecutionTaskInvocation: { ...task, InvocationId } }),
    ...(AutomationExecutionId === undefined
      ? {}
      : {
          DescribeAutomationStepExecutions: { AutomationExecutionId },
          GetAutomationExecution: { AutomationExecutionId },
        }),
    ...(CommandId === undefined ? {} : { ListCommandInvocations: { CommandId } }),
    ...(CommandId === undefined || InstanceId === undefined
      ? {}
      : {
          DescribeInstancePatchStates: { InstanceIds: [InstanceId] },
          DescribeInstancePatches: { InstanceId },
          DescribeMaintenanceWindowsForTarget: {
            Targets: [{ Key: "InstanceIds", Values: [InstanceId] }],
            ResourceType: "INSTANCE",
          },
          GetCommandInvocation: { CommandId, InstanceId },
        }),
  };
  return { inputs, invocations: invocations.length };
};
