/** The smallest transport that follows the whole contract: one execution of one task with 120 invocations. */
import {
  isPaged,
  operationNames,
  operations,
  ServiceError,
  TransportError,
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

/** Faults that a test adds. */
export interface PlantedFault {
  readonly before?: (operation: OperationName, input: object) => void;
  readonly after?: (operation: OperationName, response: object, input: object) => unknown;
  readonly token?: (token: string) => string;
  readonly error?: (error: ServiceError) => Error;
  readonly ignoresSignal?: boolean;
  readonly retries?: number;
}

const smallTransport = (plant: PlantedFault = {}): Transport => ({
  name: "small",
  async send(operation, input, { signal }) {
    if (plant.ignoresSignal !== true && signal?.aborted === true) throw signal.reason;
    plant.before?.(operation, input);
    const response = plant.after?.(operation, responseOf(operation, input, plant), input);
    await Promise.resolve();
    if (plant.ignoresSignal !== true && signal?.aborted === true) throw signal.reason;
    return response ?? responseOf(operation, input, plant);
  },
});

export const smallSubject = (plant: PlantedFault = {}): TransportSubject => ({
  known,
  create: () => smallTransport(plant),
  broken: (onRequest) =>
    failing(onRequest, plant, (name) => new TransportError(name, "No response was received.")),
  throttled: (onRequest) =>
    failing(onRequest, plant, (name) => new ServiceError(name, { code: "ThrottlingException", status: 400 })),
  hanging: () => ({
    name: "small",
    send: (_operation, _input, { signal }) =>
      new Promise((_resolve, reject) => {
        const response = plant.ignoresSignal === true ? new Error("aborted") : undefined;
        signal?.addEventListener("abort", () => reject(response ?? (signal.reason as Error)));
      }),
  }),
});

const failing = (
  onRequest: () => void,
  { ignoresSignal = false, retries = 0, error: changeError }: PlantedFault,
  error: (operation: string) => TransportError | ServiceError,
): Transport => ({
  name: "small",
  async send(operation, _input, { signal }) {
    if (!ignoresSignal && signal?.aborted === true) throw signal.reason;
    for (let tries = 0; tries <= retries; tries += 1) onRequest();
    const failure = error(operation);
    throw changeError !== undefined && failure instanceof ServiceError ? changeError(failure) : failure;
  },
});

/** A list with one item, for operations without data. */
const listOf = (operation: OperationName): readonly [string, readonly object[]] | readonly [] =>
  isPaged(operation) ? [operations[operation].items, [{}]] : [];

const responseOf = <Name extends OperationName>(
  operation: Name,
  input: Input<Name>,
  plant: PlantedFault,
): object => {
  const refuse = (code: string, message?: string): never => {
    const error = new ServiceError(operation, { code, message, status: 400, requestId: "1" });
    throw plant.error?.(error) ?? error;
  };
  const [member, all] = listed[operation] ?? listOf(operation);
  if (JSON.stringify(input).includes("00000000-0000-0000") || JSON.stringify(input).includes("mw-0000")) {
    if (operation === "ListCommandInvocations") return { CommandInvocations: [] };
    return refuse(missing[operation] ?? "DoesNotExistException");
  }
  if (member === undefined || all === undefined) return single[operation] ?? { Name: "one" };

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
  const { token = (given: string) => given } = plant;
  const read = NextToken === undefined ? `${scope} 0` : token(NextToken);
  if (!read.startsWith(`${scope} `)) return refuse("ValidationException", "The token is not valid.");
  const start = Number(read.slice(scope.length));
  const status = Filters?.[0]?.Values?.[0];
  const chosen = all.filter((item) => status === undefined || Reflect.get(item, "Status") === status);
  const end = start + MaxResults;
  return {
    [member]: chosen.slice(start, end),
    ...(end < chosen.length ? { NextToken: `${scope} ${end}` } : {}),
  };
};
