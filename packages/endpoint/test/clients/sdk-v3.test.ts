/** AWS SDK for JavaScript version 3 over a socket. */
import * as ssm from "@aws-sdk/client-ssm";
import { isPaged, operationNames, operations, type OperationName, type PagedName } from "@windowpane/core";
import { ConfiguredRetryStrategy } from "@smithy/core/retry";
import { afterEach, describe, expect, it } from "vitest";
import { everyInput, type MockFault } from "@windowpane/transport-mock";
import { filtered, withBytes } from "./account.ts";
import { responseTo, itemsOf, lists } from "./expected.ts";
import { ended, key, serve, temporary, type Served } from "./serve.ts";

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A client that retries without delays. */
const clientOf = (served: Served, config: ssm.SSMClientConfig = {}): ssm.SSMClient => {
  const client = new ssm.SSMClient({
    endpoint: served.url,
    region: "eu-central-1",
    credentials: key,
    retryStrategy: new ConfiguredRetryStrategy(3, () => 0),
    ...config,
  });
  closing.push(() => client.destroy());
  return client;
};

const start = async (faults: readonly MockFault[] = [], now = () => new Date()): Promise<Served> => {
  const served = await serve({ faults, now });
  closing.push(served.close);
  return served;
};

type Send = (input: object) => Promise<{ readonly $metadata: ssm.ServiceOutputTypes["$metadata"] }>;
type Paginator = (config: object, input: object) => AsyncGenerator<Readonly<Record<string, unknown>>>;

const generated: ReadonlyMap<string, unknown> = new Map(Object.entries(ssm));

/** The command and the paginator of an operation, which have no types by name. */
const methodOf = (client: ssm.SSMClient, operation: OperationName): Send => {
  const Command = generated.get(`${operation}Command`) as new (
    input: object,
  ) => ssm.GetMaintenanceWindowCommand;
  return (input) => client.send(new Command(input));
};
const paginatorOf = (operation: PagedName): Paginator => generated.get(`paginate${operation}`) as Paginator;

const itemsIn = async (pages: ReturnType<Paginator>, operation: PagedName): Promise<readonly unknown[]> => {
  const items: unknown[] = [];
  for await (const page of pages) {
    const list = page[operations[operation].items];
    if (Array.isArray(list)) items.push(...(list as readonly unknown[]));
  }
  return items;
};

describe("the client", () => {
  it.each(operationNames)("gets the mock's data: %s", async (operation) => {
    const { $metadata, ...response } = await methodOf(
      clientOf(await start()),
      operation,
    )(everyInput[operation]);
    expect($metadata).toMatchObject({
      httpStatusCode: 200,
      attempts: 1,
      requestId: expect.any(String) as string,
    }); // The matcher matches a string.
    expect(response).toEqual(await responseTo(operation, everyInput[operation]));
  });

  it("gets bytes unchanged", async () => {
    const task = await clientOf(await start()).send(new ssm.GetMaintenanceWindowTaskCommand(withBytes));
    const { Payload } = task.TaskInvocationParameters?.Lambda ?? {};
    expect([...(Payload ?? [])]).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
  });

  it.each(lists)("reads all pages of a list: %s", async (operation) => {
    const pages = paginatorOf(operation)(
      { client: clientOf(await start()), pageSize: 10 },
      { ...everyInput[operation] },
    );
    expect(await itemsIn(pages, operation)).toEqual(await itemsOf(operation, everyInput[operation]));
  });

  it.each(filtered)("reads all pages of a filtered list: %s", async (operation, input) => {
    if (!isPaged(operation)) throw new Error(`${operation} is not a list`);
    const pages = paginatorOf(operation)({ client: clientOf(await start()) }, { ...input });
    const items = await itemsIn(pages, operation);
    expect(items).toEqual(await itemsOf(operation, input));
    expect(items.length).toBeGreaterThan(0);
  });

  it("signs with temporary credentials", async () => {
    const client = clientOf(await start(), { credentials: temporary });
    await expect(client.send(new ssm.DescribeMaintenanceWindowsCommand({}))).resolves.toBeDefined();
  });

  it("can send the same request twenty times at the same time", async () => {
    const client = clientOf(await start());
    const command = new ssm.DescribeMaintenanceWindowsCommand({});
    const responses = await Promise.all(Array.from({ length: 20 }, () => client.send(command)));
    expect(new Set(responses.map(({ WindowIdentities }) => WindowIdentities?.length)).size).toBe(1);
  });
});

