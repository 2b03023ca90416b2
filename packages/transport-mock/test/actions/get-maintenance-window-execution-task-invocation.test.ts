import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

const task = { WindowExecutionId: ids.execution, TaskId: ids.commandTask };

describe("GetMaintenanceWindowExecutionTaskInvocation", () => {
  it("returns by ID the same invocation as the list", async () => {
    const { client } = atMinute(7);
    const { WindowExecutionTaskInvocationIdentities: listed = [] } = await client.call(
      "DescribeMaintenanceWindowExecutionTaskInvocations",
      task,
    );
    expect(listed).toHaveLength(3);
    for (const invocation of listed) {
      const InvocationId = invocation.InvocationId ?? "";
      expect(
        await client.call("GetMaintenanceWindowExecutionTaskInvocation", { ...task, InvocationId }),
      ).toEqual(invocation);
    }
  });

  it.each([
    ["that the task does not have", 7, ids.automated],
    ["of a task that has not started", 1, ids.quick],
  ])("rejects an invocation %s", async (_, minutes, InvocationId) => {
    const { client } = atMinute(minutes);
    await expect(
      client.call("GetMaintenanceWindowExecutionTaskInvocation", { ...task, InvocationId }),
    ).rejects.toMatchObject({
      code: "DoesNotExistException",
      message: `Maintenance window task invocation ${InvocationId} does not exist`,
    });
  });
});
