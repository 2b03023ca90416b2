import { ServiceError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { gapOf, mergeFailures, reportFailures, type FailuresReport } from "../../../src/index.ts";
import type { MergedFailures } from "../../../src/judge/assemble/merge-failures.ts";
import { account, clientOf, command, execution, machine, now, task } from "../../small-plan.ts";

const since = new Date("2026-11-21T20:00:00Z");

/** An account in which a number of machines failed with one cause, and one passed. */
const place = (failed: number, first: number): Promise<FailuresReport> => {
  const machines = Array.from({ length: failed }, (_, index) =>
    machine(first + index, { outcome: "Failed", stderr: "no space left on device" }),
  );
  const plan = execution([task(1, [command(1, [machine(first + failed), ...machines])])]);
  return reportFailures(clientOf(account(plan)), { since, now });
};

const prod = { Account: "111111111111", Region: "eu-west-1", profile: "prod" };
const stage = { Account: "222222222222", Region: "us-east-1" };

const denied = new ServiceError("DescribeMaintenanceWindows", { code: "AccessDeniedException", status: 400 });
const missing = gapOf(denied, {
  operation: "DescribeMaintenanceWindows",
  ids: {},
  what: "What failed in this account",
});

describe("failures of several accounts and regions", () => {
  const merged = async (): Promise<MergedFailures> =>
    mergeFailures(
      [
        { origin: prod, report: await place(1, 10) },
        { origin: stage, report: await place(3, 20) },
      ],
      { since, now },
    );

  it("are one list, worst first, and every row has its origin", async () => {
    const report = await merged();
    expect(report.executions.map(({ origin, counts }) => [origin, counts.results.failed])).toEqual([
      [stage, 3],
      [prod, 1],
    ]);
    expect(report.windows.map(({ origin }) => origin)).toEqual([prod, stage]);
  });

  it("are grouped by cause over all of them", async () => {
    const [group, ...others] = (await merged()).groups;
    expect(others).toEqual([]);
    expect(group).toMatchObject({ slug: "disk-full", machines: 4 });
    expect(group?.members.map(({ origin }) => origin.Account)).toEqual(
      ["222222222222", "222222222222", "222222222222", "111111111111"].toSorted(),
    );
  });

  it("add up", async () => {
    expect(await merged()).toMatchObject({
      verdict: "PARTIAL",
      falseGreen: true,
      reason:
        "2 executions of 2 windows in 2 accounts and regions: 2 partly failed. 4 of 6 machine runs failed, 2 passed.",
      verdicts: { PARTIAL: 2 },
      counts: { total: 6, exact: true, results: { failed: 4, passed: 2 } },
      progress: { windows: 2, executions: 2, executionsRead: 2 },
      done: true,
      complete: true,
    });
  });

  it("are never PASSED if an account or region could not be read, with its gap", async () => {
    const green = await place(0, 10);
    expect(green.verdict).toBe("PASSED");
    const report = mergeFailures(
      [
        { origin: prod, report: green },
        { origin: stage, missing },
      ],
      { since, now },
    );
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false, counts: { exact: false } });
    expect(report.reason).toBe(
      "At least 1 execution of 1 window in 1 account or region: 1 passed. 1 of 2 accounts and regions could not be read.",
    );
    expect(report.gaps).toMatchObject([{ origin: stage, code: "AccessDeniedException" }]);
  });

  it("are unknown if nothing could be read", () => {
    const report = mergeFailures([{ origin: stage, missing }], { since, now });
    expect(report).toMatchObject({
      verdict: "UNKNOWN",
      done: true,
      complete: false,
      since,
      now,
      executions: [],
    });
  });
});
