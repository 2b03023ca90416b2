/** The AWS CLI over a socket. Skipped if it is not installed. */
import { isPaged, operations, type OperationName, type PagedName } from "@windowpane/core";
import { documentedId, everyInput, fleetIds } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filtered, withBytes } from "./account.ts";
import { responseTo, asJson, itemsOf, lists } from "./expected.ts";
import { missing, run, withTimes, type Credentials, type Said } from "./python.ts";
import { key, serve, type Served } from "./serve.ts";

const reason = missing("aws", ["--version"]);

let served: Served;
beforeAll(async () => {
  // Older versions sign equal calls within one second equally, which only one test covers.
  served = await serve({ replays: 0 });
});
afterAll(() => served.close());

const kebab = (name: string): string => name.replaceAll(/(?<!^)([A-Z])/g, "-$1").toLowerCase();

/** `{ MaxResults: 10 }` is `--max-results 10`. */
const optionsOf = (input: object): readonly string[] =>
  Object.entries(input).flatMap(([name, value]) => {
    if (value === true) return [`--${kebab(name)}`];
    return [`--${kebab(name)}`, typeof value === "string" ? value : JSON.stringify(value)];
  });

const aws = (
  operation: OperationName,
  options: readonly string[],
  { credentials = key, url = served.url }: { readonly credentials?: Credentials; readonly url?: string } = {},
): Promise<Said> =>
  run("aws", ["ssm", kebab(operation), "--endpoint-url", url, "--output", "json", ...options], {
    credentials,
  });

const responseOf = async (
  operation: OperationName,
  options: readonly string[],
): Promise<Readonly<Record<string, unknown>>> => {
  const { exitCode, stdout, stderr } = await aws(operation, options);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return withTimes(JSON.parse(stdout)) as Readonly<Record<string, unknown>>; // All outputs are objects.
};

const listIn = (operation: PagedName, response: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const list = response[operations[operation].items];
  return Array.isArray(list) ? list : [];
};

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

describe("the AWS CLI", () => {
  // The other operations use the same code of botocore, and the tests of boto3 cover them.
  it.for([
    "GetMaintenanceWindowExecution",
    "GetMaintenanceWindowTask",
    "GetCommandInvocation",
    "GetAutomationExecution",
  ] as const)("prints the mock's data: %s", async (operation, { skip }) => {
    if (reason !== undefined) return skip(reason);
    const response = await responseOf(operation, optionsOf(everyInput[operation]));
    expect(response).toEqual(asJson(await responseTo(operation, everyInput[operation])));
  });

  it("prints bytes in base64", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const response = await responseOf("GetMaintenanceWindowTask", optionsOf(withBytes));
    expect(response).toEqual(asJson(await responseTo("GetMaintenanceWindowTask", withBytes)));
    expect(JSON.stringify(response)).toContain('"Payload":"AAECAwQF');
  });

  it.for(lists)("prints a whole list: %s", async (operation, { skip }) => {
    if (reason !== undefined) return skip(reason);
    const response = await responseOf(operation, [...optionsOf(everyInput[operation]), "--page-size", "10"]);
    expect(listIn(operation, response)).toEqual(asJson(await itemsOf(operation, everyInput[operation])));
    expect(response).not.toHaveProperty("NextToken");
  });

  it.for(filtered)("prints a list with --filters: %s", async ([operation, input], { skip }) => {
    if (reason !== undefined) return skip(reason);
    if (!isPaged(operation)) throw new Error(`${operation} is not a list`);
    expect(listIn(operation, await responseOf(operation, optionsOf(input)))).toEqual(
      asJson(await itemsOf(operation, input)),
    );
  });

  it("accepts --filters in shorthand syntax", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const { WindowExecutionId, TaskId } = fleetIds;
    const options = optionsOf({ WindowExecutionId, TaskId });
    const response = await responseOf(LIST, [...options, "--filters", "Key=STATUS,Values=FAILED,TIMED_OUT"]);
    const Filters = [{ Key: "STATUS", Values: ["FAILED", "TIMED_OUT"] }];
    expect(listIn(LIST, response)).toEqual(
      asJson(await itemsOf(LIST, { WindowExecutionId, TaskId, Filters })),
    );
  });

  it("stops after --max-items and continues at --starting-token", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const options = [...optionsOf(everyInput[LIST]), "--page-size", "20"];
    const first = await responseOf(LIST, [...options, "--max-items", "55"]);
    const token = String(first["NextToken"]);
    const second = await responseOf(LIST, [...options, "--max-items", "30", "--starting-token", token]);
    const rest = await responseOf(LIST, [...options, "--starting-token", String(second["NextToken"])]);
    const pieces = [first, second, rest].map((response) => listIn(LIST, response));
    expect(pieces.map(({ length }) => length)).toEqual([55, 30, 45]);
    expect(pieces.flat()).toEqual(asJson(await itemsOf(LIST, everyInput[LIST])));
  });

  it("can send the same request several times at the same time", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const remembering = await serve();
    try {
      const command = ["GetMaintenanceWindow", optionsOf(everyInput.GetMaintenanceWindow)] as const;
      const responses = await Promise.all([1, 2, 3].map(() => aws(...command, { url: remembering.url })));
      expect(responses.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(
        Array.from({ length: 3 }, () => [0, ""]),
      );
    } finally {
      await remembering.close();
    }
  });

  it("returns one page with --no-paginate", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const response = await responseOf(LIST, [
      ...optionsOf(everyInput[LIST]),
      "--no-paginate",
      "--max-results",
      "10",
    ]);
    expect(listIn(LIST, response)).toHaveLength(10);
    expect(response["NextToken"]).toEqual(expect.any(String));
  });

  it.for([
    [
      "GetMaintenanceWindow",
      { WindowId: "mw-00000000000000000" },
      key,
      "An error occurred (DoesNotExistException) when calling the GetMaintenanceWindow operation: " +
        "Maintenance window mw-00000000000000000 does not exist",
    ],
    [
      LIST,
      { ...everyInput[LIST], TaskId: "x".repeat(36) },
      key,
      `An error occurred (ValidationException) when calling the ${LIST} operation: 1 validation error detected: ` +
        `Value '${"x".repeat(36)}' at 'taskId' failed to satisfy constraint: Member must satisfy regular expression pattern: ` +
        String.raw`^[0-9a-fA-F]{8}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{4}\-[0-9a-fA-F]{12}$`,
    ],
    [
      "CancelMaintenanceWindowExecution",
      { WindowExecutionId: documentedId("6027b513-64fe-4cf0-be7d-1191aEXAMPLE") },
      { ...key, secretAccessKey: "other" },
      "An error occurred (InvalidSignatureException) when calling the CancelMaintenanceWindowExecution operation: " +
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key " +
        "and signing method. Consult the service documentation for details.",
    ],
  ] as const)("prints AWS's error: %s", async ([operation, input, credentials, message], { skip }) => {
    if (reason !== undefined) return skip(reason);
    const { exitCode, stdout, stderr } = await aws(operation, optionsOf(input), { credentials });
    // The CLI's exit code for errors of a service: 254 since 2020, 255 before.
    expect([254, 255]).toContain(exitCode);
    expect([stdout, stderr.trim()]).toEqual(["", expect.stringContaining(message)]);
  });
});
