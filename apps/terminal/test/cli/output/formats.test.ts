import { shapeOf } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { awsForm } from "../../../src/cli/output/aws-form.ts";
import { tookText } from "@windowpane/explorer";
import { awsTime, shortTime } from "../../../src/cli/context/times.ts";
import type { ListWriter, TableRow } from "../../../src/cli/output/rows.ts";
import { jsonList, jsonText } from "../../../src/cli/output/json.ts";
import { awsText } from "../../../src/cli/output/text.ts";
import { yamlList, yamlText } from "../../../src/cli/output/yaml.ts";

/** Output of a writer for some pages. */
const written = async (
  create: (write: (text: string) => Promise<void>) => ListWriter,
  pages: readonly (readonly TableRow[])[],
  nextToken?: string,
): Promise<string> => {
  let text = "";
  const writer = create(async (piece) => {
    text += piece;
  });
  for (const page of pages) await writer.page(page);
  await writer.end(nextToken);
  return text;
};

describe("times", () => {
  it.each([
    ["2024-08-04T18:35:35.170Z", -420, "2024-08-04T11:35:35.170000-07:00"],
    ["2024-08-04T18:35:35.000Z", 0, "2024-08-04T18:35:35+00:00"],
    ["2024-08-04T18:35:35.001Z", 330, "2024-08-05T00:05:35.001000+05:30"],
    ["2024-01-01T00:10:00.000Z", -30, "2023-12-31T23:40:00-00:30"],
  ])("are written as the AWS CLI does: %s at %i minutes", (at, offset, text) => {
    expect(awsTime(new Date(at), offset)).toBe(text);
  });

  it("are printed to the second in tables", () => {
    expect(shortTime(new Date("2024-08-04T18:35:35.999Z"), 0)).toBe("2024-08-04T18:35:35Z");
    expect(shortTime(new Date("2024-08-04T18:35:35.999Z"), 120)).toBe("2024-08-04T20:35:35+02:00");
  });

  it("are counted until now without an end", () => {
    const now = new Date("2024-01-01T00:05:00Z");
    expect(tookText(new Date("2024-01-01T00:00:00Z"), undefined, now)).toBe("5m 0s so far");
    expect(tookText(undefined, undefined, now)).toBeUndefined();
  });
});

describe("a response in AWS's format", () => {
  it("has AWS's order, no empty members, and unknown members at the end", () => {
    const answer = {
      Newcomer: 1,
      EndTime: null,
      StartTime: new Date("2024-08-04T18:35:35Z"),
      Status: "SUCCESS",
      TaskIds: ["b", "a"],
      WindowExecutionId: "x",
    };
    const form = awsForm(shapeOf("GetMaintenanceWindowExecution", "output"), answer, () => 0);
    expect(JSON.stringify(form)).toBe(
      '{"WindowExecutionId":"x","TaskIds":["b","a"],"Status":"SUCCESS","StartTime":"2024-08-04T18:35:35+00:00","Newcomer":1}',
    );
  });
});

describe("JSON", () => {
  it.each([
    { pages: [], rows: [] },
    { pages: [[]], rows: [] },
    {
      pages: [[{ a: 1 }], [], [{ b: ["x", {}] }, { c: null }]],
      rows: [{ a: 1 }, { b: ["x", {}] }, { c: null }],
    },
  ])("grows page by page into what it is at once: $pages", async ({ pages, rows }) => {
    expect(await written((write) => jsonList("Items", write), pages)).toBe(jsonText({ Items: rows }));
    const text = await written((write) => jsonList("Items", write), pages, "token");
    expect(text).toBe(jsonText({ Items: rows, NextToken: "token" }));
  });
});

describe("YAML", () => {
  it.each([
    { pages: [], rows: [] },
    {
      pages: [[{ a: 1, l: ["x"] }], [{ b: "two: lines\nmore" }]],
      rows: [{ a: 1, l: ["x"] }, { b: "two: lines\nmore" }],
    },
  ])("grows page by page into what it is at once: $pages", async ({ pages, rows }) => {
    expect(await written((write) => yamlList("Items", write), pages)).toBe(yamlText({ Items: rows }));
    const text = await written((write) => yamlList("Items", write), pages, "token");
    expect(text).toBe(yamlText({ Items: rows, NextToken: "token" }));
  });
});

/** Expected values: the output of AWS CLI 1.45. */
describe("text", () => {
  it.each([
    ["a scalar", "x", "x\n"],
    ["nothing", null, "None\n"],
    ["a boolean", true, "True\n"],
    ["a list of scalars", ["a", 1, false], "a\t1\tFalse\n"],
    ["an empty list", [], ""],
    ["a structure, its members in alphabetical order", { b: 1, a: "x" }, "x\t1\n"],
    ["a list in a structure", { n: 1, Ids: ["a", "b"] }, "1\nIDS\ta\nIDS\tb\n"],
    ["lists of lists", [["a", "b"], ["c"]], "a\tb\nc\n"],
    [
      "a list of structures that have not the same members",
      { Items: [{ a: 1 }, { a: 2, b: "x", c: [{ d: 3 }] }] },
      "ITEMS\t1\t\nITEMS\t2\tx\nC\t3\n",
    ],
  ])("equals the output of the AWS CLI for %s", (_, value, text) => {
    expect(awsText(value)).toBe(text);
  });
});
