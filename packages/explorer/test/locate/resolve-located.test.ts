import { createClient, type Client, type Item } from "@windowpane/core";
import { mockTransport, type MockFault, type MockTransport } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { locate } from "../../src/locate/locate.ts";
import type { Located } from "../../src/locate/located.ts";
import { resolveLocated } from "../../src/locate/resolve-located.ts";

type Invocation = Item<"DescribeMaintenanceWindowExecutionTaskInvocations">;

interface ScreenRow {
  readonly WindowId: string;
  readonly WindowExecutionId: string;
  readonly TaskExecutionId: string;
  readonly invocation: Invocation;
}

/** Every row of the newest execution of each window of a night of patching. */
const readRows = async (client: Client): Promise<readonly ScreenRow[]> => {
  const rows: ScreenRow[] = [];
  for await (const { WindowId = "" } of client.items("DescribeMaintenanceWindows", {})) {
    const page = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
    const WindowExecutionId = page.WindowExecutions?.[0]?.WindowExecutionId;
    if (WindowExecutionId === undefined) continue;
    for await (const task of client.items("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId })) {
      const TaskExecutionId = task.TaskExecutionId ?? "";
      const input = { WindowExecutionId, TaskId: TaskExecutionId };
      for await (const invocation of client.items(
        "DescribeMaintenanceWindowExecutionTaskInvocations",
        input,
      )) {
        rows.push({ WindowId, WindowExecutionId, TaskExecutionId, invocation });
      }
    }
  }
  return rows;
};

let rows: readonly ScreenRow[] = [];
beforeAll(async () => {
  rows = await readRows(createClient(mockTransport()));
});

const row = (type: string): ScreenRow => {
  const found = rows.find(
    ({ invocation }) => invocation.TaskType === type && invocation.ExecutionId !== undefined,
  );
  if (found === undefined) throw new Error(`The night has no ${type}.`);
  return found;
};

const locatedIn = (text: string): Located => {
  const located = locate(text);
  if (located === undefined) throw new Error("The text refers to no item.");
  return located;
};

const resolve = async (
  text: string,
  faults: readonly MockFault[] = [],
): Promise<{ readonly located: Located; readonly transport: MockTransport }> => {
  const transport = mockTransport({ faults });
  return { located: await resolveLocated(createClient(transport), locatedIn(text)), transport };
};

describe("an item", () => {
  it("with all IDs costs no request", async () => {
    const { WindowExecutionId, TaskExecutionId, invocation } = row("RUN_COMMAND");
    for (const text of [
      "mw-0ed7251d3fcf6e0c2",
      "i-0123456789abcdef0",
      `WindowExecutionId ${WindowExecutionId}`,
      `${WindowExecutionId} ${TaskExecutionId}`,
      `${WindowExecutionId} ${TaskExecutionId} ${invocation.InvocationId}`,
    ]) {
      const { located, transport } = await resolve(text);
      expect(located).toEqual(locate(text));
      expect(transport.requests).toBe(0);
    }
  });

  it("with only a UUID is found as an execution with one request", async () => {
    const { WindowExecutionId } = row("RUN_COMMAND");
    const { located, transport } = await resolve(WindowExecutionId);
    expect(located).toEqual({ kind: "execution", ids: { WindowExecutionId } });
    expect(transport.requests).toBe(1);
  });

  it.each(["RUN_COMMAND", "AUTOMATION"])("started by a %s task is found as its invocation", async (type) => {
    const { WindowId, WindowExecutionId, TaskExecutionId, invocation } = row(type);
    const { located } = await resolve(invocation.ExecutionId ?? "");
    const { InvocationId } = invocation;
    expect(located.kind).toBe("invocation");
    expect(located.ids).toMatchObject({ WindowExecutionId, TaskExecutionId, InvocationId });
    expect([WindowId, undefined]).toContain(located.ids.WindowId);
  });

  it("of a command on a machine is found as that machine in its invocation", async () => {
    const { WindowExecutionId, invocation } = row("RUN_COMMAND");
    const { located } = await resolve(`/run-command/${invocation.ExecutionId}/i-0123456789abcdef0`);
    expect(located.kind).toBe("machine");
    expect(located.ids).toMatchObject({ WindowExecutionId, InstanceId: "i-0123456789abcdef0" });
  });

  it("with only the ID of a task or invocation is found in the history", async () => {
    const { WindowExecutionId, TaskExecutionId, invocation } = row("RUN_COMMAND");
    const task = await resolve(TaskExecutionId);
    expect(task.located.kind).toBe("task");
    expect(task.located.ids).toMatchObject({ WindowExecutionId, TaskExecutionId });
    const { located } = await resolve(`InvocationId: ${invocation.InvocationId}`);
    expect(located.kind).toBe("invocation");
    expect(located.ids).toMatchObject({ TaskExecutionId, InvocationId: invocation.InvocationId });
  });

  it("of an event that names the target is found as the only invocation of the target", async () => {
    const targets = new Map<string, number>();
    const key = ({ TaskExecutionId, invocation }: ScreenRow): string =>
      `${TaskExecutionId} ${invocation.WindowTargetId}`;
    for (const one of rows) targets.set(key(one), (targets.get(key(one)) ?? 0) + 1);
    const text = ({ WindowExecutionId, TaskExecutionId, invocation }: ScreenRow): string =>
      `"window-execution-id": "${WindowExecutionId}", "task-execution-id": "${TaskExecutionId}", "window-target-id": "${invocation.WindowTargetId}"`;
    const single = rows.find(
      (one) => one.invocation.WindowTargetId !== undefined && targets.get(key(one)) === 1,
    );
    if (single === undefined) throw new Error("The night has a target with one invocation.");
    const { located, transport } = await resolve(text(single));
    expect(located.ids.InvocationId).toBe(single.invocation.InvocationId);
    expect(transport.requests).toBe(1);
    const shared = rows.find(
      (one) => one.invocation.WindowTargetId !== undefined && (targets.get(key(one)) ?? 0) > 1,
    );
    if (shared !== undefined) expect((await resolve(text(shared))).located.kind).toBe("task");
  });

  it.each(["WindowTaskId", "WindowTargetId"] as const)(
    "with only a %s leads to its window",
    async (member) => {
      const { WindowId } = row("RUN_COMMAND");
      const client = createClient(mockTransport());
      const operation =
        member === "WindowTaskId" ? "DescribeMaintenanceWindowTasks" : "DescribeMaintenanceWindowTargets";
      const page = await client.call(operation, { WindowId });
      const [first] = ("Tasks" in page ? page.Tasks : "Targets" in page ? page.Targets : undefined) ?? [];
      const id = String(Reflect.get(first ?? {}, member));
      expect((await resolve(`${member}: ${id}`)).located).toEqual({
        kind: "window",
        ids: { [member]: id, WindowId },
      });
      await expect(resolve(`${member} 00000000-0000-4000-8000-00000000dead`)).rejects.toThrow(
        "No window has the registered",
      );
    },
  );

  it("that does not exist is reported with what to do", async () => {
    const unknown = "00000000-0000-4000-8000-00000000dead";
    const outcome = resolve(unknown);
    await expect(outcome).rejects.toThrow(`${unknown} was not found as an execution or in the newest`);
    await expect(outcome).rejects.toMatchObject({
      advice:
        "Check the account and region; AWS keeps the history for about 30 days. For an older task or invocation, put the execution ID before it.",
    });
  });

  it("is reported with what access was denied to", async () => {
    const faults: MockFault[] = [{ kind: "access-denied", operations: ["ListCommandInvocations"] }];
    await expect(resolve("00000000-0000-4000-8000-00000000dead", faults)).rejects.toThrow(
      "(access to commands was denied)",
    );
  });

  it("is not searched after other errors of the service", async () => {
    await expect(
      resolve("00000000-0000-4000-8000-00000000dead", [{ kind: "server-error" }]),
    ).rejects.toMatchObject({
      kind: "service",
    });
  });
});
