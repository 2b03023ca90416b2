import { createClient } from "@windowpane/core";
import { fleet, fleetIds, mockTransport, type MockFault } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { gapsOf, snapshotTransport, type Snapshot } from "../src/index.ts";
import { createEntryLog } from "../src/file/entry-log.ts";
import { take } from "./take.ts";

const { WindowId, WindowExecutionId, TaskId } = fleetIds;
const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

const taken = (...faults: readonly MockFault[]): Promise<Snapshot> =>
  take(mockTransport({ scenario: fleet({ invocations: 250 }), faults }), {
    of: { executions: [WindowExecutionId] },
    output: "needed",
  });

describe("a gap", () => {
  it("is recorded with its reason, which is the error message", async () => {
    const snapshot = await taken({
      kind: "access-denied",
      operations: ["GetMaintenanceWindowExecutionTask"],
    });
    expect(gapsOf(snapshot)).toMatchObject([
      {
        operation: "GetMaintenanceWindowExecutionTask",
        input: { WindowExecutionId, TaskId },
        gap: { code: "AccessDeniedException" },
      },
    ]);
    const client = createClient(snapshotTransport(snapshot));
    await expect(
      client.call("GetMaintenanceWindowExecutionTask", { WindowExecutionId, TaskId }),
    ).rejects.toMatchObject({
      code: "AccessDeniedException",
      retryable: false,
      message: expect.stringMatching(/^It could not be read when the snapshot was taken: User: /) as string,
    });
  });

  it("at the end of a list comes after the items that were read", async () => {
    const snapshot = await taken({ kind: "dropped-response", operations: [LIST], after: 2 });
    const client = createClient(snapshotTransport(snapshot));
    const items: unknown[] = [];
    const walking = (async () => {
      for await (const item of client.items(LIST, { WindowExecutionId, TaskId, MaxResults: 33 }))
        items.push(item);
    })();
    await expect(walking).rejects.toMatchObject({
      kind: "transport",
      meaning: "no-response",
      retryable: false,
    });
    expect(items).toHaveLength(200);
  });

  it.each<[string, object]>([
    ["no-response", { kind: "transport", meaning: "no-response" }],
    ["unsent", { kind: "transport", meaning: "unsent" }],
    ["foreign", { kind: "transport", meaning: "foreign" }],
    ["stalled", { kind: "stalled" }],
    ["invalid-output", { kind: "invalid-output" }],
    ["ThrottlingException", { kind: "service", code: "ThrottlingException" }],
  ])("has the meaning of its code: %s", async (code, error) => {
    const snapshot = await taken({ kind: "access-denied", operations: [LIST] });
    const log = createEntryLog();
    for (const { operation, input } of gapsOf(snapshot))
      log.add(operation, input, { gap: { code, message: "x" } });
    const client = createClient(snapshotTransport({ ...snapshot, responses: log.entries() }));
    const asking = client.call(LIST, { WindowExecutionId, TaskId });
    await expect(asking).rejects.toMatchObject(error);
    await expect(asking).rejects.not.toMatchObject({ retryable: true });
  });

  it("of a list without items is an error at once, also with a filter", async () => {
    const snapshot = await taken({ kind: "server-error", operations: [LIST] });
    const client = createClient(snapshotTransport(snapshot));
    for (const Filters of [[], [{ Key: "STATUS", Values: ["FAILED"] }]]) {
      await expect(client.call(LIST, { WindowExecutionId, TaskId, Filters })).rejects.toMatchObject({
        code: "InternalServerError",
        retryable: false,
      });
    }
  });

  it("is recorded for the window if no window lists the execution", async () => {
    const snapshot = await taken({ kind: "access-denied", operations: ["DescribeMaintenanceWindows"] });
    const client = createClient(snapshotTransport(snapshot));
    await expect(client.call("DescribeMaintenanceWindows", {})).rejects.toMatchObject({
      code: "AccessDeniedException",
    });
    await expect(client.call("GetMaintenanceWindow", { WindowId })).rejects.toMatchObject({
      code: "DoesNotExistException",
      message: `The snapshot does not contain window ${WindowId}. It contains execution ${WindowExecutionId}, taken at 2026-11-22T08:00:00.000Z.`,
    });
  });
});

describe("a window that no longer exists", () => {
  it("is a gap in the list of windows", async () => {
    const gone = "mw-00000000000000000";
    const snapshot = await take(mockTransport({ scenario: fleet({ invocations: 1 }) }), {
      of: { WindowId: gone },
    });
    const client = createClient(snapshotTransport(snapshot));
    await expect(client.call("DescribeMaintenanceWindows", {})).rejects.toMatchObject({ code: "not-found" });
    await expect(client.call("GetMaintenanceWindow", { WindowId: gone })).rejects.toMatchObject({
      code: "DoesNotExistException",
    });
  });
});

describe("a request that is not in the snapshot", () => {
  it("is rejected instead of empty", async () => {
    const client = createClient(snapshotTransport(await taken()));
    const unknown = "00000000-0000-0000-0000-000000000000";
    await expect(client.call("ListCommandInvocations", { CommandId: unknown })).rejects.toMatchObject({
      code: "InvalidCommandId",
      message: expect.stringContaining(`The snapshot does not contain command ${unknown}.`) as string,
    });
    await expect(client.call("DescribeMaintenanceWindowSchedule", {})).rejects.toMatchObject({
      message: expect.stringContaining("The snapshot does not contain scheduled executions.") as string,
    });
    await expect(
      client.call("DescribeMaintenanceWindowExecutions", { WindowId: "mw-00000000000000000" }),
    ).rejects.toMatchObject({ code: "DoesNotExistException" });
  });

  it("cannot be changed", async () => {
    const client = createClient(snapshotTransport(await taken()));
    await expect(
      client.call("CancelMaintenanceWindowExecution", { WindowExecutionId }),
    ).rejects.toMatchObject({ code: "UnsupportedOperationException", retryable: false });
  });
});
