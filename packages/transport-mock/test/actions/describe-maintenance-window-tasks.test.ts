import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

const arns = async (...filters: readonly (readonly [string, string])[]): Promise<unknown[]> => {
  const Filters = filters.map(([Key, value]) => ({ Key, Values: [value] }));
  const response = await atMinute(0).client.call("DescribeMaintenanceWindowTasks", {
    WindowId: ids.window,
    Filters,
  });
  return (response.Tasks ?? []).map(({ TaskArn }) => TaskArn);
};

describe("DescribeMaintenanceWindowTasks", () => {
  it.each([
    ["WindowTaskId", "0000000a-0000-4000-8000-000000000052", ["AWS-RestartEC2Instance"]],
    ["TaskArn", "AWS-RunPatchBaseline", ["AWS-RunPatchBaseline"]],
    ["Priority", "2", ["AWS-RestartEC2Instance"]],
    ["Priority", "3", []],
    ["TaskType", "RUN_COMMAND", ["AWS-RunPatchBaseline"]],
  ])("filters by %s %s", async (Key, value, expected) => {
    expect(await arns([Key, value])).toEqual(expected);
  });

  it("applies every filter", async () => {
    expect(await arns(["Priority", "1"], ["TaskType", "AUTOMATION"])).toEqual([]);
  });

  it("rejects an unknown window", async () => {
    await expect(
      atMinute(0).client.call("DescribeMaintenanceWindowTasks", { WindowId: "mw-00000000000000000" }),
    ).rejects.toMatchObject({ code: "DoesNotExistException" });
  });
});
