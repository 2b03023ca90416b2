import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

const get = async (
  minutes: number,
  more: { InstanceId?: string; PluginName?: string; CommandId?: string } = {},
) =>
  atMinute(minutes).client.call("GetCommandInvocation", {
    CommandId: ids.command,
    InstanceId: "i-0000000000000000a",
    ...more,
  });

const quick = { CommandId: "0000000a-0000-4000-8000-000000000030" };

describe("GetCommandInvocation", () => {
  it("does not require PluginName for a document with one step", async () => {
    expect(await get(5, quick)).toEqual({
      ...quick,
      InstanceId: "i-0000000000000000a",
      Comment: "",
      DocumentName: "AWS-RunShellScript",
      DocumentVersion: "",
      PluginName: "aws:runShellScript",
      ResponseCode: 0,
      ExecutionStartDateTime: "2026-11-22T02:02:00.000Z",
      ExecutionElapsedTime: "PT3M",
      ExecutionEndDateTime: "2026-11-22T02:05:00.000Z",
      Status: "Success",
      StatusDetails: "Success",
      StandardOutputContent: "done",
      StandardOutputUrl: "",
      StandardErrorContent: "warned",
      StandardErrorUrl: "",
      CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
    });
  });

  it("has empty strings and -1 before a step ends", async () => {
    expect(await get(4, quick)).toMatchObject({
      Status: "InProgress",
      StatusDetails: "In Progress",
      ResponseCode: -1,
      ExecutionStartDateTime: "2026-11-22T02:02:00.000Z",
      ExecutionElapsedTime: "",
      ExecutionEndDateTime: "",
      StandardOutputContent: "",
    });
    expect(await get(9, { PluginName: "verify" })).toMatchObject({
      Status: "Failed",
      ResponseCode: -1,
      ExecutionStartDateTime: "",
      ExecutionElapsedTime: "",
    });
  });

  it("truncates stdout at 24,000 characters and stderr at 8,000", async () => {
    const { StandardOutputContent = "", StandardErrorContent = "" } = await get(9, { PluginName: "install" });
    expect(StandardOutputContent).toHaveLength(24_000);
    expect(StandardOutputContent).toMatch(/^o+--output truncated--$/);
    expect(StandardErrorContent).toHaveLength(8000);
    expect(StandardErrorContent).toMatch(/^e+--error truncated--$/);
  });

  it.each([
    ["a document of several steps without a step", {}, "InvalidPluginName"],
    ["a step that the document does not have", { PluginName: "reboot" }, "InvalidPluginName"],
    ["an unknown command", { CommandId: ids.unknown }, "InvocationDoesNotExist"],
    [
      "a machine that the command does not have",
      { InstanceId: "i-0000000000000000c" },
      "InvocationDoesNotExist",
    ],
    ["36 characters that are not a UUID", { CommandId: "x".repeat(36) }, "InvalidCommandId"],
  ])("rejects %s", async (_, more, code) => {
    await expect(get(9, more)).rejects.toMatchObject({ code, status: 400 });
  });

  it("rejects a command that has not been sent", async () => {
    await expect(get(3)).rejects.toMatchObject({ code: "InvocationDoesNotExist" });
  });
});