const missing = "00000000-0000-4000-8000-000000000000";

describe("an error", () => {
  it.each([
    [
      "DoesNotExistException",
      ssm.DoesNotExistException,
      new ssm.GetMaintenanceWindowCommand({ WindowId: "mw-00000000000000000" }),
      "Maintenance window mw-00000000000000000 does not exist",
    ],
    [
      "AutomationExecutionNotFoundException",
      ssm.AutomationExecutionNotFoundException,
      new ssm.GetAutomationExecutionCommand({ AutomationExecutionId: missing }),
      /./,
    ],
    [
      "InvocationDoesNotExist",
      ssm.InvocationDoesNotExist,
      new ssm.GetCommandInvocationCommand({ CommandId: missing, InstanceId: "i-00000000000000000" }),
      /^/,
    ],
  ] as const)("has AWS's class: %s", async (name, Exception, command, message) => {
    const sent = clientOf(await start()).send(command as ssm.GetMaintenanceWindowCommand); // The overloads take one command.
    await expect(sent).rejects.toBeInstanceOf(Exception);
    await expect(sent).rejects.toMatchObject({
      name,
      $fault: "client",
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    await expect(sent).rejects.toThrow(message);
  });

  it("of a constraint has AWS's name and message and is not retried", async () => {
    const command = new ssm.DescribeMaintenanceWindowsCommand({ MaxResults: 1 });
    await expect(clientOf(await start()).send(command)).rejects.toMatchObject({
      name: "ValidationException",
      message:
        "1 validation error detected: Value '1' at 'maxResults' failed to satisfy constraint: " +
        "Member must have value greater than or equal to 10",
      $metadata: { attempts: 1 },
    });
  });
});

const command = new ssm.DescribeMaintenanceWindowsCommand({});

describe("a client with retries", () => {
  it("succeeds after two throttling errors", async () => {
    const served = await start([{ kind: "throttling", rate: 0, burst: 0, times: 2 }]);
    const response = await clientOf(served).send(command);
    expect(response.$metadata.attempts).toBe(3);
    expect(response.WindowIdentities).toEqual(await itemsOf("DescribeMaintenanceWindows", {}));
  });

  it("fails after the third with AWS's error", async () => {
    const served = await start([{ kind: "throttling", rate: 0, burst: 0 }]);
    await expect(clientOf(served).send(command)).rejects.toMatchObject({
      name: "ThrottlingException",
      message: "Rate exceeded",
      $metadata: { attempts: 3 },
    });
  });

  it("succeeds after an internal error of the service", async () => {
    const served = await start([{ kind: "server-error", times: 1 }]);
    expect((await clientOf(served).send(command)).$metadata.attempts).toBe(2);
  });
});

const HOUR = 3_600_000;

describe("a signature", () => {
  it.each([
    [
      "with another secret",
      { ...key, secretAccessKey: "other" },
      "InvalidSignatureException",
      /^The request signature we calculated does not match the signature you provided\. /,
    ],
    [
      "with an unknown key",
      { ...key, accessKeyId: "AKIDUNKNOWN" },
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
    ],
    [
      "without its token",
      { accessKeyId: temporary.accessKeyId, secretAccessKey: temporary.secretAccessKey },
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
    ],
    [
      "with a token that has ended",
      ended,
      "ExpiredTokenException",
      "The security token included in the request is expired",
    ],
  ])("is rejected %s", async (_case, credentials, name, message) => {
    const served = await start();
    const sent = clientOf(served, { credentials }).send(command);
    await expect(sent).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
    await expect(sent).rejects.toThrow(message);
    expect(served.mock.requests).toBe(0);
  });

  it("is rejected for another region", async () => {
    await expect(clientOf(await start(), { region: "us-east-1" }).send(command)).rejects.toThrow(
      "Credential should be scoped to a valid region, not 'us-east-1'. ",
    );
  });

  it.each([
    ["slow", -HOUR],
    ["fast", HOUR],
  ])("is corrected by a client whose clock is an hour %s", async (_case, offset) => {
    const client = clientOf(await start([], () => new Date(Date.now() - offset)));
    expect((await client.send(command)).$metadata.attempts).toBe(2);
    expect((await client.send(command)).$metadata.attempts).toBe(1);
  });
});
