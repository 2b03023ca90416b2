/** Uses the packages as the READMEs describe, in strict TypeScript. */
import { SSMClient } from "@aws-sdk/client-ssm";
import {
  createClient,
  isWindowpaneError,
  operations,
  type DescribeMaintenanceWindowsInput,
  type Input,
  type Item,
  type MaintenanceWindowIdentity,
  type OperationName,
  type Output,
  type Transport,
} from "@windowpane/core";
import { createEndpoint, requestHandler } from "@windowpane/endpoint";
import { bearer, createApp } from "@windowpane/http-api";
import { machinesOf, reportExecution } from "@windowpane/report";
import { describe, it } from "node:test";
import {
  describeTransportContract,
  withoutConnection,
  withoutData,
  withoutHttp,
  type KnownAccount,
} from "@windowpane/transport-contract";
import { awsTransport } from "@windowpane/transport-aws";
import { httpTransport } from "@windowpane/transport-http";
import { mockTransport } from "@windowpane/transport-mock";
import { Hono } from "hono";

export const aws = awsTransport(new SSMClient({}));
export const client = createClient(aws);
export const overHttp = httpTransport({ url: "https://example.com", fetch });

/** Exports whose declarations refer to our types. */
export const table = operations;
export const row = operations.ListCommands;
export const request: DescribeMaintenanceWindowsInput = { MaxResults: 50 };
export const call = async <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> => client.call(name, input);
export const inferred = async () => client.call("GetInventory", { MaxResults: 5 });
export const decorated = (transport: Transport): Transport => ({
  name: transport.name,
  send: (operation, input, options) => transport.send(operation, input, options),
});

export const names = (windows: readonly MaintenanceWindowIdentity[]): readonly string[] =>
  windows.flatMap(({ Name }) => Name ?? []);
export const commands: Item<"ListCommands">[] = [];

export const explain = (error: unknown): string => {
  if (!isWindowpaneError(error)) return "not ours";
  switch (error.kind) {
    case "service":
      return error.code;
    case "invalid-input":
      return error.violations.map(({ path, member }) => `${path.join(".")} (${member})`).join();
    case "filter-syntax":
      return String(error.column);
    case "transport":
      return String(error.retryable);
    case "invalid-output":
    case "stalled":
      return error.operation;
    case "unread-locations":
      return error.locations.map(({ Account, Region }) => `${Account} ${Region}`).join();
  }
};

export const failed = async (WindowExecutionId: string, signal: AbortSignal) => {
  const report = await reportExecution(client, { WindowExecutionId, signal });
  return machinesOf(report).filter(({ result }) => result === "failed").length;
};

export const app = new Hono().route(
  "/mw",
  createApp({
    transport: mockTransport(),
    access: [bearer({ tokens: [] })],
    now: () => new Date(),
    randomUUID: () => crypto.randomUUID(),
    log: () => {},
    sleep: async () => {},
  }),
);

export const tested = new SSMClient({
  region: "eu-central-1",
  requestHandler: requestHandler(createEndpoint(mockTransport())),
});

const task = {
  WindowExecutionId: "4d1c0f6e-4b0e-4a58-8d0a-0f6d2f0f3c11",
  TaskId: "0c9ac961-dafd-4a94-b6c7-1bef35a1b2c3",
};
export const known: KnownAccount = {
  inputs: { DescribeMaintenanceWindows: {}, DescribeMaintenanceWindowExecutionTaskInvocations: task },
  invocations: 180,
};
export const contract = (): void =>
  describeTransportContract({
    describe,
    it,
    name: "mine",
    known,
    create: () => aws,
    skip: {
      ...withoutHttp("it reads no HTTP"),
      ...withoutConnection("it has none"),
      ...withoutData(["GetInventory"], "the account has no data"),
      "has a name": "it is new",
    },
  });
