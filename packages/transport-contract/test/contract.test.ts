import { ServiceError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { describeTransportContract, lines, withoutHttp, type LineName } from "../src/index.ts";
import { known, smallSubject, type Plant } from "./small-transport.ts";

describeTransportContract({
  name: "a small transport",
  ...smallSubject(),
  skip: withoutHttp("it reads no HTTP"),
});

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const ITEMS = "WindowExecutionTaskInvocationIdentities";

const items = (answer: object): readonly object[] => (Reflect.get(answer, ITEMS) ?? []) as readonly object[];
const withItems = (answer: object, list: readonly object[]): object =>
  ITEMS in answer ? { ...answer, [ITEMS]: list } : answer;

/** What can be wrong with a transport, and the line that finds it out. */
const faults: readonly (readonly [fault: string, found: string, plant: Plant, line: LineName])[] = [
  [
    "writes into its input",
    "not extensible",
    { before: (_name, input) => Object.assign(input, { MaxResults: 50 }) },
    "leaves the input of DescribeMaintenanceWindows as it is",
  ],
  [
    "answers nothing",
    "an answer with at least one member",
    { after: () => ({}) },
    "answers GetMaintenanceWindow in AWS's spelling",
  ],
  [
    "gives times as text",
    "StartTime: expected date",
    { after: (_name, answer) => ({ ...answer, StartTime: "2024-08-04T18:35:35Z" }) },
    "answers GetMaintenanceWindowExecution in AWS's spelling",
  ],
  [
    "spells in camelCase",
    "'windowId is spelled WindowId'",
    { after: () => ({ windowId: "mw-0c50858d01eaaaaaa" }) },
    "answers GetMaintenanceWindow in AWS's spelling",
  ],
  [
    "passes null members on",
    "'NextToken is null'",
    { after: (_name, answer) => ({ ...answer, NextToken: null }) },
    "answers ListCommandInvocations in AWS's spelling",
  ],
  [
    "leaves a client's metadata in the answer",
    "$metadata is not AWS",
    { after: (_name, answer) => ({ ...answer, $metadata: {} }) },
    "answers GetMaintenanceWindow in AWS's spelling",
  ],
  [
    "takes an undefined member for a value",
    "expected [] to deeply equal",
    {
      after: (_name, answer, input) =>
        "Filters" in input && input.Filters === undefined ? withItems(answer, []) : answer,
    },
    "reads an undefined member as an absent one",
  ],
  [
    "throws what is no ServiceError",
    "to be an instance of ServiceError",
    { error: ({ code }) => new Error(code) },
    "rejects GetMaintenanceWindow with a ServiceError for what does not exist",
  ],
  [
    "has another name for what does not exist",
    "expected ServiceError: NotFound",
    { error: ({ operation }) => new ServiceError(operation, { code: "NotFound", status: 400 }) },
    "rejects GetMaintenanceWindowExecution with a ServiceError for what does not exist",
  ],
  [
    "calls a refusal retryable",
    "to match object { kind: 'service'",
    { error: ({ operation, code }) => new ServiceError(operation, { code, retryable: true }) },
    "rejects GetCommandInvocation with a ServiceError for what does not exist",
  ],
  [
    "reads any token",
    "it should have been rejected",
    { token: () => `${LIST} undefined 0` },
    "refuses a token that it never gave",
  ],
  [
    "reads a token under another filter",
    "it should have been rejected",
    { token: (token) => token.replace("undefined", '[{"Key":"STATUS","Values":["FAILED"]}]') },
    "refuses the token of the same list under another filter",
  ],
  [
    "reads the token of another list",
    "it should have been rejected",
    { token: (token) => token.replace(LIST, "DescribeMaintenanceWindowExecutionTasks") },
    "refuses the token of another list",
  ],
  ["tries again by itself", "expected 2 to be 1", { retries: 1 }, "asks once when no answer comes"],
  [
    "tries again by itself when throttled",
    "expected 2 to be 1",
    { retries: 1 },
    "asks once when it asks too fast",
  ],
  [
    "does not say that throttling is worth another try",
    "expected ServiceError: ThrottlingException",
    { error: ({ operation, code }) => new ServiceError(operation, { code, retryable: false }) },
    "rejects with a retryable ServiceError when it asks too fast",
  ],
  [
    "asks although it was aborted",
    "expected 1 to be +0",
    { deaf: true },
    "asks nothing when it was aborted before",
  ],
  [
    "does not listen before it asks",
    "it should have been rejected",
    { deaf: true },
    "rejects with the signal's reason when it was aborted before",
  ],
  [
    "makes an error of its own of the abort",
    "expected Error: aborted to be",
    { deaf: true },
    "rejects with the signal's reason when it is aborted under way",
  ],
  [
    "loses an item between two pages",
    "but got 119",
    {
      after: (_name, answer) => ("NextToken" in answer ? withItems(answer, items(answer).slice(1)) : answer),
    },
    "gives every item once and in the same order, whatever the page size",
  ],
  [
    "gives an item twice",
    "but got 122",
    { after: (_name, answer) => withItems(answer, [...items(answer), ...items(answer).slice(0, 1)]) },
    "gives every item once and in the same order, whatever the page size",
  ],
  [
    "ignores MaxResults",
    "expected 101 to be less than or equal to 10",
    {
      after: (_name, answer) =>
        withItems(
          answer,
          Array.from({ length: 101 }, () => ({})),
        ),
    },
    "gives one page for one request, and no more than MaxResults",
  ],
  [
    "ignores the filter",
    "FAILED: expected",
    {
      after: (_name, answer) =>
        withItems(
          answer,
          items(answer).map((item) => ({ ...item, Status: "FAILED" })),
        ),
    },
    "leaves out what the STATUS filter leaves out, over all pages",
  ],
];

describe("the suite", () => {
  it.each(faults)("finds out a transport that %s", async (_fault, found, plant, line) => {
    await expect(lines[line](smallSubject(plant))).rejects.toThrow(found);
  });

  it("finds out a transport that moves on when a token is used twice", async () => {
    let asked = 0;
    const plant: Plant = {
      after: (_name, answer) => ((asked += 1) > 2 ? withItems(answer, items(answer).slice(1)) : answer),
    };
    const line =
      lines["gives the same page for the same token, so that a lost answer can be asked for again"];
    await expect(line(smallSubject(plant))).rejects.toThrow("to deeply equal");
  });

  it("says what a subject lacks", async () => {
    const { create } = smallSubject();
    await expect(lines["asks once when no answer comes"]({ known, create })).rejects.toThrow(
      "Give the subject `broken`, or skip this line with the reason why it has none.",
    );
  });
});
