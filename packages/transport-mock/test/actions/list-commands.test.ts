import type { Input, Item } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

const list = async (minutes: number, input: Input<"ListCommands"> = {}) =>
  (await atMinute(minutes).client.call("ListCommands", input)).Commands ?? [];

const CommandId = ids.command;
const machine = "i-0000000000000000a";

const words = (commands: readonly Item<"ListCommands">[]): unknown[] =>
  commands.map(({ DocumentName, Status, StatusDetails }) => [DocumentName, Status, StatusDetails]);

describe("ListCommands", () => {
  it("describes a command with its parameters and counts", async () => {
    const [, quick] = await list(9);
    expect(quick).toEqual({
      CommandId: "0000000a-0000-4000-8000-000000000030",
      DocumentName: "AWS-RunShellScript",
      DocumentVersion: "",
      Comment: "",
      Parameters: { commands: ["echo done"] },
      InstanceIds: [machine],
      Targets: [],
      RequestedDateTime: minute(2),
      Status: "Success",
      StatusDetails: "Success",
      MaxConcurrency: "50",
      MaxErrors: "0",
      TimeoutSeconds: 600,
      TargetCount: 1,
      CompletedCount: 1,
      ErrorCount: 0,
      DeliveryTimedOutCount: 0,
      OutputS3BucketName: "",
      OutputS3KeyPrefix: "",
      ServiceRole: "",
      NotificationConfig: { NotificationArn: "", NotificationEvents: [], NotificationType: "" },
      CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
    });
  });

  it("derives instance IDs and limits from the task if an invocation has no Parameters", async () => {
    const [failing] = await list(9, { CommandId });
    expect(failing).toMatchObject({
      Comment: "patch",
      Parameters: {},
      InstanceIds: [machine, "i-0000000000000000b"],
      MaxErrors: "1",
    });
    expect(failing).not.toHaveProperty("MaxConcurrency");
  });

  it.each([
    [3, []],
    [4, [["InProgress", "In Progress", 0, 0]]],
    [8, [["InProgress", "In Progress", 1, 1]]],
    // The undeliverable machine counts as completed, not as an error.
    [9, [["Failed", "Failed", 2, 1]]],
  ])("at minute %i has the status and counts %j", async (minutes, expected) => {
    const commands = await list(minutes, { CommandId });
    expect(
      commands.map(({ Status, StatusDetails, CompletedCount, ErrorCount }) => [
        Status,
        StatusDetails,
        CompletedCount,
        ErrorCount,
      ]),
    ).toEqual(expected);
    expect(commands.every(({ TargetCount }) => TargetCount === 2)).toBe(true);
  });

  it("lists commands that were sent, newest first, or those of one machine", async () => {
    expect(words(await list(1))).toEqual([]);
    expect(words(await list(3))).toEqual([["AWS-RunShellScript", "InProgress", "In Progress"]]);
    const all = [
      ["AWS-RunPatchBaseline", "Failed", "Failed"],
      ["AWS-RunShellScript", "Success", "Success"],
    ];
    expect(words(await list(9))).toEqual(all);
    expect(words(await list(9, { InstanceId: machine }))).toEqual(all);
    expect(words(await list(9, { InstanceId: "i-0000000000000000b" }))).toEqual(all.slice(0, 1));
    expect(await list(3, { InstanceId: "i-0000000000000000b" })).toEqual([]);
    expect(await list(9, { InstanceId: "i-0000000000000000c" })).toEqual([]);
    expect(await list(9, { InstanceId: "i-0000000000000000c", CommandId })).toEqual([]);
  });

  it("returns pages of commands", async () => {
    const { client } = atMinute(9);
    const pages: unknown[] = [];
    for await (const { Commands = [] } of client.pages("ListCommands", { MaxResults: 1 })) {
      pages.push(words(Commands));
    }
    expect(pages).toEqual(words(await list(9)).map((command) => [command]));
  });

  it.each([
    ["Status", "Failed", 9, ["AWS-RunPatchBaseline"]],
    ["Status", "InProgress", 4, ["AWS-RunPatchBaseline", "AWS-RunShellScript"]],
    ["Status", "Incomplete", 9, []],
    ["ExecutionStage", "Executing", 6, ["AWS-RunPatchBaseline"]],
    ["ExecutionStage", "Complete", 6, ["AWS-RunShellScript"]],
    ["DocumentName", "AWS-RunShellScript", 9, ["AWS-RunShellScript"]],
    ["InvokedAfter", "2026-11-22T02:04:00Z", 9, ["AWS-RunPatchBaseline"]],
    ["InvokedBefore", "2026-11-22T02:04:00Z", 9, ["AWS-RunShellScript"]],
  ] as const)("filters by %s %s at minute %i", async (key, value, minutes, expected) => {
    const commands = await list(minutes, { Filters: [{ key, value }] });
    expect(commands.map(({ DocumentName }) => DocumentName)).toEqual(expected);
  });

  it("applies every filter", async () => {
    const Filters = [
      { key: "DocumentName" as const, value: "AWS-RunShellScript" },
      { key: "Status" as const, value: "Failed" },
    ];
    expect(await list(9, { Filters })).toEqual([]);
  });

  it.each([
    ["Status", "Undeliverable"],
    ["ExecutionStage", "Done"],
    ["InvokedAfter", "yesterday"],
  ] as const)("rejects the value of %s %s", async (key, value) => {
    await expect(list(9, { Filters: [{ key, value }] })).rejects.toMatchObject({
      code: "ValidationException",
    });
  });

  it("rejects InstanceId with the status Pending", async () => {
    const Filters = [{ key: "Status" as const, value: "Pending" }];
    await expect(list(9, { InstanceId: machine, Filters })).rejects.toMatchObject({
      code: "ValidationException",
    });
    expect(await list(9, { Filters })).toEqual([]);
  });

  it("is empty for an unknown command, and rejects an invalid ID and an unknown token", async () => {
    expect(await list(9, { CommandId: ids.unknown })).toEqual([]);
    await expect(list(9, { CommandId: "x".repeat(36) })).rejects.toMatchObject({ code: "InvalidCommandId" });
    await expect(list(9, { NextToken: "garbage" })).rejects.toMatchObject({ code: "InvalidNextToken" });
  });
});
