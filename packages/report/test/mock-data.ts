/** Reads the data of a mock with plain loops over its responses, without a client, a report or retries. */
import type { Input, Item, OperationName, Output, PagedName, Transport } from "@windowpane/core";
import { fixedClock, mockTransport, type AccountPlan, type Scenario } from "@windowpane/transport-mock";

/** An account in memory, and the time of reading it. */
export interface World {
  readonly scenario: Scenario | AccountPlan;
  readonly now: Date;
  readonly seed: number;
}

/** One execution, as the mock lists it. */
export interface MockExecution {
  readonly WindowExecutionId: string;
  readonly StartTime: Date | undefined;
  readonly EndTime: Date | undefined;
  /** Status by InvocationId. */
  readonly invocations: ReadonlyMap<string, string>;
  /** `Status` and `StatusDetails` of every machine of a command, by InvocationId and InstanceId. */
  readonly machines: ReadonlyMap<string, string>;
  /** Status of every automation, by InvocationId; `gone` if the mock does not have it. */
  readonly automations: ReadonlyMap<string, string>;
}

/** The key of a machine in an invocation. */
export const machineKey = (InvocationId: string | undefined, InstanceId: string | undefined): string =>
  `${InvocationId} ${InstanceId}`;

/** Reads all data of the account's mock. */
export const mockDataOf = async ({ scenario, now, seed }: World): Promise<readonly MockExecution[]> => {
  const mock = mockTransport({ scenario, clock: fixedClock(now), seed });
  const executions: MockExecution[] = [];
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
): Promise<Pick<MockExecution, "invocations" | "machines" | "automations">> => {
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
    // The mock's responses are not validated here either.
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
    // The mock's responses are not validated: they are the expected data.
    const answer = (await mock.send(operation, request, {})) as Record<string, unknown>;
    items.push(...((answer[member] as readonly Item<Name>[] | undefined) ?? []));
    NextToken = answer["NextToken"] as string | undefined;
  } while (NextToken !== undefined && NextToken !== "");
  return items;
};
