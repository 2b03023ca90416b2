import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

const statuses = async (minutes: number, Values?: string[]): Promise<unknown[]> => {
  const { client } = atMinute(minutes);
  const response = await client.call("DescribeMaintenanceWindowExecutionTasks", {
    WindowExecutionId: ids.execution,
    Filters: Values === undefined ? undefined : [{ Key: "STATUS", Values }],
  });
  return (response.WindowExecutionTaskIdentities ?? []).map(({ TaskType, Status }) => [TaskType, Status]);
};

describe("DescribeMaintenanceWindowExecutionTasks", () => {
  it.each([
    [1, "PENDING", "PENDING"],
    [2, "PENDING", "IN_PROGRESS"],
    [10, "PENDING", "FAILED"],
    [12, "IN_PROGRESS", "FAILED"],
    [20, "SUCCESS", "FAILED"],
  ])("at minute %i the second task is %s and the first %s", async (minutes, second, first) => {
    expect(await statuses(minutes)).toEqual([
      ["AUTOMATION", second],
      ["RUN_COMMAND", first],
    ]);
  });

  it("filters by current status", async () => {
    expect(await statuses(5, ["IN_PROGRESS"])).toEqual([["RUN_COMMAND", "IN_PROGRESS"]]);
    expect(await statuses(10, ["IN_PROGRESS"])).toEqual([]);
    expect(await statuses(10, ["FAILED", "PENDING"])).toHaveLength(2);
  });

  it.each(["SKIPPED_OVERLAPPING", "Failed", "DONE"])(
    "rejects the status %s, which AWS does not support",
    async (value) => {
      await expect(statuses(5, [value])).rejects.toMatchObject({ code: "ValidationException" });
    },
  );

  it("rejects an unknown execution", async () => {
    const { client } = atMinute(5);
    await expect(
      client.call("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId: ids.unknown }),
    ).rejects.toMatchObject({ code: "DoesNotExistException" });
  });
});
