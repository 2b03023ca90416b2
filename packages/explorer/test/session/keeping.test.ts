import { isBehind, isDue, tooMuch } from "../../src/session/keeping.ts";
import { beforeAll, expect, it } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { createClient } from "@windowpane/core";
import { collectFailures, type FailuresReport } from "@windowpane/report";
import { mockTransport } from "@windowpane/transport-mock";

const readAt = new Date("2026-11-22T12:00:00Z");
const after = (minutes: number): Date => new Date(readAt.getTime() + minutes * 60_000);

it.each([
  { took: 300, minutes: 0.5, due: false, why: "a reading younger than a minute is not read again" },
  { took: 300, minutes: 2, due: true, why: "what was read quickly is asked for after a minute" },
  { took: 30_000, minutes: 2, due: false, why: "what took half a minute stands longer" },
  { took: 30_000, minutes: 11, due: true, why: "but not indefinitely" },
])("$why", ({ took, minutes, due }) => {
  const finding = { value: { items: [], gaps: [] }, at: readAt, phase: "done", took } as const;
  expect(isDue(finding, { of: "windows" }, after(minutes))).toBe(due);
});

const now = new Date("2026-11-22T12:00:00Z");
const since = new Date("2026-11-21T12:00:00Z");
const failures = { of: "failures", since } as const;
const reports: FailuresReport[] = [];

beforeAll(async () => {
  const client = createClient(mockTransport({ clock: { now: () => now } }));
  for await (const report of collectFailures(client, { since, now })) reports.push(report);
});

it("a report that starts again is behind the stopped one until it has as many executions", () => {
  const stopped = reports.at(-2);
  const behind = reports.map((report) => isBehind(failures, report, stopped));
  expect(behind[0]).toBe(true);
  expect(behind.at(-1)).toBe(false);
});

it("nothing is behind if nothing was shown, and only reports can be behind", () => {
  expect(isBehind(failures, reports[0], undefined)).toBe(false);
  expect(isBehind({ of: "windows" }, reports[0], reports.at(-1))).toBe(false);
});

const report = (total: number): Finding => ({ phase: "done", value: { counts: { total } } });

it("forgets the least recently used readings until at most 150,000 rows are left", () => {
  const found = new Map([
    ["old", report(100_000)],
    ["small", report(10)],
    ["newer", report(100_000)],
    ["looked at", report(900_000)],
  ]);
  expect(tooMuch(found, ["looked at"])).toEqual(["old"]);
});

it("keeps up to fifty small readings", () => {
  const found = new Map(Array.from({ length: 52 }, (_, at) => [`reading ${at}`, report(1)]));
  expect(tooMuch(found, [])).toEqual(["reading 0", "reading 1"]);
});
