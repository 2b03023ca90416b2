import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { machinesOf, reportWriters } from "../../src/index.ts";
import { now } from "../small-plan.ts";
import { hostileReport, hostiles, hostileTexts } from "./hostile.ts";

const rowsOf = (text: string): readonly Readonly<Record<string, string>>[] =>
  parse(text, { columns: true, record_delimiter: "\r\n" });

const calm = { name: "web-1", details: "x", printed: "no key", called: "AWS-RunShellScript", secret: "s" };

describe("a report as CSV", () => {
  it("parses with complete rows, and no cell that a spreadsheet would evaluate", async () => {
    let texts = 0;
    await fc.assert(
      fc.asyncProperty(hostiles, fc.boolean(), async (hostile, includeSensitive) => {
        const report = await hostileReport(hostile);
        const rows = rowsOf(reportWriters.csv.write(report, { now, includeSensitive }));
        expect(rows.filter(({ kind }) => kind === "machine" || kind === "call")).toHaveLength(
          [...machinesOf(report)].length,
        );
        for (const row of rows) {
          for (const [column, cell] of Object.entries(row)) {
            const isNumber = (column === "ResponseCode" || column === "seconds") && /^-?\d+$/u.test(cell);
            if (isNumber) continue;
            if (cell !== "") texts += 1;
            expect(cell).not.toMatch(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u);
          }
        }
      }),
      { numRuns: 80 },
    );
    expect(texts).toBeGreaterThanOrEqual(2000);
  });

  it.each(hostileTexts.filter((text) => /^[=+\-@]/u.test(text)))(
    "keeps %s as text, behind an apostrophe",
    async (name) => {
      const rows = rowsOf(reportWriters.csv.write(await hostileReport({ ...calm, name }), { now }));
      expect(rows.map((row) => row["InstanceName"])).toContain(`'${name}`);
    },
  );

  it("has a row for each machine, each failed level without a failed machine, and each gap", async () => {
    const rows = rowsOf(reportWriters.csv.write(await hostileReport(calm), { now }));
    expect(rows.map(({ kind, result }) => [kind, result])).toEqual([
      ["machine", "failed"],
      ["machine", "unreachable"],
      ["machine", "notRun"],
      ["machine", "passed"],
      ["task", ""],
      ["gap", ""],
    ]);
    expect(rows[2]).toMatchObject({ notRun: "max-errors", slug: "max-errors-reached" });
    expect(rows[0]).toMatchObject({ seconds: "3600", ResponseCode: "1", evidence: "error: no key" });
  });

  it("has no negative durations, for any clock skew", async () => {
    const report = await hostileReport(calm);
    const turned = {
      ...report,
      tasks: report.tasks.map((task) => ({
        ...task,
        invocations: task.invocations.map((invocation) => ({
          ...invocation,
          machines: invocation.machines.map(({ StartTime, EndTime, ...machine }) => ({
            ...machine,
            StartTime: EndTime,
            EndTime: StartTime,
          })),
        })),
      })),
    };
    const seconds = rowsOf(reportWriters.csv.write(turned, { now })).map((row) => row["seconds"]);
    expect(seconds).toContain("0");
    expect(seconds.filter((value) => value?.startsWith("-"))).toEqual([]);
  });

  it("has no columns for sensitive members unless requested", async () => {
    const report = await hostileReport(calm);
    expect(reportWriters.csv.write(report, { now }).split("\r\n")[0]).not.toContain("Parameters");
    expect(reportWriters.csv.write(report, { now, includeSensitive: true }).split("\r\n")[0]).toContain(
      "Parameters",
    );
  });
});
