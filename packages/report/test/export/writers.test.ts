import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportWriters, type ReportFormat } from "../../src/index.ts";
import { now } from "../small-plan.ts";
import { hostileReport, hostiles, hostileTexts } from "./hostile.ts";

// Object.keys loses the type of the table's keys.
const formats = Object.keys(reportWriters) as readonly ReportFormat[];

/** Characters that no document may contain: control and direction characters. */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\p{Cs}/u;

describe.each(formats)("the %s writer", (format) => {
  const writer = reportWriters[format];

  it("removes control, escape and direction characters", async () => {
    await fc.assert(
      fc.asyncProperty(hostiles, fc.boolean(), async (hostile, includeSensitive) => {
        const text = writer.write(await hostileReport(hostile), { now, includeSensitive });
        expect(forbidden.exec(text)).toBeNull();
        expect(text.endsWith("\n")).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("names what is wrong with a report that went through JSON, and with a missing time", async () => {
    const hostile = { name: "web", details: "x", printed: "y", called: "z", secret: "s" };
    const report = await hostileReport(hostile);
    const stored: unknown = JSON.parse(JSON.stringify(report));
    expect(() => writer.write(stored as never, { now })).toThrow(
      "needs a Date as `StartTime`. It is string.",
    );
    expect(() => writer.write(report, {} as never)).toThrow("needs a Date as `now`. It is undefined.");
    expect(() => writer.write({} as never, { now })).toThrow("Pass the result of reportExecution.");
  });

  it("omits sensitive members unless requested", async () => {
    const hostile = { name: "web", details: "x", printed: "y", called: "z", secret: "correct-horse" };
    const report = await hostileReport(hostile);
    expect(writer.write(report, { now })).not.toContain("correct-horse");
    expect(writer.write(report, { now, includeSensitive: true })).toContain("correct-horse");
  });

  it("writes the same text for the same report", async () => {
    const text = hostileTexts.join("");
    const report = await hostileReport({
      name: text,
      details: text,
      printed: text,
      called: text,
      secret: "s",
    });
    expect(writer.write(report, { now })).toBe(writer.write(report, { now }));
  });

  it("names the window, the execution, its start, the account, the region, tasks and machines", async () => {
    const report = {
      ...(await hostileReport({ name: "web-1", details: "x", printed: "y", called: "Run", secret: "s" })),
      WindowId: "mw-0123456789abcdef0",
      Name: "nightly",
      origin: { Account: "111122223333", Region: "eu-west-1" },
    };
    const text = writer.write(report, { now });
    for (const word of ["nightly", report.WindowId, report.WindowExecutionId, "111122223333", "eu-west-1"])
      expect(text).toContain(word);
    expect(text).toMatch(/2026-11-22[ T]01:00:00(?: UTC|\.000Z)/u);
    for (const { TaskExecutionId } of report.tasks) expect(text).toContain(TaskExecutionId);
    for (const word of ["Run", "web-1", "i-00000000000000002"]) expect(text).toContain(word);
  });

  it("includes the gaps", async () => {
    const report = await hostileReport({ name: "web", details: "x", printed: "y", called: "z", secret: "s" });
    expect(report.gaps).toHaveLength(1);
    expect(writer.write(report, { now })).toContain("could not be read");
  });
});
