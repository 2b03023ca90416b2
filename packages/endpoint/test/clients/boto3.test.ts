/** boto3 over a socket. Skipped if it is not installed. */
import { fileURLToPath } from "node:url";
import { isPaged, operationNames, operations, type OperationName } from "@windowpane/core";
import { everyInput, fleetIds, rateControlledIds } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filtered, withBytes } from "./account.ts";
import { responseTo, asJson, itemsOf, lists } from "./expected.ts";
import { missing, run, withTimes, type Credentials } from "./python.ts";
import { ended, key, serve, temporary, type Served } from "./serve.ts";

const reason = missing("python3", ["-c", "import boto3"]);

interface Call {
  readonly kind: "call" | "pages";
  readonly method: string;
  readonly input: object;
  readonly config?: object;
}

interface CallResult {
  readonly output?: Readonly<Record<string, unknown>>;
  readonly code?: string;
  readonly message?: string;
  readonly modelled?: boolean;
  readonly retries?: number;
}

/** Response of the mock. */
interface MockResponse {
  readonly AutomationExecution: Readonly<Record<string, unknown>>;
}

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const callAll = async (
  calls: readonly Call[],
  { url = served.url, credentials = key }: { readonly url?: string; readonly credentials?: Credentials } = {},
): Promise<readonly CallResult[]> => {
  const script = fileURLToPath(new URL("./call.py", import.meta.url));
  const stdin = JSON.stringify({ endpoint: url, calls });
  const { exitCode, stdout, stderr } = await run("python3", [script], { credentials, stdin });
  expect([exitCode, stderr]).toEqual([0, ""]);
  // The format of the script.
  return withTimes(JSON.parse(stdout)) as readonly CallResult[];
};

const methodOf = (operation: OperationName): string =>
  operation.replaceAll(/(?<!^)([A-Z])/g, "_$1").toLowerCase();

const windows: Call = { kind: "call", method: "describe_maintenance_windows", input: {} };

describe("boto3", () => {
  it("gets the mock's data from every operation", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const responses = await callAll(
      operationNames.map((operation) => ({
        kind: "call",
        method: methodOf(operation),
        input: everyInput[operation],
      })),
    );
    const expected = await Promise.all(
      operationNames.map((operation) => responseTo(operation, everyInput[operation])),
    );
    expect(responses).toEqual(expected.map((response) => ({ output: asJson(response) })));
  });

  it("gets the TargetsSummary of a rate-controlled automation", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const input = { AutomationExecutionId: rateControlledIds.AutomationExecutionId };
    const [got] = await callAll([{ kind: "call", method: "get_automation_execution", input }]);
    const expected = await responseTo("GetAutomationExecution", input);
    // Older versions of botocore do not have the member.
    const { TargetsSummary, ...known } = (asJson(expected) as MockResponse).AutomationExecution;
    expect(TargetsSummary).toMatchObject({ TotalCount: 12, StartedCount: 10, FailedCount: 2 });
    expect(got?.output?.["AutomationExecution"]).toMatchObject(known);
  });

  it("gets bytes unchanged", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const [got] = await callAll([{ kind: "call", method: "get_maintenance_window_task", input: withBytes }]);
    expect(got).toEqual({ output: asJson(await responseTo("GetMaintenanceWindowTask", withBytes)) });
  });

  it("reads all pages of every list, with and without filters", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const calls = [...lists.map((operation) => [operation, everyInput[operation]] as const), ...filtered];
    const responses = await callAll(
      calls.map(([operation, input]) => ({
        kind: "pages",
        method: methodOf(operation),
        input,
        config: { PageSize: 10 },
      })),
    );
    for (const [index, [operation, input]] of calls.entries()) {
      if (!isPaged(operation)) throw new Error(`${operation} is not a list`);
      const items = await itemsOf(operation, input);
      expect(responses[index], operation).toEqual({
        output: { [operations[operation].items]: asJson(items) },
      });
    }
  });

  it("stops after a number of items and continues from there", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
    const call = { kind: "pages", method: methodOf(list), input: everyInput[list] } as const;
    const [first] = await callAll([{ ...call, config: { PageSize: 20, MaxItems: 55 } }]);
    const StartingToken = first?.output?.["NextToken"];
    const [rest] = await callAll([{ ...call, config: { PageSize: 20, StartingToken } }]);
    const { items } = operations[list];
    const [head, tail] = [first?.output?.[items], rest?.output?.[items]] as readonly unknown[][]; // The test fails if these are not lists.
    expect([head?.length, [...(head ?? []), ...(tail ?? [])]]).toEqual([
      55,
      asJson(await itemsOf(list, everyInput[list])),
    ]);
  });

  it("can send the same request ten times within a second, with equal signatures", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const responses = await callAll(Array.from({ length: 10 }, () => windows));
    expect(responses.map(({ code }) => code)).toEqual(Array.from({ length: 10 }, () => undefined));
  });

  it("receives errors by name", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const { WindowId } = fleetIds;
    const [unknown, invalid] = await callAll([
      { kind: "call", method: "get_maintenance_window", input: { WindowId: "mw-00000000000000000" } },
      {
        kind: "call",
        method: "describe_maintenance_window_executions",
        input: { WindowId, MaxResults: 101 },
      },
    ]);
    expect(unknown).toMatchObject({
      code: "DoesNotExistException",
      message: "Maintenance window mw-00000000000000000 does not exist",
      modelled: true,
      retries: 0,
    });
    expect(invalid).toMatchObject({
      code: "ValidationException",
      message:
        "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: " +
        "Member must have value less than or equal to 100",
      retries: 0,
    });
  });

  it("retries when throttled", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const busy = await serve({ faults: [{ kind: "throttling", rate: 0, burst: 0, times: 1 }] });
    const [response] = await callAll([windows], { url: busy.url });
    await busy.close();
    expect([busy.mock.requests, response?.code]).toEqual([2, undefined]);
  });

  it.for([
    ["its own key", key, undefined],
    ["a temporary key", temporary, undefined],
    ["another secret", { ...key, secretAccessKey: "other" }, "InvalidSignatureException"],
    ["an unknown key", { ...key, accessKeyId: "AKIDUNKNOWN" }, "UnrecognizedClientException"],
    ["another token", { ...temporary, sessionToken: "other" }, "UnrecognizedClientException"],
    ["an expired token", ended, "ExpiredTokenException"],
  ] as const)("signs with %s", async ([, credentials, code], { skip }) => {
    if (reason !== undefined) return skip(reason);
    const [response] = await callAll([windows], { credentials });
    expect(response?.code).toBe(code);
  });
});
