import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

const TaskIds = [ids.automationTask, ids.commandTask];

describe("GetMaintenanceWindowExecution", () => {
  it.each([
    [1, { Status: "PENDING", StartTime: minute(1) }],
    [2, { Status: "IN_PROGRESS", StartTime: minute(1) }],
    [
      21,
      {
        Status: "FAILED",
        StatusDetails: "One or more tasks in the orchestration failed.",
        StartTime: minute(1),
        EndTime: minute(21),
      },
    ],
  ])("at minute %i it returns only the members known by then", async (minutes, progress) => {
    const { client } = atMinute(minutes);
    expect(await client.call("GetMaintenanceWindowExecution", { WindowExecutionId: ids.execution })).toEqual({
      WindowExecutionId: ids.execution,
      TaskIds,
      ...progress,
    });
  });

  it("rejects an execution before its start", async () => {
    const { client } = atMinute(0);
    await expect(
      client.call("GetMaintenanceWindowExecution", { WindowExecutionId: ids.execution }),
    ).rejects.toMatchObject({ code: "DoesNotExistException" });
  });
});
