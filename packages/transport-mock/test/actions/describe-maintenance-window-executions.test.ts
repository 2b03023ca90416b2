import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

const list = async (minutes: number, Filters: { Key?: string; Values?: string[] }[] = []) => {
  const { client } = atMinute(minutes);
  const response = await client.call("DescribeMaintenanceWindowExecutions", {
    WindowId: ids.window,
    Filters,
  });
  return response.WindowExecutions ?? [];
};

const executionIds = (executions: Awaited<ReturnType<typeof list>>): unknown[] =>
  executions.map(({ WindowExecutionId }) => WindowExecutionId);

describe("DescribeMaintenanceWindowExecutions", () => {
  it("lists the newest first, with the members of each status", async () => {
    expect(await list(3)).toEqual([
      { WindowId: ids.window, WindowExecutionId: ids.execution, Status: "IN_PROGRESS", StartTime: minute(1) },
      {
        WindowId: ids.window,
        WindowExecutionId: ids.past,
        Status: "SUCCESS",
        StartTime: minute(-60),
        EndTime: minute(-50),
      },
    ]);
  });

  it("does not list an execution before its start", async () => {
    expect(executionIds(await list(0))).toEqual([ids.past]);
    expect(executionIds(await list(1))).toEqual([ids.execution, ids.past]);
  });

  it.each([
    ["ExecutedAfter", "2026-11-22T02:01:00Z", [ids.execution]],
    ["ExecutedAfter", "2026-11-22T02:01:00.001Z", []],
    ["ExecutedAfter", "2026-11-22T02:01:00", [ids.execution]],
    ["ExecutedAfter", "2026-11-22T03:01:00+01:00", [ids.execution]],
    ["ExecutedBefore", "2026-11-22T02:01:00Z", [ids.past]],
    ["ExecutedBefore", "2026-11-22", []],
    ["ExecutedBefore", "2026-11-23", [ids.execution, ids.past]],
  ])("filters by %s %s", async (Key, value, expected) => {
    expect(executionIds(await list(3, [{ Key, Values: [value] }]))).toEqual(expected);
  });

  it("applies every filter, with any of its values", async () => {
    const between = [
      { Key: "ExecutedAfter", Values: ["2026-11-22T00:00:00Z"] },
      { Key: "ExecutedBefore", Values: ["2020-01-01", "2026-11-22T02:00:00Z"] },
    ];
    expect(executionIds(await list(3, between))).toEqual([ids.past]);
  });

  it.each([
    ["a status, which is not a filter key", { Key: "STATUS", Values: ["FAILED"] }],
    ["a key in another case", { Key: "executedafter", Values: ["2026-11-22T02:01:00Z"] }],
    ["no key", { Values: ["2026-11-22T02:01:00Z"] }],
    ["no values", { Key: "ExecutedAfter" }],
    ["an invalid time", { Key: "ExecutedAfter", Values: ["yesterday"] }],
    ["an invalid date", { Key: "ExecutedAfter", Values: ["2026-13-45T02:01:00Z"] }],
  ])("rejects a filter with %s", async (_, filter) => {
    await expect(list(3, [filter])).rejects.toMatchObject({ code: "ValidationException", status: 400 });
  });

  it("returns an empty list for an unknown window", async () => {
    const { client } = atMinute(3);
    expect(
      await client.call("DescribeMaintenanceWindowExecutions", { WindowId: "mw-00000000000000000" }),
    ).toEqual({ WindowExecutions: [] });
  });
});
