import type { Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { machineIds, machinesAt } from "../machines-account.ts";
import { minute } from "../small-account.ts";

const { linux, derived, hybrid, terminated, unknown } = machineIds;

type More = Omit<Input<"DescribeInstancePatches">, "InstanceId">;

const list = async (minutes: number, InstanceId: string, more: More = {}) =>
  (await machinesAt(minutes).call("DescribeInstancePatches", { InstanceId, ...more })).Patches ?? [];

const ids = (patches: Awaited<ReturnType<typeof list>>): string =>
  patches.map(({ KBId = "" }) => KBId.split(".")[0]).join(" ");

describe("DescribeInstancePatches", () => {
  it("lists patches with placeholders for unknown and not installed ones", async () => {
    const [openssl, jq] = await list(7, linux);
    expect(openssl).toEqual({
      Title: "openssl",
      KBId: "openssl.x86_64",
      Classification: "Security",
      Severity: "Important",
      State: "Installed",
      InstalledTime: minute(-500),
    });
    expect(jq).toEqual({
      Title: "",
      KBId: "jq.x86_64",
      Classification: "",
      Severity: "",
      State: "InstalledOther",
      InstalledTime: new Date(0),
    });
  });

  it("lists the patches of the last finished operation", async () => {
    expect(ids(await list(-29.5, linux))).toBe("");
    expect(ids(await list(6, linux))).toBe("openssl kernel");
    expect(ids(await list(7, linux))).toBe("openssl jq kernel curl");
  });

  it("has CVEs for missing and failed patches only", async () => {
    const cves = async (minutes: number) => (await list(minutes, linux)).map(({ CVEIds }) => CVEIds);
    expect(await cves(6)).toEqual([undefined, "CVE-2026-0002,CVE-2026-0003"]);
    expect(await cves(7)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([
    ["State", ["Failed"], "curl"],
    ["State", ["InstalledOther", "InstalledPendingReboot"], "jq kernel"],
    ["State", ["Missing"], ""],
    ["Classification", ["Security"], "openssl kernel"],
    ["Severity", ["Critical"], "kernel"],
    ["KBId", ["curl.x86_64", "jq.x86_64"], "jq curl"],
  ])("filters by %s %j", async (Key, Values, expected) => {
    expect(ids(await list(7, linux, { Filters: [{ Key, Values }] }))).toBe(expected);
  });

  it("applies every filter", async () => {
    const Filters = [
      { Key: "Classification", Values: ["Security"] },
      { Key: "State", Values: ["Installed"] },
    ];
    expect(ids(await list(7, linux, { Filters }))).toBe("openssl");
  });

  it.each([
    [{ Key: "Title", Values: ["openssl"] }],
    [{ Values: ["openssl"] }],
    [{ Key: "State", Values: ["INSTALLED"] }],
    [{ Key: "State" }],
  ])("rejects the filter %j", async (filter) => {
    await expect(list(7, linux, { Filters: [filter] })).rejects.toMatchObject({ code: "InvalidFilter" });
  });

  it("is empty for a machine that was never scanned, and rejects an unknown or terminated one", async () => {
    expect(await list(7, hybrid)).toEqual([]);
    expect(await list(7, derived)).toEqual([]);
    expect(await list(5, terminated)).toHaveLength(2);
    for (const id of [unknown, terminated]) {
      await expect(list(7, id)).rejects.toMatchObject({ code: "InvalidInstanceId" });
    }
  });

  it("rejects a token of another request with the documented error", async () => {
    await expect(list(7, linux, { NextToken: "garbage" })).rejects.toMatchObject({
      code: "InvalidNextToken",
    });
  });
});
