import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

const names = async (Filters: { Key: string; Values: string[] }[]): Promise<unknown[]> => {
  const response = await atMinute(0).client.call("DescribeMaintenanceWindows", { Filters });
  return (response.WindowIdentities ?? []).map(({ Name }) => Name);
};

describe("DescribeMaintenanceWindows", () => {
  it("lists windows without the members that only GetMaintenanceWindow returns", async () => {
    const { WindowIdentities } = await atMinute(0).client.call("DescribeMaintenanceWindows", {});
    expect(WindowIdentities).toEqual([
      {
        WindowId: ids.window,
        Name: "nightly",
        Description: "every night",
        Enabled: true,
        Duration: 3,
        Cutoff: 1,
        Schedule: "rate(1 hour)",
        NextExecutionTime: "2026-11-22T02:01:00.000Z",
      },
      { WindowId: ids.idle, Name: "idle", Enabled: false, Duration: 1, Cutoff: 0, Schedule: "rate(7 days)" },
    ]);
  });

  it.each([
    ["Name", ["idle"], ["idle"]],
    ["Name", ["Idle"], []],
    ["Name", ["idle", "nightly"], ["nightly", "idle"]],
    ["Enabled", ["true"], ["nightly"]],
    ["Enabled", ["True"], ["nightly"]],
    ["Enabled", ["False"], ["idle"]],
  ])("filters by %s %j", async (Key, Values, expected) => {
    expect(await names([{ Key, Values }])).toEqual(expected);
  });

  it("applies every filter", async () => {
    const filters = [
      { Key: "Name", Values: ["idle"] },
      { Key: "Enabled", Values: ["True"] },
    ];
    expect(await names(filters)).toEqual([]);
  });

  it("rejects values other than True and False", async () => {
    await expect(names([{ Key: "Enabled", Values: ["yes"] }])).rejects.toMatchObject({
      code: "ValidationException",
    });
  });
});
