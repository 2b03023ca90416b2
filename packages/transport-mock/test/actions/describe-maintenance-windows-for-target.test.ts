import type { Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { atMinute } from "../at-minute.ts";
import { ids } from "../small-account.ts";

type ForTarget = Input<"DescribeMaintenanceWindowsForTarget">;

const list = async (input: ForTarget) =>
  (await atMinute(0).client.call("DescribeMaintenanceWindowsForTarget", input)).WindowIdentities ?? [];

const names = async (
  ResourceType: ForTarget["ResourceType"],
  ...targets: readonly (readonly [string, ...string[]])[]
): Promise<unknown[]> => {
  const Targets = targets.map(([Key, ...Values]) => ({ Key, Values }));
  return (await list({ ResourceType, Targets })).map(({ Name }) => Name);
};

describe("DescribeMaintenanceWindowsForTarget", () => {
  it("returns the IDs and names of windows, including disabled ones", async () => {
    const Targets = [{ Key: "InstanceIds", Values: ["i-0000000000000000b"] }];
    expect(await list({ ResourceType: "INSTANCE", Targets })).toEqual([{ WindowId: ids.idle, Name: "idle" }]);
  });

  it("finds windows by instance ID, tag and resource group, each under its type", async () => {
    expect(await names("INSTANCE", ["tag:Role", "db", "mail"])).toEqual(["nightly"]);
    expect(await names("INSTANCE", ["tag:Role", "mail"])).toEqual([]);
    expect(await names("INSTANCE", ["tag:Team", "db"])).toEqual([]);
    expect(await names("RESOURCE_GROUP", ["resource-groups:Name", "kiosks"])).toEqual(["nightly"]);
    expect(await names("INSTANCE", ["resource-groups:Name", "kiosks"])).toEqual([]);
    expect(await names("RESOURCE_GROUP", ["tag:Role", "db"])).toEqual([]);
  });

  it("finds a window by the target of a task", async () => {
    expect(await names("INSTANCE", ["InstanceIds", "i-0000000000000000c"])).toEqual(["idle"]);
    expect(await names("RESOURCE_GROUP", ["InstanceIds", "i-0000000000000000c"])).toEqual([]);
  });

  it("compares one target of a window with all requested ones", async () => {
    const machine = ["InstanceIds", "i-0000000000000000a"] as const;
    expect(await names("INSTANCE", machine)).toEqual(["idle"]);
    expect(await names("INSTANCE", machine, ["tag:Role", "db"])).toEqual([]);
    expect(await names("INSTANCE")).toEqual(["nightly", "idle"]);
  });

  it("supports pages of one item, and rejects an unknown token", async () => {
    const { client } = atMinute(0);
    const input: ForTarget = { ResourceType: "INSTANCE", Targets: [], MaxResults: 1 };
    const pages: unknown[] = [];
    for await (const page of client.pages("DescribeMaintenanceWindowsForTarget", input)) {
      pages.push(page.WindowIdentities?.map(({ Name }) => Name));
    }
    expect(pages).toEqual([["nightly"], ["idle"]]);
    await expect(list({ ...input, NextToken: "garbage" })).rejects.toMatchObject({
      code: "ValidationException",
    });
  });
});
