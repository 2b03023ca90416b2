import * as fc from "fast-check";
import { expect, it } from "vitest";
import { operationNames, shapeOf, type OperationName } from "../../src/index.ts";
import { checkOf, wrongTypes, type Check } from "../../src/payload/check-response.ts";

const checkFor = (operation: OperationName): Check => checkOf(shapeOf(operation, "output"));

/** Values that an incorrect transport can return: AWS's members with any values. */
const oddResponses = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.double(),
    fc.boolean(),
    fc.date({ noInvalidDate: false }),
    fc.constantFrom(null, undefined, Number.NaN, new Map()),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("structure"),
  ),
  structure: fc.dictionary(
    fc.constantFrom(
      "WindowIdentities",
      "WindowId",
      "WindowExecutionId",
      "AutomationExecution",
      "InstanceId",
      "Name",
      "Enabled",
      "NextToken",
      "StartTime",
      "TaskParameters",
      "Tasks",
      "Values",
      "x",
    ),
    tie("value"),
    { maxKeys: 4 },
  ),
}));

it.each(operationNames)("%s: the check passes if and only if no member is reported", (name) => {
  const check = checkFor(name);
  const hits = { passed: 0, failed: 0 };
  fc.assert(
    fc.property(oddResponses.structure, (response) => {
      const passes = check(response);
      hits[passes ? "passed" : "failed"] += 1;
      expect(wrongTypes(shapeOf(name, "output"), response).length === 0).toBe(passes);
    }),
    { numRuns: 500 },
  );
  // Operations have different members, so failing responses are rare for some.
  expect(hits.passed).toBeGreaterThan(50);
  expect(hits.failed).toBeGreaterThan(5);
});

it("accepts members that are newer than the model", () => {
  const check = checkFor("DescribeMaintenanceWindowTasks");
  const task = {
    Name: "patch",
    Priority: 1,
    Targets: [{ Key: "tag:a", Values: ["b"] }],
    TaskParameters: { a: { Values: ["b"] } },
  };
  expect(check({ Tasks: [task, { Colour: "blue" }], NextToken: "t" })).toBe(true);
  expect(check({ Tasks: [{ ...task, Priority: "1" }] })).toBe(false);
});

it.each([
  ["a list where a structure belongs", []],
  ["a number that is NaN", { Tasks: [{ Priority: Number.NaN }] }],
  ["null instead of an absent member", { Tasks: null }],
])("rejects %s", (_, response) => {
  expect(checkFor("DescribeMaintenanceWindowTasks")(response)).toBe(false);
});

it("checks items with members in different orders, including unknown members", () => {
  const check = checkFor("DescribeMaintenanceWindowExecutions");
  const good = { WindowId: "mw-1", Status: "SUCCESS", StartTime: new Date(0) };
  const turned = { StartTime: new Date(0), Colour: { of: "no concern" }, Status: "SUCCESS" };
  expect(check({ WindowExecutions: [good, turned, {}, { Colour: 1, ...good }, turned] })).toBe(true);
  for (const wrong of [{ ...good, Status: 1 }, { Status: new Date(0) }, { ...turned, StartTime: "today" }]) {
    expect(check({ WindowExecutions: [good, turned, wrong, good] })).toBe(false);
  }
  expect(check({ WindowExecutions: [good, { StartTime: new Date(Number.NaN) }] })).toBe(false);
});

it("checks a structure that contains itself", () => {
  const request = checkOf(shapeOf("GetInventory", "input"));
  const nested = (Expression: unknown): object => ({
    Aggregators: [{ Aggregators: [{ Aggregators: [{ Expression }] }] }],
  });
  expect(request(nested("AWS:Tag"))).toBe(true);
  expect(request(nested(1))).toBe(false);
  expect(wrongTypes(shapeOf("GetInventory", "input"), nested(1))).toEqual([
    "Aggregators.0.Aggregators.0.Aggregators.0.Expression: expected string",
  ]);
});
