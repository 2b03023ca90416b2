import { createClient } from "@windowpane/core";
import { fleet, fleetIds, mockTransport, type MockFault } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { gapsOf, snapshotTransport, type Snapshot } from "../src/index.ts";
import { take } from "./take.ts";

const { WindowId, WindowExecutionId, TaskId } = fleetIds;
const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

const taken = (...faults: readonly MockFault[]): Promise<Snapshot> =>
  take(mockTransport({ scenario: fleet({ invocations: 250 }), faults }), {
    of: { executions: [WindowExecutionId] },
    output: "needed",
  });

describe("what could not be read", () => {
  it("is kept with its reason, and refused in these words", async () => {
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

  it("of a list is its end: what was read comes first, then the reason", async () => {
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
    ["no-answer", { kind: "transport", meaning: "no-response" }],
    ["no-response", { kind: "transport", meaning: "no-response" }],
    ["unsent", { kind: "transport", meaning: "unsent" }],
    ["foreign", { kind: "transport", meaning: "foreign" }],
    ["stalled", { kind: "stalled" }],
    ["invalid-output", { kind: "invalid-output" }],
    ["ThrottlingException", { kind: "service", code: "ThrottlingException" }],
  ])("has the meaning of its code, that of older files too: %s", async (code, error) => {
    const snapshot = await taken({ kind: "access-denied", operations: [LIST] });
    const answers = snapshot.answers.map(({ gap, ...held }) => ({
      ...held,
      ...(gap === undefined ? {} : { gap: { code, message: "x" } }),
    }));
    const client = createClient(snapshotTransport({ ...snapshot, answers }));
    const asking = client.call(LIST, { WindowExecutionId, TaskId });
    await expect(asking).rejects.toMatchObject(error);
    await expect(asking).rejects.not.toMatchObject({ retryable: true });
  });

  it("of a list without a single item is refused at once, also under a filter", async () => {
    const snapshot = await taken({ kind: "server-error", operations: [LIST] });
    const client = createClient(snapshotTransport(snapshot));
    for (const Filters of [[], [{ Key: "STATUS", Values: ["FAILED"] }]]) {
      await expect(client.call(LIST, { WindowExecutionId, TaskId, Filters })).rejects.toMatchObject({
        code: "InternalServerError",
        retryable: false,
      });
    }
  });

  it("is the window, where no window lists the execution", async () => {
    const snapshot = await taken({ kind: "access-denied", operations: ["DescribeMaintenanceWindows"] });
    const client = createClient(snapshotTransport(snapshot));
    await expect(client.call("DescribeMaintenanceWindows", {})).rejects.toMatchObject({
      code: "AccessDeniedException",
    });
    await expect(client.call("GetMaintenanceWindow", { WindowId })).rejects.toMatchObject({
      code: "DoesNotExistException",
      message: `The snapshot does not hold window ${WindowId}. It is about execution ${WindowExecutionId}, taken at 2026-11-22T08:00:00.000Z.`,
    });
  });
});

describe("a window that is not there any more", () => {
  it("is a gap, and no account without windows", async () => {
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

describe("what nobody asked for when it was taken", () => {
  it("is refused, not empty", async () => {
    const client = createClient(snapshotTransport(await taken()));
    const nobody = "00000000-0000-0000-0000-000000000000";
    await expect(client.call("ListCommandInvocations", { CommandId: nobody })).rejects.toMatchObject({
      code: "InvalidCommandId",
      message: expect.stringContaining(`The snapshot does not hold command ${nobody}.`) as string,
    });
    await expect(client.call("DescribeMaintenanceWindowSchedule", {})).rejects.toMatchObject({
      message: expect.stringContaining("The snapshot does not hold scheduled executions.") as string,
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
