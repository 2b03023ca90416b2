import type { Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids, minute } from "../small-account.ts";

const list = async (minutes: number, input: Input<"ListCommandInvocations"> = {}) =>
  (await atMinute(minutes).client.call("ListCommandInvocations", input)).CommandInvocations ?? [];

const words = (invocations: Awaited<ReturnType<typeof list>>): unknown[] =>
  invocations.map(({ InstanceId, Status, StatusDetails }) => [InstanceId?.at(-1), Status, StatusDetails]);

const CommandId = ids.command;

describe("ListCommandInvocations", () => {
  it.each([
    [3, []],
    [
      4,
      [
        ["a", "InProgress", "In Progress"],
        ["b", "Pending", "Pending"],
      ],
    ],
    [
      5,
      [
        ["a", "InProgress", "In Progress"],
        ["b", "Delayed", "Delayed"],
      ],
    ],
    [
      9,
      [
        ["a", "Failed", "Failed"],
        ["b", "Failed", "Undeliverable"],
      ],
    ],
  ])("at minute %i the command's machines are %j", async (minutes, expected) => {
    expect(words(await list(minutes, { CommandId }))).toEqual(expected);
  });

  it("returns missing values as empty strings, and steps only with Details", async () => {
    const [first] = await list(9, { CommandId });
    expect(first).toEqual({
      CommandId,
      InstanceId: "i-0000000000000000a",
      InstanceName: "",
      Comment: "patch",
      DocumentName: "AWS-RunPatchBaseline",
      DocumentVersion: "",
      RequestedDateTime: minute(4),
      Status: "Failed",
      StatusDetails: "Failed",
      StandardOutputUrl: "",
      StandardErrorUrl: "",
      CommandPlugins: [],
      ServiceRole: "",
      NotificationConfig: { NotificationArn: "", NotificationEvents: [], NotificationType: "" },
      CloudWatchOutputConfig: { CloudWatchLogGroupName: "", CloudWatchOutputEnabled: false },
    });
  });

  it("lists the steps in order; a step that did not run has -1 and no times", async () => {
    const [during] = await list(5, { CommandId, Details: true });
    expect(during?.CommandPlugins?.map(({ Status, ResponseCode }) => [Status, ResponseCode])).toEqual([
      ["InProgress", -1],
      ["Pending", -1],
      ["Pending", -1],
    ]);
    const [after] = await list(9, { CommandId, Details: true });
    const [download, install, verify] = after?.CommandPlugins ?? [];
    expect(download).toMatchObject({
      Status: "Success",
      ResponseCode: 0,
      ResponseStartDateTime: minute(4),
      ResponseFinishDateTime: minute(6),
      Output: "fetched",
    });
    expect(install).toMatchObject({ ResponseCode: 1, ResponseStartDateTime: minute(6) });
    expect(verify).toMatchObject({ Status: "Failed", ResponseCode: -1, Output: "" });
    expect(verify).not.toHaveProperty("ResponseStartDateTime");
  });

  it("truncates the output of a step at 2,500 characters, half of them for stderr", async () => {
    const [machine] = await list(9, { CommandId, Details: true });
    const output = machine?.CommandPlugins?.[1]?.Output ?? "";
    expect(output).toHaveLength(2500);
    expect(output).toMatch(
      /^o+\n---Output truncated---\n----------ERROR-------\ne+\n---Error truncated----$/,
    );
  });

  it("lists all command invocations, newest command first, or those of one machine", async () => {
    expect(words(await list(9))).toEqual([
      ["a", "Failed", "Failed"],
      ["b", "Failed", "Undeliverable"],
      ["a", "Success", "Success"],
    ]);
    expect(words(await list(9, { InstanceId: "i-0000000000000000a" }))).toHaveLength(2);
    expect(words(await list(9, { InstanceId: "i-0000000000000000b", CommandId }))).toHaveLength(1);
    expect(await list(9, { InstanceId: "i-0000000000000000c" })).toEqual([]);
  });

  it("does not list commands that have not been sent", async () => {
    for (const input of [{}, { InstanceId: "i-0000000000000000a" }]) {
      expect(words(await list(3, input))).toEqual([["a", "InProgress", "In Progress"]]);
    }
  });

  it("returns pages of machines across commands", async () => {
    const { client } = atMinute(9);
    const seen: unknown[] = [];
    let requests = 0;
    for await (const page of client.pages("ListCommandInvocations", { MaxResults: 1 })) {
      requests += 1;
      seen.push(...words(page.CommandInvocations ?? []));
    }
    expect(seen).toEqual(words(await list(9)));
    expect(requests).toBe(3);
  });

  it.each([
    ["Status", "Failed", 2],
    ["Status", "Success", 1],
    ["Status", "Undeliverable", 1],
    ["DocumentName", "AWS-RunShellScript", 1],
    ["InvokedAfter", "2026-11-22T02:04:00Z", 2],
    ["InvokedBefore", "2026-11-22T02:04:00Z", 1],
  ] as const)("filters by %s %s", async (key, value, count) => {
    expect(await list(9, { Filters: [{ key, value }] })).toHaveLength(count);
  });

  it("rejects ExecutionStage, which only ListCommands supports", async () => {
    const input = { Filters: [{ key: "ExecutionStage" as const, value: "Complete" }] };
    await expect(list(9, input)).rejects.toMatchObject({
      code: "InvalidFilterKey",
      message: "InvalidFilterKey",
    });
  });

  it("is empty for an unknown command, and rejects an invalid ID", async () => {
    expect(await list(9, { CommandId: ids.unknown })).toEqual([]);
    await expect(list(9, { CommandId: "x".repeat(36) })).rejects.toMatchObject({ code: "InvalidCommandId" });
  });
});
