import { createClient, type Input } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { fleet, mockTransport } from "../../src/index.ts";
import { machineIds, machinesAt } from "../machines-account.ts";
import { minute } from "../small-account.ts";

const list = async (minutes: number, input: Input<"DescribeInstanceInformation"> = {}) =>
  (await machinesAt(minutes).call("DescribeInstanceInformation", input)).InstanceInformationList ?? [];

const names = (machines: Awaited<ReturnType<typeof list>>): string =>
  machines.map(({ InstanceId }) => InstanceId?.at(-1)).join("");

const { linux, derived, unknown } = machineIds;

describe("DescribeInstanceInformation", () => {
  it("lists the machines of the plan, then those derived from commands", async () => {
    const [first, ...rest] = await list(0);
    expect(first).toMatchObject({ InstanceId: linux, IPAddress: "10.0.0.1", PlatformName: "Amazon Linux" });
    expect(names(rest)).toBe("cdeb");
    expect(rest.at(-1)).toMatchObject({
      InstanceId: derived,
      PingStatus: "Online",
      ResourceType: "EC2Instance",
    });
  });

  it("does not list a terminated machine", async () => {
    expect(names(await list(5))).toContain("e");
    expect(names(await list(6))).not.toContain("e");
  });

  it("derives the ping status from the last command: ConnectionLost if it was undeliverable", async () => {
    const Filters = [{ Key: "InstanceIds", Values: [derived, linux] }];
    const states = async (minutes: number) =>
      (await list(minutes, { Filters })).map(({ PingStatus }) => PingStatus);
    expect(await states(8)).toEqual(["Online", "Online"]);
    expect(await states(9)).toEqual(["Online", "ConnectionLost"]);
    expect((await list(9, { Filters }))[1]?.LastPingDateTime).toEqual(minute(5));
  });

  it("has a ping within the last five minutes while a machine is online", async () => {
    const [machine] = await list(9);
    const age = minute(9).getTime() - (machine?.LastPingDateTime?.getTime() ?? 0);
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(300_000);
  });

  it("returns the ping status of the plan, if it has one", async () => {
    const Filters = [{ Key: "ResourceType", Values: ["ManagedInstance"] }];
    expect(await list(9, { Filters })).toMatchObject([
      { PingStatus: "ConnectionLost", LastPingDateTime: minute(-1000), Name: "kiosk" },
    ]);
  });

  it.each([
    ["InstanceIds", [linux, unknown], "a"],
    ["InstanceIds", [unknown], ""],
    ["AgentVersion", ["3.3.987.0"], "a"],
    ["PingStatus", ["ConnectionLost"], "db"],
    ["PlatformTypes", ["Windows", "MacOS"], "c"],
    ["PlatformType", ["Linux"], "ad"],
    ["ResourceType", ["EC2Instance"], "acb"],
    ["ActivationIds", ["00000000-0000-4000-8000-0000000000ac"], "d"],
    ["IamRole", ["HybridRole"], "d"],
    ["AssociationStatus", ["Success"], "a"],
    ["tag:Role", ["web", "db"], "a"],
    ["tag-key", ["Role"], "ac"],
    ["tag-key", ["toString"], ""],
  ])("filters by %s %j", async (Key, Values, expected) => {
    expect(names(await list(9, { Filters: [{ Key, Values }] }))).toBe(expected);
  });

  it("supports the legacy filters, but not both together", async () => {
    const InstanceInformationFilterList = [{ key: "PlatformTypes" as const, valueSet: ["Windows"] }];
    expect(names(await list(9, { InstanceInformationFilterList }))).toBe("c");
    const both = { InstanceInformationFilterList, Filters: [{ Key: "PingStatus", Values: ["Online"] }] };
    await expect(list(9, both)).rejects.toMatchObject({ code: "ValidationException" });
  });

  it("applies every filter, and rejects tags combined with other filters", async () => {
    const online = { Key: "PingStatus", Values: ["Online"] };
    const linuxes = { Key: "PlatformTypes", Values: ["Linux"] };
    expect(names(await list(9, { Filters: [online, linuxes] }))).toBe("a");
    const tag = { Key: "tag:Role", Values: ["web"] };
    await expect(list(9, { Filters: [online, tag] })).rejects.toMatchObject({ code: "InvalidFilterKey" });
    expect(names(await list(9, { Filters: [tag, { Key: "tag-key", Values: ["Role"] }] }))).toBe("a");
  });

  it.each([
    ["Role", ["web"], "InvalidFilterKey"],
    ["tag:", ["web"], "InvalidFilterKey"],
    ["PingStatus", ["Offline"], "InvalidInstanceInformationFilterValue"],
    ["PlatformTypes", ["linux"], "InvalidInstanceInformationFilterValue"],
    ["ResourceType", ["Document"], "InvalidInstanceInformationFilterValue"],
    ["ResourceType", ["EC2Instance", "ManagedInstance"], "InvalidInstanceInformationFilterValue"],
    ["InstanceIds", ["web-1"], "InvalidInstanceId"],
  ])("rejects %s %j", async (Key, Values, code) => {
    await expect(list(9, { Filters: [{ Key, Values }] })).rejects.toMatchObject({ code });
  });

  it("has 10 machines per page by default, and returns each machine once", async () => {
    const client = createClient(mockTransport({ scenario: fleet({ invocations: 25 }) }));
    const sizes: number[] = [];
    const seen = new Set<unknown>();
    for await (const { InstanceInformationList = [] } of client.pages("DescribeInstanceInformation", {})) {
      sizes.push(InstanceInformationList.length);
      for (const { InstanceId } of InstanceInformationList) seen.add(InstanceId);
    }
    expect(sizes).toEqual([10, 10, 5]);
    expect(seen.size).toBe(25);
  });

  it("rejects a token of another request with the documented error", async () => {
    await expect(list(9, { NextToken: "garbage" })).rejects.toMatchObject({ code: "InvalidNextToken" });
  });
});
