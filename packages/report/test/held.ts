/** What a mock holds, read the plainest way there is: loops over its answers, without a client, a report or a retry. */
import type { Input, Item, OperationName, Output, PagedName, Transport } from "@windowpane/core";
import { fixedClock, mockTransport, type AccountPlan, type Scenario } from "@windowpane/transport-mock";

/** An account in memory: what it holds, and when it is looked at. */
export interface World {
  readonly scenario: Scenario | AccountPlan;
  readonly now: Date;
  readonly seed: number;
}

/** One execution, as the mock lists it. */
export interface HeldExecution {
  readonly WindowExecutionId: string;
  readonly StartTime: Date | undefined;
  readonly EndTime: Date | undefined;
  /** Status by InvocationId. */
  readonly invocations: ReadonlyMap<string, string>;
  /** `Status` and `StatusDetails` of every machine of a command, by InvocationId and InstanceId. */
  readonly machines: ReadonlyMap<string, string>;
  /** Status of every automation, by InvocationId; `gone` where the mock does not know it. */
  readonly automations: ReadonlyMap<string, string>;
}

/** How a machine of an invocation is called in these books. */
export const machineKey = (InvocationId: string | undefined, InstanceId: string | undefined): string =>
  `${InvocationId} ${InstanceId}`;

/** Everything that the world's mock would answer. */
export const heldBy = async ({ scenario, now, seed }: World): Promise<readonly HeldExecution[]> => {
  const mock = mockTransport({ scenario, clock: fixedClock(now), seed });
  const executions: HeldExecution[] = [];
  for (const { WindowId = "" } of await all(mock, "DescribeMaintenanceWindows", "WindowIdentities", {})) {
    const listed = await all(mock, "DescribeMaintenanceWindowExecutions", "WindowExecutions", { WindowId });
    for (const { WindowExecutionId = "", StartTime, EndTime } of listed) {
      executions.push({
        WindowExecutionId,
        StartTime,
        EndTime,
        ...(await contentOf(mock, WindowExecutionId)),
      });
    }
  }
  return executions;
};

const contentOf = async (
  mock: Transport,
  WindowExecutionId: string,
): Promise<Pick<HeldExecution, "invocations" | "machines" | "automations">> => {
  const invocations = new Map<string, string>();
  const machines = new Map<string, string>();
  const automations = new Map<string, string>();
  const tasks = await all(mock, "DescribeMaintenanceWindowExecutionTasks", "WindowExecutionTaskIdentities", {
    WindowExecutionId,
  });
  for (const { TaskExecutionId: TaskId = "" } of tasks) {
    const listed = await all(
      mock,
      "DescribeMaintenanceWindowExecutionTaskInvocations",
      "WindowExecutionTaskInvocationIdentities",
      { WindowExecutionId, TaskId },
    );
    for (const { InvocationId = "", Status = "", ExecutionId: CommandId, TaskType } of listed) {
      invocations.set(InvocationId, Status);
      if (TaskType === "AUTOMATION" && CommandId !== undefined)
        automations.set(InvocationId, await automationStatus(mock, CommandId));
      if (TaskType !== "RUN_COMMAND" || CommandId === undefined) continue;
      const rows = await all(mock, "ListCommandInvocations", "CommandInvocations", { CommandId });
      for (const row of rows) {
        machines.set(machineKey(InvocationId, row.InstanceId), `${row.Status} ${row.StatusDetails}`);
      }
    }
  }
  return { invocations, machines, automations };
};

const automationStatus = async (mock: Transport, AutomationExecutionId: string): Promise<string> => {
  try {
    const answer = await mock.send("GetAutomationExecution", { AutomationExecutionId }, {});
    // The mock is trusted here, too.
    const { AutomationExecution } = answer as Output<"GetAutomationExecution">;
    return AutomationExecution?.AutomationExecutionStatus ?? "gone";
  } catch {
    return "gone";
  }
};

const all = async <Name extends PagedName & OperationName>(
  mock: Transport,
  operation: Name,
  member: string,
  input: Input<Name>,
): Promise<readonly Item<Name>[]> => {
  const items: Item<Name>[] = [];
  let NextToken: string | undefined;
  do {
    const request = NextToken === undefined ? input : { ...input, NextToken };
    // The mock is trusted here: it is what the books are held against.
    const answer = (await mock.send(operation, request, {})) as Record<string, unknown>;
    items.push(...((answer[member] as readonly Item<Name>[] | undefined) ?? []));
    NextToken = answer["NextToken"] as string | undefined;
  } while (NextToken !== undefined && NextToken !== "");
  return items;
};
