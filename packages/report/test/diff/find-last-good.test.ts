import { createClient } from "@windowpane/core";
import { fixedClock, mockTransport, type ExecutionPlan } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { findLastGood, findWindow } from "../../src/index.ts";
import { account, clientOf, command, execution, machine, now, task, uuid, WindowId } from "../small-plan.ts";

const DAY = 86_400_000;

/** The execution of a number of days ago. */
const night = (days: number, plan: Partial<ExecutionPlan> = {}, failed = false): ExecutionPlan => {
  const start = new Date(now.getTime() - days * DAY);
  const times = { start, end: new Date(start.getTime() + 60_000) };
  const machines = [machine(1, times), machine(2, { ...times, ...(failed ? { outcome: "Failed" } : {}) })];
  return execution([task(days * 10, [command(days * 10, machines, times)], times)], {
    WindowExecutionId: uuid(days),
    ...times,
    ...plan,
  });
};

const options = { WindowId, before: new Date(now.getTime() - DAY) };

describe("the last good execution", () => {
  it("is the newest before the time whose machines all passed", async () => {
    const plan = account(night(1), night(2, {}, true), night(3, { outcome: "FAILED" }), night(4), night(5));
    const found = await findLastGood(clientOf(plan), options);
    expect(found.report?.WindowExecutionId).toBe(uuid(4));
    expect(found.report).toMatchObject({ verdict: "PASSED", WindowId });
    expect(found.skipped.map(({ WindowExecutionId }) => WindowExecutionId)).toEqual([uuid(2)]);
    expect(found).toMatchObject({ stoppedEarly: false, gaps: [] });
  });

  it("is absent if nothing passed, with certainty", async () => {
    const found = await findLastGood(clientOf(account(night(2, {}, true), night(3, {}, true))), options);
    expect(found).toMatchObject({
      stoppedEarly: false,
      reason: "No earlier execution passed on every machine.",
    });
    expect(found.report).toBeUndefined();
  });

  it("reports that it stopped early after too many executions", async () => {
    const plan = account(night(2, {}, true), night(3, {}, true), night(4));
    const found = await findLastGood(clientOf(plan), { ...options, most: 2 });
    expect(found).toMatchObject({ stoppedEarly: true });
    expect(found.report).toBeUndefined();
    expect(found.skipped).toHaveLength(2);
  });

  it("is not an unread execution, and is then uncertain", async () => {
    const client = clientOf(account(night(2)), [
      { kind: "access-denied", operations: ["ListCommandInvocations"] },
    ]);
    const found = await findLastGood(client, options);
    expect(found.report).toBeUndefined();
    expect(found.skipped).toMatchObject([{ verdict: "UNKNOWN" }]);
  });

  it("rejects when the executions cannot be listed", async () => {
    const client = clientOf(account(night(2)), [
      { kind: "access-denied", operations: ["DescribeMaintenanceWindowExecutions"] },
    ]);
    await expect(findLastGood(client, options)).rejects.toMatchObject({ code: "AccessDeniedException" });
  });

  it("sends no requests after an abort", async () => {
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await expect(findLastGood(clientOf(account(night(2))), { ...options, signal })).rejects.toBe(reason);
  });
});

describe("the window of an execution", () => {
  const plan = account(night(1), night(2));

  it("is found by the minute it began in", async () => {
    const found = await findWindow(clientOf(plan), { WindowExecutionId: uuid(2) });
    expect(found).toMatchObject({ window: { WindowId, Name: "nightly" }, gaps: [] });
  });

  it("is unknown if no window lists it", async () => {
    const found = await findWindow(clientOf(plan), { WindowExecutionId: uuid(7), StartTime: now });
    expect(found).toEqual({ gaps: [] });
  });

  it("may be behind a gap, which is then reported", async () => {
    const client = clientOf(plan, [
      { kind: "access-denied", operations: ["DescribeMaintenanceWindowExecutions"] },
    ]);
    const found = await findWindow(client, { WindowExecutionId: uuid(2), StartTime: now });
    expect(found.window).toBeUndefined();
    expect(found.gaps).toMatchObject([{ code: "AccessDeniedException" }]);
  });

  it("takes one request per window until it is found", async () => {
    const transport = mockTransport({ scenario: plan, clock: fixedClock(now) });
    const asked: string[] = [];
    const client = createClient({
      name: "counting",
      send: (operation, input, callOptions) => {
        asked.push(operation);
        return transport.send(operation, input, callOptions);
      },
    });
    await findWindow(client, { WindowExecutionId: uuid(1), StartTime: new Date(now.getTime() - DAY) });
    expect(asked).toEqual(["DescribeMaintenanceWindows", "DescribeMaintenanceWindowExecutions"]);
  });
});
