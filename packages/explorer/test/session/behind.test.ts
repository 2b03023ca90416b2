import { createClient } from "@windowpane/core";
import { collectFailures, type FailuresReport } from "@windowpane/report";
import { mockTransport } from "@windowpane/transport-mock";
import { beforeAll, expect, it } from "vitest";
import { isBehind } from "../../src/session/behind.ts";

const now = new Date("2026-11-22T12:00:00Z");
const since = new Date("2026-11-21T12:00:00Z");
const failures = { of: "failures", since } as const;
const reports: FailuresReport[] = [];

beforeAll(async () => {
  const client = createClient(mockTransport({ clock: { now: () => now } }));
  for await (const report of collectFailures(client, { since, now })) reports.push(report);
});

it("a report begun anew is behind the one that was stopped, until it has read as many executions", () => {
  const stopped = reports.at(-2);
  const behind = reports.map((report) => isBehind(failures, report, stopped));
  expect(behind[0]).toBe(true);
  expect(behind.at(-1)).toBe(false);
});

it("nothing is behind where nothing was shown, and what holds no report never is", () => {
  expect(isBehind(failures, reports[0], undefined)).toBe(false);
  expect(isBehind({ of: "windows" }, reports[0], reports.at(-1))).toBe(false);
});
