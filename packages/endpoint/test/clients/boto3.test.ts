/** boto3 over a socket, where python3 has it. */
import { fileURLToPath } from "node:url";
import { isPaged, operationNames, operations, type OperationName } from "@windowpane/core";
import { everyInput, fleetIds, rateControlledIds } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filtered, withBytes } from "./account.ts";
import { answerTo, asJson, itemsOf, lists } from "./held.ts";
import { missing, run, withTimes, type Credentials } from "./python.ts";
import { ended, key, serve, temporary, type Served } from "./serve.ts";

const reason = missing("python3", ["-c", "import boto3"]);

interface Call {
  readonly kind: "call" | "walk";
  readonly method: string;
  readonly input: object;
  readonly config?: object;
}

interface Answered {
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly code?: string;
  readonly message?: string;
  readonly modelled?: boolean;
  readonly retries?: number;
}

/** As the mock answers. */
interface Held {
  readonly AutomationExecution: Readonly<Record<string, unknown>>;
}

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

const ask = async (
  calls: readonly Call[],
  { url = served.url, credentials = key }: { readonly url?: string; readonly credentials?: Credentials } = {},
): Promise<readonly Answered[]> => {
  const script = fileURLToPath(new URL("./ask.py", import.meta.url));
  const stdin = JSON.stringify({ endpoint: url, calls });
  const { exitCode, stdout, stderr } = await run("python3", [script], { credentials, stdin });
  expect([exitCode, stderr]).toEqual([0, ""]);
  // The script's own form.
  return withTimes(JSON.parse(stdout)) as readonly Answered[];
};

const methodOf = (operation: OperationName): string =>
  operation.replaceAll(/(?<!^)([A-Z])/g, "_$1").toLowerCase();

const windows: Call = { kind: "call", method: "describe_maintenance_windows", input: {} };

describe("boto3", () => {
  it("gets the mock's data from every operation", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const answers = await ask(
      operationNames.map((operation) => ({
        kind: "call",
        method: methodOf(operation),
        input: everyInput[operation],
      })),
    );
    const held = await Promise.all(
      operationNames.map((operation) => answerTo(operation, everyInput[operation])),
    );
    expect(answers).toEqual(held.map((answer) => ({ answer: asJson(answer) })));
  });

  it("gets the TargetsSummary of a rate-controlled automation", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const input = { AutomationExecutionId: rateControlledIds.AutomationExecutionId };
    const [got] = await ask([{ kind: "call", method: "get_automation_execution", input }]);
    const held = await answerTo("GetAutomationExecution", input);
    // Not every botocore knows the member.
    const { TargetsSummary, ...known } = (asJson(held) as Held).AutomationExecution;
    expect(TargetsSummary).toMatchObject({ TotalCount: 12, StartedCount: 10, FailedCount: 2 });
    expect(got?.answer?.["AutomationExecution"]).toMatchObject(known);
  });

  it("gets bytes unchanged", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const [got] = await ask([{ kind: "call", method: "get_maintenance_window_task", input: withBytes }]);
    expect(got).toEqual({ answer: asJson(await answerTo("GetMaintenanceWindowTask", withBytes)) });
  });

  it("reads all pages of every list, with and without filters", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const walks = [...lists.map((operation) => [operation, everyInput[operation]] as const), ...filtered];
    const answers = await ask(
      walks.map(([operation, input]) => ({
        kind: "walk",
        method: methodOf(operation),
        input,
        config: { PageSize: 10 },
      })),
    );
    for (const [index, [operation, input]] of walks.entries()) {
      if (!isPaged(operation)) throw new Error(`${operation} is no list`);
      const items = await itemsOf(operation, input);
      expect(answers[index], operation).toEqual({ answer: { [operations[operation].items]: asJson(items) } });
    }
  });

  it("stops after a number of items and continues from there", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
    const call = { kind: "walk", method: methodOf(list), input: everyInput[list] } as const;
    const [first] = await ask([{ ...call, config: { PageSize: 20, MaxItems: 55 } }]);
    const StartingToken = first?.answer?.["NextToken"];
    const [rest] = await ask([{ ...call, config: { PageSize: 20, StartingToken } }]);
    const { items } = operations[list];
    const [head, tail] = [first?.answer?.[items], rest?.answer?.[items]] as readonly unknown[][]; // Lists, or the test fails.
    expect([head?.length, [...(head ?? []), ...(tail ?? [])]]).toEqual([
      55,
      asJson(await itemsOf(list, everyInput[list])),
    ]);
  });

  it("can send the same request ten times within a second, with equal signatures", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const answers = await ask(Array.from({ length: 10 }, () => windows));
    expect(answers.map(({ code }) => code)).toEqual(Array.from({ length: 10 }, () => undefined));
  });

  it("receives errors by name", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const { WindowId } = fleetIds;
    const [unknown, invalid] = await ask([
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
    const busy = await serve({ faults: [{ kind: "throttling", rate: 1, burst: 0, times: 1 }] });
    const [answer] = await ask([windows], { url: busy.url });
    await busy.close();
    expect([busy.mock.requests, answer?.code]).toEqual([2, undefined]);
  });

  it.for([
    ["its own key", key, undefined],
    ["a temporary key", temporary, undefined],
    ["another secret", { ...key, secretAccessKey: "other" }, "InvalidSignatureException"],
    ["a key that nobody has", { ...key, accessKeyId: "AKIDNOBODY" }, "UnrecognizedClientException"],
    ["another token", { ...temporary, sessionToken: "other" }, "UnrecognizedClientException"],
    ["a token that has ended", ended, "ExpiredTokenException"],
  ] as const)("signs with %s", async ([, credentials, code], { skip }) => {
    if (reason !== undefined) return skip(reason);
    const [answer] = await ask([windows], { credentials });
    expect(answer?.code).toBe(code);
  });
});
