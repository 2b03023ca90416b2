import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute, quickParameters } from "../small-account.ts";

const list = async (minutes: number, Values?: string[], TaskId: string = ids.commandTask) => {
  const { client } = atMinute(minutes);
  const response = await client.call("DescribeMaintenanceWindowExecutionTaskInvocations", {
    WindowExecutionId: ids.execution,
    TaskId,
    Filters: Values === undefined ? [] : [{ Key: "STATUS", Values }],
  });
  return response.WindowExecutionTaskInvocationIdentities ?? [];
};

const statuses = (invocations: Awaited<ReturnType<typeof list>>): unknown[] =>
  invocations.map(({ Status }) => Status);

describe("DescribeMaintenanceWindowExecutionTaskInvocations", () => {
  it.each([
    [1, []],
    [2, ["PENDING", "PENDING", "IN_PROGRESS"]],
    [4, ["PENDING", "IN_PROGRESS", "IN_PROGRESS"]],
    [6, ["IN_PROGRESS", "IN_PROGRESS", "SUCCESS"]],
    [9, ["IN_PROGRESS", "FAILED", "SUCCESS"]],
    [10, ["TIMED_OUT", "FAILED", "SUCCESS"]],
  ])("at minute %i the invocations, newest first, are %j", async (minutes, expected) => {
    expect(statuses(await list(minutes))).toEqual(expected);
  });

  it("returns only the members that an invocation has", async () => {
    const [slow, failing, quick] = await list(5);
    expect(slow).toEqual({
      WindowExecutionId: ids.execution,
      TaskExecutionId: ids.commandTask,
      InvocationId: ids.slow,
      TaskType: "RUN_COMMAND",
      Status: "PENDING",
    });
    expect(failing).toEqual({
      WindowExecutionId: ids.execution,
      TaskExecutionId: ids.commandTask,
      InvocationId: ids.failing,
      ExecutionId: ids.command,
      TaskType: "RUN_COMMAND",
      Status: "IN_PROGRESS",
      StartTime: minute(4),
    });
    expect(quick).toMatchObject({
      Status: "SUCCESS",
      StatusDetails: "Success",
      StartTime: minute(2),
      EndTime: minute(5),
      Parameters: quickParameters,
      OwnerInformation: "team one",
    });
  });

  it("filters by current status, with any of the values", async () => {
    expect(statuses(await list(9, ["FAILED"]))).toEqual(["FAILED"]);
    expect(statuses(await list(9, ["FAILED", "IN_PROGRESS"]))).toEqual(["IN_PROGRESS", "FAILED"]);
    expect(await list(9, ["CANCELLED"])).toEqual([]);
  });

  it.each(["SKIPPED_OVERLAPPING", "failed", ""])(
    "rejects the status %j, which AWS does not support",
    async (value) => {
      await expect(list(9, [value])).rejects.toMatchObject({
        kind: value === "" ? "invalid-input" : "service",
      });
    },
  );

  it("rejects a task of another execution", async () => {
    await expect(list(9, [], ids.pastTask)).rejects.toMatchObject({
      code: "DoesNotExistException",
      operation: "DescribeMaintenanceWindowExecutionTaskInvocations",
    });
  });
});
