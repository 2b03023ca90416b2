import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

describe("GetMaintenanceWindowExecutionTask", () => {
  it("returns the task of the plan with its progress", async () => {
    const { client } = atMinute(10);
    const input = { WindowExecutionId: ids.execution, TaskId: ids.commandTask };
    expect(await client.call("GetMaintenanceWindowExecutionTask", input)).toEqual({
      WindowExecutionId: ids.execution,
      TaskExecutionId: ids.commandTask,
      TaskArn: "AWS-RunPatchBaseline",
      Type: "RUN_COMMAND",
      TaskParameters: [{ Operation: { Values: ["Install"] } }],
      Priority: 1,
      MaxErrors: "1",
      Status: "FAILED",
      StatusDetails: "The maximum error count was exceeded.",
      StartTime: minute(2),
      EndTime: minute(10),
    });
  });

  it("has no StartTime while it is pending", async () => {
    const { client } = atMinute(5);
    const input = { WindowExecutionId: ids.execution, TaskId: ids.automationTask };
    const task = await client.call("GetMaintenanceWindowExecutionTask", input);
    expect(task.Status).toBe("PENDING");
    expect(task).not.toHaveProperty("StartTime");
  });

  it("returns copies that a caller may change", async () => {
    const { client } = atMinute(10);
    const input = { WindowExecutionId: ids.execution, TaskId: ids.commandTask };
    const first = await client.call("GetMaintenanceWindowExecutionTask", input);
    first.StartTime?.setFullYear(1999);
    first.TaskParameters?.pop();
    expect(await client.call("GetMaintenanceWindowExecutionTask", input)).toMatchObject({
      StartTime: minute(2),
      TaskParameters: [{}],
    });
  });

  it("rejects a task of another execution", async () => {
    const { client } = atMinute(10);
    const input = { WindowExecutionId: ids.past, TaskId: ids.commandTask };
    await expect(client.call("GetMaintenanceWindowExecutionTask", input)).rejects.toMatchObject({
      code: "DoesNotExistException",
      message: `Maintenance window task execution ${ids.commandTask} does not exist`,
    });
  });
});
