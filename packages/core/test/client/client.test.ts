import { describe, expect, it } from "vitest";
import { createClient, InvalidOutputError, type Transport } from "../../src/index.ts";

const responding = (response: unknown): Transport => ({ name: "canned", send: async () => response });
const WindowId = "mw-0c50858d01abcdef0";

describe("a response", () => {
  it("keeps members that are newer than the model", async () => {
    const response = { WindowId, Colour: "blue" };
    expect(await createClient(responding(response)).call("GetMaintenanceWindow", { WindowId })).toEqual(
      response,
    );
  });

  it("can violate AWS's patterns, as real responses do", async () => {
    const response = { DocumentVersion: "", ExecutionElapsedTime: "PT0.091S", Status: "Exploded" };
    const input = { CommandId: "73c8eef8-f4ee-4a05-820c-e354fd76ad83", InstanceId: "i-0cb2b964d3e14fd9f" };
    expect(await createClient(responding(response)).call("GetCommandInvocation", input)).toEqual(response);
  });

  it("can lack all members", async () => {
    expect(await createClient(responding({})).call("DescribeMaintenanceWindows", {})).toEqual({});
  });

  it.each([
    ["not an object", undefined, "expected object"],
    ["a time that is not a Date", { StartTime: 1541761816.338 }, "StartTime"],
    ["a list that is a string", { TaskIds: "all" }, "TaskIds"],
  ])("is rejected if it cannot be read: %s", async (_, response, where) => {
    const input = { WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2" };
    const call = createClient(responding(response)).call("GetMaintenanceWindowExecution", input);
    await expect(call).rejects.toThrow(InvalidOutputError);
    await expect(call).rejects.toThrow(where);
  });

  it("does not show values in the error", async () => {
    const response = { WindowExecutionTaskInvocationIdentities: [{ Parameters: { password: "hunter2" } }] };
    const error = await createClient(responding(response))
      .call("DescribeMaintenanceWindowExecutionTaskInvocations", {
        WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2",
        TaskId: "0c9ac961-dafd-4a94-b6c7-1bef3a7700d1",
      })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidOutputError);
    expect(String(error)).toContain("WindowExecutionTaskInvocationIdentities.0.Parameters");
    expect(JSON.stringify([error, String(error)])).not.toContain("hunter2");
  });
});

describe("a call", () => {
  it("passes the caller's options to the transport", async () => {
    const controller = new AbortController();
    const seen: unknown[] = [];
    const transport: Transport = {
      name: "spy",
      send: async (operation, input, options) => {
        seen.push([operation, input, options.signal]);
        return {};
      },
    };
    await createClient(transport).call("GetMaintenanceWindow", { WindowId }, { signal: controller.signal });
    expect(seen).toEqual([["GetMaintenanceWindow", { WindowId }, controller.signal]]);
  });

  it("rejects with the caller's reason if aborted", async () => {
    const reason = { because: "the user left" };
    const transport: Transport = {
      name: "slow",
      // Rejects with the unchanged reason.
      send: (_operation, _input, { signal }) => Promise.reject(signal?.reason),
    };
    const call = createClient(transport).call(
      "DescribeMaintenanceWindows",
      {},
      { signal: AbortSignal.abort(reason) },
    );
    await expect(call).rejects.toBe(reason);
  });
});
