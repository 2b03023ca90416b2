import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

const owners = async (Key: string, value: string): Promise<unknown[]> => {
  const input = { WindowId: ids.window, Filters: [{ Key, Values: [value] }] };
  const response = await atMinute(0).client.call("DescribeMaintenanceWindowTargets", input);
  return (response.Targets ?? []).map(({ OwnerInformation }) => OwnerInformation);
};

describe("DescribeMaintenanceWindowTargets", () => {
  it.each([
    ["Type", "INSTANCE", ["team one"]],
    ["Type", "RESOURCE_GROUP", ["team two"]],
    ["WindowTargetId", "0000000a-0000-4000-8000-000000000042", ["team two"]],
    ["OwnerInformation", "team one", ["team one"]],
    ["OwnerInformation", "team", []],
  ])("filters by %s %s", async (Key, value, expected) => {
    expect(await owners(Key, value)).toEqual(expected);
  });

  it("rejects an unknown type", async () => {
    await expect(owners("Type", "MACHINE")).rejects.toMatchObject({ code: "ValidationException" });
  });

  it("rejects an unknown window", async () => {
    await expect(
      atMinute(0).client.call("DescribeMaintenanceWindowTargets", { WindowId: "mw-00000000000000000" }),
    ).rejects.toMatchObject({ code: "DoesNotExistException" });
  });
});
