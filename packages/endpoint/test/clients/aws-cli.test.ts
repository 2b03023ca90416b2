/** AWS's command line over a socket, where this machine has it. */
import { isPaged, operations, type OperationName, type PagedName } from "@windowpane/core";
import { documentedId, everyInput, fleetIds } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filtered, withBytes } from "./account.ts";
import { answerTo, asJson, itemsOf, lists } from "./held.ts";
import { missing, run, withTimes, type Credentials, type Said } from "./python.ts";
import { key, serve, type Served } from "./serve.ts";

const reason = missing("aws", ["--version"]);

let served: Served;
beforeAll(async () => {
  // Older ones sign two equal calls of one second alike, and nothing here but one test is about that.
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

const answerOf = async (
  operation: OperationName,
  options: readonly string[],
): Promise<Readonly<Record<string, unknown>>> => {
  const { exitCode, stdout, stderr } = await aws(operation, options);
  expect([exitCode, stderr]).toEqual([0, ""]);
  return withTimes(JSON.parse(stdout)) as Readonly<Record<string, unknown>>; // Every answer is an object.
};

const listIn = (operation: PagedName, answer: Readonly<Record<string, unknown>>): readonly unknown[] => {
  const list = answer[operations[operation].items];
  return Array.isArray(list) ? list : [];
};

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

describe("the AWS CLI", () => {
  // The others pass through the same code of botocore, and boto3 asks them all.
  it.for([
    "GetMaintenanceWindowExecution",
    "GetMaintenanceWindowTask",
    "GetCommandInvocation",
    "GetAutomationExecution",
  ] as const)("prints the mock's data: %s", async (operation, { skip }) => {
    if (reason !== undefined) return skip(reason);
    const answer = await answerOf(operation, optionsOf(everyInput[operation]));
    expect(answer).toEqual(asJson(await answerTo(operation, everyInput[operation])));
  });

  it("prints bytes in base64", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const answer = await answerOf("GetMaintenanceWindowTask", optionsOf(withBytes));
    expect(answer).toEqual(asJson(await answerTo("GetMaintenanceWindowTask", withBytes)));
    expect(JSON.stringify(answer)).toContain('"Payload":"AAECAwQF');
  });

  it.for(lists)("prints a whole list: %s", async (operation, { skip }) => {
    if (reason !== undefined) return skip(reason);
    const answer = await answerOf(operation, [...optionsOf(everyInput[operation]), "--page-size", "10"]);
    expect(listIn(operation, answer)).toEqual(asJson(await itemsOf(operation, everyInput[operation])));
    expect(answer).not.toHaveProperty("NextToken");
  });

  it.for(filtered)("prints a list with --filters: %s", async ([operation, input], { skip }) => {
    if (reason !== undefined) return skip(reason);
    if (!isPaged(operation)) throw new Error(`${operation} is no list`);
    expect(listIn(operation, await answerOf(operation, optionsOf(input)))).toEqual(
      asJson(await itemsOf(operation, input)),
    );
  });

  it("accepts --filters in shorthand syntax", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const { WindowExecutionId, TaskId } = fleetIds;
    const options = optionsOf({ WindowExecutionId, TaskId });
    const answer = await answerOf(LIST, [...options, "--filters", "Key=STATUS,Values=FAILED,TIMED_OUT"]);
    const Filters = [{ Key: "STATUS", Values: ["FAILED", "TIMED_OUT"] }];
    expect(listIn(LIST, answer)).toEqual(asJson(await itemsOf(LIST, { WindowExecutionId, TaskId, Filters })));
  });

  it("stops after --max-items and continues at --starting-token", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const options = [...optionsOf(everyInput[LIST]), "--page-size", "20"];
    const first = await answerOf(LIST, [...options, "--max-items", "55"]);
    const token = String(first["NextToken"]);
    const second = await answerOf(LIST, [...options, "--max-items", "30", "--starting-token", token]);
    const rest = await answerOf(LIST, [...options, "--starting-token", String(second["NextToken"])]);
    const pieces = [first, second, rest].map((answer) => listIn(LIST, answer));
    expect(pieces.map(({ length }) => length)).toEqual([55, 30, 45]);
    expect(pieces.flat()).toEqual(asJson(await itemsOf(LIST, everyInput[LIST])));
  });

  it("can send the same request several times at the same time", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const remembering = await serve();
    try {
      const asked = ["GetMaintenanceWindow", optionsOf(everyInput.GetMaintenanceWindow)] as const;
      const answers = await Promise.all([1, 2, 3].map(() => aws(...asked, { url: remembering.url })));
      expect(answers.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(
        Array.from({ length: 3 }, () => [0, ""]),
      );
    } finally {
      await remembering.close();
    }
  });

  it("returns one page with --no-paginate", async ({ skip }) => {
    if (reason !== undefined) return skip(reason);
    const answer = await answerOf(LIST, [
      ...optionsOf(everyInput[LIST]),
      "--no-paginate",
      "--max-results",
      "10",
    ]);
    expect(listIn(LIST, answer)).toHaveLength(10);
    expect(answer["NextToken"]).toEqual(expect.any(String));
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
    // The CLI's own exit codes for errors of a service: 254 since 2020, 255 before.
    expect([254, 255]).toContain(exitCode);
    expect([stdout, stderr.trim()]).toEqual(["", expect.stringContaining(message)]);
  });
});
