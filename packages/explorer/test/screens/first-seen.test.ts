/** Since when machines have their causes, from what was read already. */
import { compareExecutions, type ExecutionCauses, type ExecutionReport } from "@windowpane/report";
import { expect, it } from "vitest";
import { recurrenceAt } from "../../src/content/earlier.ts";
import type { Finding, Findings } from "../../src/model/finding.ts";
import { lineText } from "../../src/model/text.ts";
import { topView } from "../../src/state/state.ts";
import { overDemo } from "../over-demo.ts";

const WindowId = "mw-1";
const since = new Date("2026-11-23T00:00:00Z");
const row = { WindowId, WindowExecutionId: "e4", name: "i-1" };

const startOf = (number: number): Date => new Date(Date.UTC(2026, 10, 20 + number));

const causesOf = (number: number, ...machines: readonly string[]): ExecutionCauses => ({
  WindowExecutionId: `e${number}`,
  StartTime: startOf(number),
  complete: true,
  causes: new Map([["disk full", new Set(machines)]]),
});

/** A report on the newest execution, with what comparing reads of it. */
const report = {
  WindowExecutionId: "e4",
  WindowId,
  StartTime: startOf(4),
  done: true,
  complete: true,
  groups: [{ key: "disk full", members: [{ name: "i-1" }, { name: "i-2" }] }],
} as unknown as ExecutionReport;

/** The list of executions 4 to 1, of which some were read. */
const findingsWith = (...read: readonly ExecutionCauses[]): Findings => {
  const value = {
    items: [4, 3, 2, 1].map((number) => ({ WindowExecutionId: `e${number}`, StartTime: startOf(number) })),
    gaps: [],
    insights: new Map(
      read.map((executionCauses) => [executionCauses.WindowExecutionId, { executionCauses }]),
    ),
  };
  return new Map<string, Finding>([[`executions ${WindowId}`, { phase: "done", value }]]);
};

const found = (findings: Findings, name = "i-1", of = report) =>
  recurrenceAt(findings, { report: of, ref: {}, since })({ ...row, name }, "disk full");

it("compares a machine with the executions before, as far back as all of them were read", () => {
  const all = findingsWith(causesOf(3, "i-1"), causesOf(2, "i-1"), causesOf(1, "i-2"));
  expect(found(all)).toMatchObject({ since: startOf(2), consecutive: 3, affected: 2, compared: 3 });
  expect(found(all, "i-2")).toMatchObject({ since: startOf(4), affected: 1, compared: 3 });
  // The second execution was not read: what was before it does not count.
  const some = findingsWith(causesOf(3, "i-1"), causesOf(1));
  expect(found(some)).toMatchObject({ since: startOf(3), compared: 1, comparedSince: startOf(3) });
});

it("tells nothing if no execution before was read, the list is not known, or the report is growing", () => {
  expect(found(findingsWith(causesOf(2)))).toBeUndefined();
  expect(found(new Map())).toBeUndefined();
  expect(found(findingsWith(causesOf(3)), "i-1", { ...report, done: false })).toBeUndefined();
  expect(found(findingsWith(causesOf(3)), "i-9")).toBeUndefined();
});

it("uses the failures of the last day where they reach further", () => {
  const recurrence = compareExecutions([causesOf(4, "i-1"), causesOf(3), causesOf(2)]).ofMachine(
    row,
    "disk full",
  );
  const value = {
    executions: [],
    groups: [{ key: "disk full", members: [{ ...row, recurrence }] }],
  };
  const failures: [string, Finding] = [`failures ${since.toISOString()}`, { phase: "done", value }];
  expect(recurrence).toMatchObject({ affected: 0, compared: 2 });
  expect(found(new Map([...findingsWith(causesOf(3)), failures]))).toEqual(recurrence);
});

it("shows it for machines with causes only, in a column and in the details, without further requests", async () => {
  const demo = overDemo({ size: { columns: 240, rows: 30 } });
  await demo.press("enter", "enter", "m");
  const { rows, content } = topView(demo.ui.state());
  const firsts = (content?.rows ?? []).map(({ item }) =>
    "recurrence" in item ? item.recurrence : undefined,
  );
  expect(firsts.filter((one) => one !== undefined).length).toBeGreaterThan(5);
  expect(firsts.filter((one) => one === undefined).length).toBeGreaterThan(100);
  expect(demo.text()).toMatch(/ first seen /);
  expect(rows.length).toBeGreaterThan(0);
  expect(demo.ui.detail().map(lineText).join("\n")).toMatch(
    / {3}(?:new(?: tonight)?: not in \d+ earlier executions? since|\d+(?:st|nd|rd|th) (?:night|run) in a row, since \w{3} \d+ \w{3} \d\d:\d\d|at least \d+ (?:night|run)s in a row|again, last on)/,
  );
});
