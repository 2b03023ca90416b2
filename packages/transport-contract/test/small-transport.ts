/** The smallest transport that follows the whole contract: one execution of one task with 120 invocations. */
import {
  isPaged,
  operationNames,
  operations,
  readResponse,
  ServiceError,
  TransportError,
  untilAborted,
  type Input,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import type { KnownAccount, TransportSubject } from "../src/index.ts";

const WINDOW = "mw-0c50858d01eaaaaaa";
const ids = {
  WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4aaaaaaa",
  TaskId: "0c9ac961-dafd-4a94-b6c7-1bef3aaaaaaa",
};
const CommandId = "1203cf98-5a79-4ec3-97e9-12e0baaaaaaa";
const AutomationExecutionId = "9f4f6a1c-3c5e-4a55-8d5f-5a6c7aaaaaaa";
const InstanceId = "i-00ec29b21eaaaaaaa";

const run = {
  Status: "SUCCESS",
  StartTime: new Date("2024-08-04T18:35:35.170Z"),
  EndTime: new Date("2024-08-04T18:42:11.330Z"),
};

const invocations = Array.from({ length: 120 }, (_, index) => ({
  WindowExecutionId: ids.WindowExecutionId,
  TaskExecutionId: ids.TaskId,
  InvocationId: `0e466033-290b-4d74-9ae0-${String(index).padStart(12, "0")}`,
  ...run,
  Status: index % 7 === 0 ? "FAILED" : "SUCCESS",
}));

/** Requests of operations without data. */
const samples = Object.fromEntries(
  operationNames.map((name) => [name, operations[name].sample]),
  // Object.fromEntries does not keep the names.
) as unknown as KnownAccount["inputs"];

export const known: KnownAccount = {
  invocations: invocations.length,
  inputs: {
    ...samples,
    CancelMaintenanceWindowExecution: { WindowExecutionId: ids.WindowExecutionId },
    DescribeAutomationStepExecutions: { AutomationExecutionId },
    DescribeMaintenanceWindowExecutionTaskInvocations: ids,
    DescribeMaintenanceWindowExecutionTasks: { WindowExecutionId: ids.WindowExecutionId },
    DescribeMaintenanceWindowExecutions: { WindowId: WINDOW, Filters: [] },
    DescribeMaintenanceWindowSchedule: {},
    DescribeMaintenanceWindowTargets: { WindowId: WINDOW },
    DescribeMaintenanceWindowTasks: { WindowId: WINDOW },
    DescribeMaintenanceWindows: {},
    GetAutomationExecution: { AutomationExecutionId },
    GetCommandInvocation: { CommandId, InstanceId },
    GetMaintenanceWindow: { WindowId: WINDOW },
    GetMaintenanceWindowExecution: { WindowExecutionId: ids.WindowExecutionId },
    GetMaintenanceWindowExecutionTask: ids,
    GetMaintenanceWindowExecutionTaskInvocation: { ...ids, InvocationId: invocations[0]?.InvocationId ?? "" },
    ListCommandInvocations: { CommandId },
  },
};

const listed: { readonly [Name in OperationName]?: readonly [string, readonly object[]] } = {
  DescribeAutomationStepExecutions: [
    "StepExecutions",
    [{ StepName: "stop", ExecutionStartTime: run.StartTime }],
  ],
  DescribeMaintenanceWindowExecutionTaskInvocations: ["WindowExecutionTaskInvocationIdentities", invocations],
  DescribeMaintenanceWindowExecutionTasks: [
    "WindowExecutionTaskIdentities",
    [{ TaskExecutionId: ids.TaskId, ...run }],
  ],
  DescribeMaintenanceWindowExecutions: ["WindowExecutions", [{ WindowId: WINDOW, ...run }]],
  DescribeMaintenanceWindowSchedule: ["ScheduledWindowExecutions", [{ WindowId: WINDOW }]],
  DescribeMaintenanceWindowTargets: ["Targets", [{ WindowId: WINDOW }]],
  DescribeMaintenanceWindowTasks: ["Tasks", [{ WindowId: WINDOW, TaskParameters: { a: { Values: ["b"] } } }]],
  DescribeMaintenanceWindows: ["WindowIdentities", [{ WindowId: WINDOW, Name: "patch" }]],
  ListCommandInvocations: [
    "CommandInvocations",
    [{ CommandId, InstanceId, RequestedDateTime: run.StartTime }],
  ],
};

const single: { readonly [Name in OperationName]?: object } = {
  CancelMaintenanceWindowExecution: { WindowExecutionId: ids.WindowExecutionId },
  GetAutomationExecution: { AutomationExecution: { AutomationExecutionId } },
  GetCommandInvocation: { CommandId, InstanceId, Status: "Success" },
  GetMaintenanceWindow: { WindowId: WINDOW, CreatedDate: run.StartTime },
  GetMaintenanceWindowExecution: { WindowExecutionId: ids.WindowExecutionId, ...run },
  GetMaintenanceWindowExecutionTask: { TaskExecutionId: ids.TaskId, ...run },
  GetMaintenanceWindowExecutionTaskInvocation: invocations[0] ?? {},
};

const missing: { readonly [Name in OperationName]?: string } = {
  DescribeAutomationStepExecutions: "AutomationExecutionNotFoundException",
  GetAutomationExecution: "AutomationExecutionNotFoundException",
  GetCommandInvocation: "InvocationDoesNotExist",
};

const smallTransport = (): Transport => ({
  name: "small",
  async send(operation, input, { signal }) {
    if (signal?.aborted === true) throw signal.reason;
    return untilAborted(Promise.resolve(responseOf(operation, input)), signal);
  },
});

/** A transport whose requests all fail. */
const failing = (onRequest: () => void, error: (operation: string) => Error): Transport => ({
  name: "small",
  async send(operation, _input, { signal }) {
    if (signal?.aborted === true) throw signal.reason;
    onRequest();
    throw error(operation);
  },
});

export const smallSubject: Required<TransportSubject> = {
  known,
  create: smallTransport,
  broken: (onRequest) =>
    failing(onRequest, (operation) => new TransportError(operation, "No response was received.")),
  throttled: (onRequest) =>
    failing(
      onRequest,
      (operation) => new ServiceError(operation, { code: "ThrottlingException", status: 400 }),
    ),
  hanging: () => ({ name: "small", send: (_operation, _input, { signal }) => untilAborted(never, signal) }),
  responding: ({ status, headers, body }) => ({
    name: "small",
    send: async (operation) =>
      readResponse(
        operation,
        { origin: "https://small.example" },
        { status, headers: new Headers(headers.map(([name, value]) => [name, value])), text: body },
      ),
  }),
};

const never = new Promise<never>(() => {});

/** A list with one item, for operations without data. */
const listOf = (operation: OperationName): readonly [string, readonly object[]] | readonly [] =>
  isPaged(operation) ? [operations[operation].items, [{}]] : [];

const responseOf = <Name extends OperationName>(operation: Name, input: Input<Name>): object => {
  const refuse = (code: string, message?: string): never => {
    throw new ServiceError(operation, { code, message, status: 400, requestId: "1" });
  };
  const [member, all] = listed[operation] ?? listOf(operation);
  if (JSON.stringify(input).includes("00000000-0000-0000") || JSON.stringify(input).includes("mw-0000")) {
    if (operation === "ListCommandInvocations") return { CommandInvocations: [] };
    return refuse(missing[operation] ?? "DoesNotExistException");
  }
  if (member === undefined || all === undefined) return { ...(single[operation] ?? { Name: "one" }) };

  const {
    MaxResults = 50,
    NextToken,
    Filters,
  } = { MaxResults: undefined, NextToken: undefined, ...input } as {
    readonly MaxResults?: number | undefined;
    readonly NextToken?: string | undefined;
    readonly Filters?: readonly { readonly Values?: readonly string[] }[] | undefined;
  }; // All lists have these members.
  const scope = `${operation} ${JSON.stringify(Filters)}`;
  const token = NextToken ?? `${scope} 0`;
  if (!token.startsWith(`${scope} `)) return refuse("ValidationException", "The token is not valid.");
  const start = Number(token.slice(scope.length));
  const status = Filters?.[0]?.Values?.[0];
  const chosen = all.filter((item) => status === undefined || Reflect.get(item, "Status") === status);
  const end = start + MaxResults;
  return {
    [member]: chosen.slice(start, end),
    ...(end < chosen.length ? { NextToken: `${scope} ${end}` } : {}),
  };
};
