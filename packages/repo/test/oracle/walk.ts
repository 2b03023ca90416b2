/**
 * Reads all data about an account's executions with AWS's client and keeps the responses unchanged, as input of the
 * oracle. This code and the oracle share nothing with the code that they check.
 */
import {
  GetAutomationExecutionCommand,
  GetInventoryCommand,
  GetMaintenanceWindowExecutionCommand,
  GetMaintenanceWindowExecutionTaskCommand,
  ListCommandsCommand,
  paginateDescribeMaintenanceWindowExecutions,
  paginateDescribeMaintenanceWindowExecutionTaskInvocations,
  paginateDescribeMaintenanceWindowExecutionTasks,
  paginateDescribeMaintenanceWindows,
  paginateListCommandInvocations,
  SSMClient,
  type AutomationExecution,
  type CommandInvocation,
  type GetMaintenanceWindowExecutionResult,
  type GetMaintenanceWindowExecutionTaskResult,
  type MaintenanceWindowExecutionTaskIdentity,
  type MaintenanceWindowExecutionTaskInvocationIdentity,
} from "@aws-sdk/client-ssm";
import { createEndpoint, requestHandler } from "@windowpane/endpoint";
import { fixedClock, mockTransport, type AccountPlan, type Scenario } from "@windowpane/transport-mock";

/** An account in memory, and the time at which it is read. */
export interface World {
  readonly scenario: Scenario | AccountPlan;
  readonly now: Date;
  readonly seed: number;
}

/** An invocation, with the responses of the service that ran it. */
export interface RawInvocation {
  readonly row: MaintenanceWindowExecutionTaskInvocationIdentity;
  readonly machines: readonly CommandInvocation[];
  readonly automation: AutomationExecution | undefined;
}

export interface RawTask {
  readonly row: MaintenanceWindowExecutionTaskIdentity;
  readonly detail: GetMaintenanceWindowExecutionTaskResult;
  readonly invocations: readonly RawInvocation[];
}

export interface RawExecution {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly execution: GetMaintenanceWindowExecutionResult;
  readonly tasks: readonly RawTask[];
}

/** Creates AWS's client for an account in memory, without a network connection. */
export const sdkOver = ({ scenario, now, seed }: World): SSMClient =>
  new SSMClient({
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    requestHandler: requestHandler(createEndpoint(mockTransport({ scenario, clock: fixedClock(now), seed }))),
  });

const collected = async <Page, Row>(
  pages: AsyncIterable<Page>,
  rowsIn: (page: Page) => readonly Row[] | undefined,
): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...(rowsIn(page) ?? []));
  return rows;
};

/** Reads all executions for which `wanted` returns true. */
export const walk = async (
  client: SSMClient,
  wanted: (execution: { readonly StartTime?: Date | undefined }) => boolean = () => true,
): Promise<readonly RawExecution[]> => {
  const windows = await collected(
    paginateDescribeMaintenanceWindows({ client }, {}),
    (page) => page.WindowIdentities,
  );
  const found: RawExecution[] = [];
  for (const { WindowId = "" } of windows) {
    const executions = await collected(
      paginateDescribeMaintenanceWindowExecutions({ client }, { WindowId }),
      (page) => page.WindowExecutions,
    );
    for (const one of executions.filter(wanted)) {
      found.push(await walkExecution(client, WindowId, one.WindowExecutionId ?? ""));
    }
  }
  return found;
};

const walkExecution = async (
  client: SSMClient,
  WindowId: string,
  WindowExecutionId: string,
): Promise<RawExecution> => {
  const execution = await client.send(new GetMaintenanceWindowExecutionCommand({ WindowExecutionId }));
  const rows = await collected(
    paginateDescribeMaintenanceWindowExecutionTasks({ client }, { WindowExecutionId }),
    (page) => page.WindowExecutionTaskIdentities,
  );
  const tasks: RawTask[] = [];
  for (const row of rows) {
    const ids = { WindowExecutionId, TaskId: row.TaskExecutionId ?? "" };
    const detail = await client.send(new GetMaintenanceWindowExecutionTaskCommand(ids));
    const listed = await collected(
      paginateDescribeMaintenanceWindowExecutionTaskInvocations({ client }, ids),
      (page) => page.WindowExecutionTaskInvocationIdentities,
    );
    const invocations: RawInvocation[] = [];
    for (const invocation of listed) invocations.push(await walkInvocation(client, invocation, row.TaskType));
    tasks.push({ row, detail, invocations });
  }
  return { WindowId, WindowExecutionId, execution, tasks };
};

const walkInvocation = async (
  client: SSMClient,
  row: MaintenanceWindowExecutionTaskInvocationIdentity,
  taskType: string | undefined,
): Promise<RawInvocation> => {
  const { ExecutionId = "" } = row;
  const type = row.TaskType ?? taskType;
  const isStarted = ExecutionId !== "";
  return {
    row,
    // AWS's oldest samples have no task type. The ID identifies a command.
    machines:
      isStarted && (type === "RUN_COMMAND" || type === undefined)
        ? await collected(
            paginateListCommandInvocations({ client }, { CommandId: ExecutionId, Details: true }),
            (page) => page.CommandInvocations,
          )
        : [],
    automation: isStarted && type === "AUTOMATION" ? await automationOf(client, ExecutionId) : undefined,
  };
};

const automationOf = async (
  client: SSMClient,
  AutomationExecutionId: string,
): Promise<AutomationExecution | undefined> => {
  try {
    const { AutomationExecution } = await client.send(
      new GetAutomationExecutionCommand({ AutomationExecutionId }),
    );
    return AutomationExecution;
  } catch (error) {
    // AWS keeps an automation for 30 days.
    if (error instanceof Error && error.name === "AutomationExecutionNotFoundException") return undefined;
    throw error;
  }
};

/** Reads a command that an automation sent, with its parameters. */
export interface ChildCommand {
  readonly machines: readonly CommandInvocation[];
  readonly parameters: Readonly<Record<string, readonly string[] | undefined>>;
}

/** Command IDs in the outputs of an automation's steps. */
export const childCommands = async (
  client: SSMClient,
  { automation }: RawInvocation,
): Promise<readonly ChildCommand[]> => {
  const named = (automation?.StepExecutions ?? [])
    .filter(({ Action }) => Action === "aws:runCommand")
    .flatMap(({ Outputs = {} }) => Outputs["CommandId"] ?? []);
  const found: ChildCommand[] = [];
  for (const CommandId of new Set(named)) {
    const machines = await collected(
      paginateListCommandInvocations({ client }, { CommandId, Details: true }),
      (page) => page.CommandInvocations,
    );
    const { Commands = [] } = await client.send(new ListCommandsCommand({ CommandId }));
    found.push({ machines, parameters: Commands[0]?.Parameters ?? {} });
  }
  return found;
};

/** Reads the last patch operation of a machine from the inventory. Undefined if it is not there. */
export const patchSummaryOf = async (
  client: SSMClient,
  InstanceId: string,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const { Entities = [] } = await client.send(
    new GetInventoryCommand({
      Filters: [{ Key: "AWS:InstanceInformation.InstanceId", Values: [InstanceId], Type: "Equal" }],
      ResultAttributes: [{ TypeName: "AWS:PatchSummary" }],
    }),
  );
  return Entities.find(({ Id }) => Id === InstanceId)?.Data?.["AWS:PatchSummary"]?.Content?.[0];
};
