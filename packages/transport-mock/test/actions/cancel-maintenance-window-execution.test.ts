import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute, smallAccount } from "../small-account.ts";

const { execution: WindowExecutionId } = ids;

describe("CancelMaintenanceWindowExecution", () => {
  it("finishes running tasks, cancels pending ones, and is CANCELLING until then", async () => {
    const { client, clock } = atMinute(5);
    expect(await client.call("CancelMaintenanceWindowExecution", { WindowExecutionId })).toEqual({
      WindowExecutionId,
    });

    clock.advance(60_000);
    const during = await client.call("GetMaintenanceWindowExecution", { WindowExecutionId });
    expect(during).toMatchObject({ Status: "CANCELLING", StartTime: minute(1) });
    expect(during).not.toHaveProperty("EndTime");
    const tasks = await client.call("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId });
    expect(tasks.WindowExecutionTaskIdentities).toEqual([
      {
        WindowExecutionId,
        TaskExecutionId: ids.automationTask,
        Status: "CANCELLED",
        EndTime: minute(5),
        TaskArn: "AWS-RestartEC2Instance",
        TaskType: "AUTOMATION",
      },
      {
        WindowExecutionId,
        TaskExecutionId: ids.commandTask,
        Status: "IN_PROGRESS",
        StartTime: minute(2),
        TaskArn: "AWS-RunPatchBaseline",
        TaskType: "RUN_COMMAND",
      },
    ]);

    clock.advance(20 * 60_000);
    const after = await client.call("GetMaintenanceWindowExecution", { WindowExecutionId });
    expect(after).toMatchObject({ Status: "CANCELLED", EndTime: minute(10) });
    expect(after).not.toHaveProperty("StatusDetails");
    const invocations = await client.call("DescribeMaintenanceWindowExecutionTaskInvocations", {
      WindowExecutionId,
      TaskId: ids.commandTask,
    });
    expect(invocations.WindowExecutionTaskInvocationIdentities?.map(({ Status }) => Status)).toEqual([
      "TIMED_OUT",
      "FAILED",
      "SUCCESS",
    ]);
  });

  it("does not start the commands of a cancelled task", async () => {
    const { client, clock } = atMinute(5);
    await client.call("CancelMaintenanceWindowExecution", { WindowExecutionId });
    clock.advance(30 * 60_000);
    const input = { WindowExecutionId, TaskId: ids.automationTask };
    const { WindowExecutionTaskInvocationIdentities: invocations } = await client.call(
      "DescribeMaintenanceWindowExecutionTaskInvocations",
      input,
    );
    expect(invocations).toEqual([]);
    await expect(
      client.call("GetAutomationExecution", { AutomationExecutionId: ids.automation }),
    ).rejects.toMatchObject({ code: "AutomationExecutionNotFoundException" });
  });

  it("is CANCELLED at once when no task is running", async () => {
    const { client } = atMinute(1);
    await client.call("CancelMaintenanceWindowExecution", { WindowExecutionId });
    expect(await client.call("GetMaintenanceWindowExecution", { WindowExecutionId })).toMatchObject({
      Status: "CANCELLED",
      EndTime: minute(1),
    });
  });

  it("does not change a finished execution", async () => {
    const { client } = atMinute(5);
    const input = { WindowExecutionId: ids.past };
    const before = await client.call("GetMaintenanceWindowExecution", input);
    expect(await client.call("CancelMaintenanceWindowExecution", input)).toEqual(input);
    expect(await client.call("GetMaintenanceWindowExecution", input)).toEqual(before);
  });

  it("changes one mock, not the plan", async () => {
    const before = structuredClone(smallAccount.windows[0]?.executions[0]);
    const { client } = atMinute(5);
    await client.call("CancelMaintenanceWindowExecution", { WindowExecutionId });
    expect(smallAccount.windows[0]?.executions[0]).toEqual(before);
    const other = atMinute(6).client;
    expect(await other.call("GetMaintenanceWindowExecution", { WindowExecutionId })).toMatchObject({
      Status: "IN_PROGRESS",
    });
  });

  it("rejects an execution that does not exist or has not started", async () => {
    for (const id of [ids.unknown, WindowExecutionId]) {
      const { client } = atMinute(0);
      await expect(
        client.call("CancelMaintenanceWindowExecution", { WindowExecutionId: id }),
      ).rejects.toMatchObject({
        code: "DoesNotExistException",
        message: `Maintenance window execution ${id} does not exist`,
        status: 400,
      });
    }
  });
});
