import { ServiceError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { describeTransportContract, rules, withoutHttp, type RuleName } from "../src/index.ts";
import { known, smallSubject, type PlantedFault } from "./small-transport.ts";

describeTransportContract({
  name: "a small transport",
  ...smallSubject(),
  skip: withoutHttp("does not use HTTP"),
});

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const ITEMS = "WindowExecutionTaskInvocationIdentities";

const items = (response: object): readonly object[] =>
  (Reflect.get(response, ITEMS) ?? []) as readonly object[];
const withItems = (response: object, list: readonly object[]): object =>
  ITEMS in response ? { ...response, [ITEMS]: list } : response;

/** Incorrect transports, and the rule that detects each. */
const faults: readonly (readonly [fault: string, found: string, plant: PlantedFault, rule: RuleName])[] = [
  [
    "changes its input",
    "not extensible",
    { before: (_name, input) => Object.assign(input, { MaxResults: 50 }) },
    "does not change the input of DescribeMaintenanceWindows",
  ],
  [
    "returns an empty object",
    "a response with at least one member",
    { after: () => ({}) },
    "returns the response to GetMaintenanceWindow in AWS's spelling",
  ],
  [
    "returns times as text",
    "StartTime: expected date",
    { after: (_name, response) => ({ ...response, StartTime: "2024-08-04T18:35:35Z" }) },
    "returns the response to GetMaintenanceWindowExecution in AWS's spelling",
  ],
  [
    "returns members in camelCase",
    "'windowId is spelled WindowId'",
    { after: () => ({ windowId: "mw-0c50858d01eaaaaaa" }) },
    "returns the response to GetMaintenanceWindow in AWS's spelling",
  ],
  [
    "returns null members",
    "'NextToken is null'",
    { after: (_name, response) => ({ ...response, NextToken: null }) },
    "returns the response to ListCommandInvocations in AWS's spelling",
  ],
  [
    "returns the metadata of a client",
    "$metadata is not a member of AWS",
    { after: (_name, response) => ({ ...response, $metadata: {} }) },
    "returns the response to GetMaintenanceWindow in AWS's spelling",
  ],
  [
    "treats an undefined member as a value",
    "expected [] to deeply equal",
    {
      after: (_name, response, input) =>
        "Filters" in input && input.Filters === undefined ? withItems(response, []) : response,
    },
    "treats an undefined member as absent",
  ],
  [
    "throws other errors than ServiceError",
    "to be an instance of ServiceError",
    { error: ({ code }) => new Error(code) },
    "rejects GetMaintenanceWindow with a ServiceError for IDs that do not exist",
  ],
  [
    "uses another code for IDs that do not exist",
    "expected ServiceError: NotFound",
    { error: ({ operation }) => new ServiceError(operation, { code: "NotFound", status: 400 }) },
    "rejects GetMaintenanceWindowExecution with a ServiceError for IDs that do not exist",
  ],
  [
    "marks a rejected request as retryable",
    "to match object { kind: 'service'",
    { error: ({ operation, code }) => new ServiceError(operation, { code, retryable: true }) },
    "rejects GetCommandInvocation with a ServiceError for IDs that do not exist",
  ],
  [
    "accepts any token",
    "expected a rejection",
    { token: () => `${LIST} undefined 0` },
    "rejects an unknown page token",
  ],
  [
    "accepts a token of another filter",
    "expected a rejection",
    { token: (token) => token.replace("undefined", '[{"Key":"STATUS","Values":["FAILED"]}]') },
    "rejects a page token that was issued for another filter",
  ],
  [
    "accepts a token of another list",
    "expected a rejection",
    { token: (token) => token.replace(LIST, "DescribeMaintenanceWindowExecutionTasks") },
    "rejects the page token of another list",
  ],
  ["retries", "expected 2 to be 1", { retries: 1 }, "does not retry if no response is received"],
  ["retries when throttled", "expected 2 to be 1", { retries: 1 }, "does not retry if throttled"],
  [
    "marks throttling as not retryable",
    "expected ServiceError: ThrottlingException",
    { error: ({ operation, code }) => new ServiceError(operation, { code, retryable: false }) },
    "rejects with a retryable ServiceError if throttled",
  ],
  [
    "sends after an abort",
    "expected 1 to be +0",
    { ignoresSignal: true },
    "sends nothing if already aborted",
  ],
  [
    "does not check the signal before sending",
    "expected a rejection",
    { ignoresSignal: true },
    "rejects with the signal's reason if already aborted",
  ],
  [
    "replaces the reason of an abort",
    "expected Error: aborted to be",
    { ignoresSignal: true },
    "rejects with the signal's reason if aborted in flight",
  ],
  [
    "skips an item between two pages",
    "but got 119",
    {
      after: (_name, response) =>
        "NextToken" in response ? withItems(response, items(response).slice(1)) : response,
    },
    "returns every item once and in the same order for every page size",
  ],
  [
    "returns an item twice",
    "but got 122",
    { after: (_name, response) => withItems(response, [...items(response), ...items(response).slice(0, 1)]) },
    "returns every item once and in the same order for every page size",
  ],
  [
    "ignores MaxResults",
    "expected 101 to be less than or equal to 10",
    {
      after: (_name, response) =>
        withItems(
          response,
          Array.from({ length: 101 }, () => ({})),
        ),
    },
    "returns one page per request with at most MaxResults items",
  ],
  [
    "ignores the filter",
    "FAILED: expected",
    {
      after: (_name, response) =>
        withItems(
          response,
          items(response).map((item) => ({ ...item, Status: "FAILED" })),
        ),
    },
    "applies the STATUS filter to all pages",
  ],
];

describe("the suite", () => {
  it.each(faults)("detects a transport that %s", async (_fault, found, plant, rule) => {
    await expect(rules[rule](smallSubject(plant))).rejects.toThrow(found);
  });

  it("detects a transport that returns another page for the same token", async () => {
    let requests = 0;
    const plant: PlantedFault = {
      after: (_name, response) =>
        (requests += 1) > 2 ? withItems(response, items(response).slice(1)) : response,
    };
    const rule =
      rules["returns the same page for the same token, so that a lost response can be requested again"];
    await expect(rule(smallSubject(plant))).rejects.toThrow("to deeply equal");
  });

  it("reports a missing part of the subject", async () => {
    const { create } = smallSubject();
    await expect(rules["does not retry if no response is received"]({ known, create })).rejects.toThrow(
      "The subject has no `broken`. Add it, or skip this rule with a reason.",
    );
  });
});
