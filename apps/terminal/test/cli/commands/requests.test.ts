/** What commands request: nothing twice, and nothing that they do not show. */
import { createClient, type Transport } from "@windowpane/core";
import { fixedClock, mockTransport } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import { runWith } from "../../fake-host.ts";

const now = "2026-11-22T12:00:00Z";
const account = mockTransport({ clock: fixedClock(new Date(now)) });

/** Runs a command and gives its requests, each as `Operation {input}`. */
const requestsOf = async (...argv: readonly string[]): Promise<readonly string[]> => {
  const sent: string[] = [];
  const transport: Transport = {
    name: "recorded",
    send: (operation, input, options) => {
      sent.push(`${operation} ${JSON.stringify(input)}`);
      return account.send(operation, input, options);
    },
  };
  const { exitCode } = await runWith([...argv, "--output", "json"], { transport, now });
  expect(exitCode).toBe(0);
  return sent;
};

const times = (sent: readonly string[], operation: string): number =>
  sent.filter((request) => request.startsWith(`${operation} `)).length;

let WindowExecutionId: string;
let TaskExecutionId: string;
beforeAll(async () => {
  const client = createClient(account);
  const { WindowIdentities } = await client.call("DescribeMaintenanceWindows", {});
  const { WindowId = "" } = WindowIdentities?.find(({ Name }) => Name === "linux-patch-nightly") ?? {};
  const { WindowExecutions } = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
  WindowExecutionId = WindowExecutions?.[0]?.WindowExecutionId ?? "";
  const tasks = await client.call("DescribeMaintenanceWindowExecutionTasks", { WindowExecutionId });
  TaskExecutionId = tasks.WindowExecutionTaskIdentities?.[0]?.TaskExecutionId ?? "";
});

describe("an execution that is given by its ID", () => {
  it.each([["report"], ["targets"], ["timeline"], ["patches"], ["report", "--no-patches"]])(
    "is read without a repeated request by %s %s",
    async (command, ...options) => {
      const sent = await requestsOf(command, WindowExecutionId, ...options);
      expect(sent.filter((request, index) => sent.indexOf(request) !== index)).toEqual([]);
      expect(times(sent, "GetMaintenanceWindowExecution")).toBe(1);
    },
  );

  it("has its window searched while it is read, beginning with the windows that are due at its time of day", async () => {
    const sent = await requestsOf("report", WindowExecutionId, "--no-patches");
    const isSearch = (request: string): boolean => request.startsWith("DescribeMaintenanceWindowExecutions ");
    const last = sent.findLastIndex((request) => request.startsWith("ListCommand"));
    expect(sent.findIndex(isSearch)).toBeLessThan(last);
    // Four at a time, of eleven windows.
    expect(sent.filter(isSearch).length).toBeLessThan(6);
  });

  it("has no window searched where the output does not name it", async () => {
    const sent = await requestsOf("output", WindowExecutionId, "--bad");
    expect(times(sent, "GetMaintenanceWindowExecution")).toBe(1);
    expect(times(sent, "DescribeMaintenanceWindows")).toBe(0);
    expect(times(sent, "DescribeMaintenanceWindowExecutions")).toBe(0);
  });

  it("has its tasks and invocations listed with the requests of the list only", async () => {
    expect(await requestsOf("tasks", WindowExecutionId)).toEqual([
      `DescribeMaintenanceWindowExecutionTasks {"WindowExecutionId":"${WindowExecutionId}"}`,
    ]);
    expect(await requestsOf("invocations", WindowExecutionId, TaskExecutionId)).toEqual([
      `DescribeMaintenanceWindowExecutionTaskInvocations {"WindowExecutionId":"${WindowExecutionId}","TaskId":"${TaskExecutionId}"}`,
    ]);
  });
});

it("the ID of a task costs no repeated request either", async () => {
  const sent = await requestsOf("report", TaskExecutionId, "--no-patches");
  expect(times(sent, "GetMaintenanceWindowExecution")).toBe(2);
  expect(times(sent, "DescribeMaintenanceWindows")).toBe(1);
});
