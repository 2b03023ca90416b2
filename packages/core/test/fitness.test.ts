import * as fc from "fast-check";
import { expect, it } from "vitest";
import { operationNames, operations } from "../src/index.ts";
import { fitOf } from "../src/fitness.ts";

/** Values as a transport might give them by mistake: AWS's members with anything in them. */
const oddAnswers = fc.letrec((tie) => ({
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

it.each(operationNames)("%s: an answer that is quickly found to fit also fits AWS's shape", (name) => {
  const fit = fitOf(operations[name].output);
  fc.assert(
    fc.property(oddAnswers.structure, (answer) => {
      fc.pre(fit(answer));
      expect(operations[name].output.safeParse(answer).success).toBe(true);
    }),
    { numRuns: 200, maxSkipsPerRun: 10_000 },
  );
});

it("finds a whole answer to fit at once", () => {
  const fit = fitOf(operations.DescribeMaintenanceWindowTasks.output);
  const task = {
    Name: "patch",
    Priority: 1,
    Targets: [{ Key: "tag:a", Values: ["b"] }],
    TaskParameters: { a: { Values: ["b"] } },
  };
  expect(fit({ Tasks: [task, { Colour: "blue" }], NextToken: "t" })).toBe(true);
  expect(fit({ Tasks: [{ ...task, Priority: "1" }] })).toBe(false);
});

it.each([
  ["a list where a structure belongs", []],
  ["a number that is none", { Tasks: [{ Priority: Number.NaN }] }],
  ["null in place of nothing", { Tasks: null }],
])("does not vouch for %s", (_, answer) => {
  expect(fitOf(operations.DescribeMaintenanceWindowTasks.output)(answer)).toBe(false);
});

it("reads items whose members come in another order each time, some of them new to it", () => {
  const fit = fitOf(operations.DescribeMaintenanceWindowExecutions.output);
  const good = { WindowId: "mw-1", Status: "SUCCESS", StartTime: new Date(0) };
  const turned = { StartTime: new Date(0), Colour: { of: "no concern" }, Status: "SUCCESS" };
  expect(fit({ WindowExecutions: [good, turned, {}, { Colour: 1, ...good }, turned] })).toBe(true);
  for (const wrong of [{ ...good, Status: 1 }, { Status: new Date(0) }, { ...turned, StartTime: "today" }]) {
    expect(fit({ WindowExecutions: [good, turned, wrong, good] })).toBe(false);
  }
  expect(fit({ WindowExecutions: [good, { StartTime: new Date(Number.NaN) }] })).toBe(false);
});
