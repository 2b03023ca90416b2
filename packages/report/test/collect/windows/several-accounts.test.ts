import { createClient } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import {
  findWindow,
  originWords,
  reportExecution,
  reportFailures,
  reportHistory,
} from "../../../src/index.ts";
import { oneOfSeveral, unread } from "../../several-accounts.ts";
import {
  account,
  command,
  execution,
  machine,
  machineId,
  now,
  task,
  WindowExecutionId,
  WindowId,
} from "../../small-plan.ts";

const origin = { Account: "111122223333", AccountName: "payments", Region: "eu-west-1" };
const since = new Date("2026-11-21T20:00:00Z");
const failed = account(
  execution([task(1, [command(1, [machine(1, { outcome: "Failed", code: 1 }), machine(2)])])]),
);
const clientOver = (plan: Parameters<typeof oneOfSeveral>[0]) => createClient(oneOfSeveral(plan, origin));

describe("a period over several accounts", () => {
  it("has the account and region of windows, executions, machines and gaps", async () => {
    const report = await reportFailures(clientOver(failed), { since, now });
    expect(report.windows).toMatchObject([{ WindowId, origin }]);
    expect(report.executions).toMatchObject([{ WindowExecutionId, origin }]);
    expect(report.groups.flatMap(({ members }) => members)).toMatchObject([{ name: machineId(1), origin }]);
  });

  it("has a gap with the reason and the remedy for each account that could not be read", async () => {
    const report = await reportFailures(clientOver(failed), { since, now });
    expect(report.gaps).toEqual([
      {
        operation: "DescribeMaintenanceWindows",
        count: 1,
        ids: {},
        kind: "denied",
        code: "AccessDenied",
        why:
          "The account's windows could not be read in legacy (999999999999), eu-west-1: " +
          "the caller lacks the permission.",
        message: "Not authorized.",
        nextStep: unread.remedy,
        origin: { Account: unread.Account, AccountName: unread.AccountName, Region: unread.Region },
      },
    ]);
    expect(report.complete).toBe(false);
  });

  it("is not PASSED if the accounts that could be read have no windows", async () => {
    const report = await reportFailures(clientOver({ windows: [] }), { since, now });
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false, gaps: [{ code: "AccessDenied" }] });
  });
});

it("takes the account and region of an execution from its responses", async () => {
  const report = await reportExecution(clientOver(failed), { WindowExecutionId });
  expect(report.origin).toEqual(origin);
});

it("has no gaps of other accounts in the history of a machine whose account is known", async () => {
  const report = await reportHistory(clientOver(failed), { InstanceId: machineId(1), since, now });
  expect(report.runs).toHaveLength(1);
  expect(report.gaps).toEqual([]);
});

it("searches the window of an execution in its account and region only", async () => {
  const client = clientOver(failed);
  expect((await findWindow(client, { WindowExecutionId })).window).toMatchObject({ WindowId });
  const elsewhere = { Account: "444455556666", Region: "eu-west-1" };
  expect(await findWindow(client, { WindowExecutionId, StartTime: now, origin: elsewhere })).toEqual({
    gaps: [],
  });
});

it("names an account by its name, its profile or its ID", () => {
  expect(originWords(origin)).toBe("payments (111122223333), eu-west-1");
  expect(originWords({ profile: "prod", Region: "eu-west-1" })).toBe("prod, eu-west-1");
  expect(originWords({ Account: "111122223333" })).toBe("111122223333");
});
