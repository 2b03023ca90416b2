import { createClient } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { mockTransport, patchNight } from "../../src/index.ts";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

const get = async (WindowId: string, WindowTaskId: string) =>
  atMinute(0).client.call("GetMaintenanceWindowTask", { WindowId, WindowTaskId });

describe("GetMaintenanceWindowTask", () => {
  it("derives the invocation parameters of a Run Command task from its older members", async () => {
    expect(await get(ids.window, ids.patchTask)).toEqual({
      WindowId: ids.window,
      WindowTaskId: ids.patchTask,
      TaskArn: "AWS-RunPatchBaseline",
      TaskType: "RUN_COMMAND",
      Priority: 1,
      TaskParameters: { Operation: { Values: ["Install"] } },
      LoggingInfo: { S3BucketName: "logs", S3KeyPrefix: "patch", S3Region: "us-east-2" },
      TaskInvocationParameters: {
        RunCommand: {
          Comment: "",
          Parameters: { Operation: ["Install"] },
          OutputS3BucketName: "logs",
          OutputS3KeyPrefix: "patch",
        },
      },
    });
  });

  it("returns an Automation task without parameters", async () => {
    const task = await get(ids.window, ids.restartTask);
    expect(task).toMatchObject({ TaskType: "AUTOMATION", TaskParameters: {} });
    expect(task.TaskInvocationParameters).toEqual({ Automation: { Parameters: {} } });
    expect(task).not.toHaveProperty("Type");
  });

  it("returns the payload of a Lambda task as bytes that belong to the caller", async () => {
    const { client } = atMinute(0);
    const input = { WindowId: ids.idle, WindowTaskId: ids.notifyTask };
    const { TaskInvocationParameters } = await client.call("GetMaintenanceWindowTask", input);
    const payload = TaskInvocationParameters?.Lambda?.Payload;
    expect(payload).toEqual(Uint8Array.of(123, 125));
    payload?.fill(0);
    const again = await client.call("GetMaintenanceWindowTask", input);
    expect(again.TaskInvocationParameters?.Lambda).toEqual({
      Qualifier: "live",
      Payload: Uint8Array.of(123, 125),
    });
  });

  it("keeps invocation parameters out of the list of tasks", async () => {
    const { client } = atMinute(0);
    const { Tasks } = await client.call("DescribeMaintenanceWindowTasks", { WindowId: ids.idle });
    expect(Tasks).toHaveLength(1);
    expect(Tasks?.[0]).not.toHaveProperty("TaskInvocationParameters");
  });

  it("has parameters for every task of the demo, by its type", async () => {
    const client = createClient(mockTransport({ scenario: patchNight }));
    const members = new Set<string>();
    for await (const { WindowId = "" } of client.items("DescribeMaintenanceWindows", {})) {
      for await (const { WindowTaskId = "", Type } of client.items("DescribeMaintenanceWindowTasks", {
        WindowId,
      })) {
        const task = await client.call("GetMaintenanceWindowTask", { WindowId, WindowTaskId });
        members.add(`${Type} ${Object.keys(task.TaskInvocationParameters ?? {}).join()}`);
      }
    }
    expect([...members].toSorted()).toEqual([
      "AUTOMATION Automation",
      "LAMBDA Lambda",
      "RUN_COMMAND RunCommand",
      "STEP_FUNCTIONS StepFunctions",
    ]);
  });

  it.each([
    ["a window", "mw-00000000000000000", ids.patchTask, "Maintenance window mw-"],
    ["a task", ids.window, ids.unknown, "Maintenance window task 0000"],
    ["a task of another window", ids.window, ids.notifyTask, "Maintenance window task 0000"],
  ])("rejects %s that does not exist", async (_, WindowId, WindowTaskId, message) => {
    await expect(get(WindowId, WindowTaskId)).rejects.toMatchObject({
      code: "DoesNotExistException",
      message: expect.stringContaining(message) as string,
    });
  });
});
