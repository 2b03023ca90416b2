import type { Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

const times = async (input: Input<"DescribeMaintenanceWindowSchedule">, minutes = 0): Promise<unknown[]> => {
  const response = await atMinute(minutes).client.call("DescribeMaintenanceWindowSchedule", input);
  return (response.ScheduledWindowExecutions ?? []).map(({ ExecutionTime }) => ExecutionTime);
};

const all = ["2026-11-22T02:01Z", "2026-11-22T03:01Z", "2026-11-22T04:01:30Z"];

describe("DescribeMaintenanceWindowSchedule", () => {
  it("lists future executions, earliest first, without disabled windows", async () => {
    expect(await times({})).toEqual(all);
    expect(await times({ WindowId: ids.window }, 1)).toEqual(all.slice(1));
    expect(await times({ WindowId: ids.idle })).toEqual([]);
  });

  it.each([
    ["ScheduledBefore", "2026-11-22T03:01:00Z", all.slice(0, 1)],
    ["ScheduledAfter", "2026-11-22T03:01:00Z", all.slice(1)],
  ])("filters by %s", async (Key, value, expected) => {
    expect(await times({ Filters: [{ Key, Values: [value] }] })).toEqual(expected);
  });

  it("selects windows by registered target", async () => {
    expect(await times({ Targets: [{ Key: "tag:Role", Values: ["db"] }] })).toEqual(all);
    expect(await times({ Targets: [{ Key: "tag:Role", Values: ["mail"] }] })).toEqual([]);
    expect(await times({ ResourceType: "RESOURCE_GROUP" })).toEqual(all);
    expect(
      await times({ ResourceType: "RESOURCE_GROUP", Targets: [{ Key: "tag:Role", Values: ["db"] }] }),
    ).toEqual([]);
  });

  it("supports pages of one item", async () => {
    const { client } = atMinute(0);
    const pages: unknown[] = [];
    for await (const page of client.pages("DescribeMaintenanceWindowSchedule", { MaxResults: 1 })) {
      pages.push(page.ScheduledWindowExecutions?.map(({ ExecutionTime }) => ExecutionTime));
    }
    expect(pages).toEqual(all.map((time) => [time]));
  });

  it("rejects an unknown window", async () => {
    await expect(times({ WindowId: "mw-00000000000000000" })).rejects.toMatchObject({
      code: "DoesNotExistException",
    });
  });
});
