import { createClient, type Input, type InventoryAggregator, type InventoryFilter } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { fleet, mockTransport } from "../../src/index.ts";
import { machineIds, machinesAt } from "../machines-account.ts";
import { ids as accountIds } from "../small-account.ts";

const { linux, windows, hybrid, terminated } = machineIds;

const list = async (minutes: number, input: Input<"GetInventory"> = {}) =>
  (await machinesAt(minutes).call("GetInventory", input)).Entities ?? [];

const names = (entities: Awaited<ReturnType<typeof list>>): string =>
  entities.map(({ Id }) => Id?.at(-1)).join("");

const SUMMARY = "AWS:PatchSummary";
const INFORMATION = "AWS:InstanceInformation";
const ofSummary = [{ TypeName: SUMMARY }];

const ofIds = (...ids: readonly string[]): InventoryFilter[] => [
  { Key: `${INFORMATION}.InstanceId`, Values: [...ids] },
];

describe("GetInventory", () => {
  it("returns the summary of a patch operation as strings, with the command as ExecutionId", async () => {
    const [entity] = await list(7, { Filters: ofIds(linux), ResultAttributes: ofSummary });
    expect(entity).toEqual({
      Id: linux,
      Data: {
        [SUMMARY]: {
          TypeName: SUMMARY,
          SchemaVersion: "1.0",
          CaptureTime: "2026-11-22T02:07:00Z",
          Content: [
            {
              PatchGroup: "web",
              BaselineId: "pb-0123456789abcdef0",
              SnapshotId: "00000000-0000-4000-8000-00000000005a",
              ExecutionId: accountIds.command,
              InstalledCount: "1",
              InstalledOtherCount: "1",
              InstalledPendingRebootCount: "1",
              InstalledRejectedCount: "0",
              MissingCount: "0",
              FailedCount: "1",
              NotApplicableCount: "0",
              UnreportedNotApplicableCount: "0",
              CriticalNonCompliantCount: "1",
              SecurityNonCompliantCount: "1",
              OtherNonCompliantCount: "1",
              OperationType: "Install",
              OperationStartTime: "2026-11-22T02:05:00Z",
              OperationEndTime: "2026-11-22T02:07:00Z",
              RebootOption: "NoReboot",
              LastNoRebootInstallOperationTime: "2026-11-22T02:07:00Z",
              NonCompliantSeverity: "CRITICAL",
            },
          ],
        },
      },
    });
  });

  it("omits members that an operation did not report", async () => {
    const [entity] = await list(6, { Filters: ofIds(linux), ResultAttributes: ofSummary });
    const content = entity?.Data?.[SUMMARY]?.Content?.[0];
    expect(content).toMatchObject({ OperationType: "Scan", MissingCount: "1" });
    for (const absent of ["ExecutionId", "SnapshotId", "LastNoRebootInstallOperationTime"]) {
      expect(content).not.toHaveProperty(absent);
    }
  });

  it("returns AWS:InstanceInformation by default", async () => {
    const [entity] = await list(7, { Filters: ofIds(linux) });
    expect(Object.keys(entity?.Data ?? {})).toEqual([INFORMATION]);
    expect(entity?.Data?.[INFORMATION]?.CaptureTime).toMatch(/^2026-11-22T02:0\d:\d\dZ$/);
    expect(entity?.Data?.[INFORMATION]).toMatchObject({
      SchemaVersion: "1.0",
      Content: [
        {
          AgentType: "amazon-ssm-agent",
          AgentVersion: "3.3.987.0",
          ComputerName: "web-1.example.internal",
          InstanceId: linux,
          InstanceStatus: "Active",
          IpAddress: "10.0.0.1",
          PlatformName: "Amazon Linux",
          PlatformType: "Linux",
          PlatformVersion: "2023",
          ResourceType: "EC2Instance",
        },
      ],
    });
  });

  it("skips a machine without an item of the type", async () => {
    expect(await list(7, { Filters: ofIds(hybrid), ResultAttributes: ofSummary })).toEqual([]);
    const application = [{ TypeName: "AWS:Application" }];
    expect(await list(7, { Filters: ofIds(linux), ResultAttributes: application })).toEqual([]);
  });

  it("keeps a terminated machine for 30 days, with the status Terminated and without patches", async () => {
    const status = async (minutes: number) =>
      (await list(minutes, { Filters: ofIds(terminated) }))[0]?.Data?.[INFORMATION]?.Content?.[0]?.[
        "InstanceStatus"
      ];
    expect(await status(5)).toBe("Active");
    expect(await status(6)).toBe("Terminated");
    expect(await list(6, { Filters: ofIds(terminated), ResultAttributes: ofSummary })).toEqual([]);
    expect(await list(6 + 30 * 24 * 60, { Filters: ofIds(terminated) })).toEqual([]);
  });

  it.each<[string, Omit<InventoryFilter, "Key">, string]>([
    [`${INFORMATION}.PlatformType`, { Values: ["Windows"] }, "c"],
    [`${INFORMATION}.PlatformType`, { Values: ["Windows"], Type: "NotEqual" }, "ade"],
    [`${INFORMATION}.PlatformVersion`, { Values: ["20"], Type: "BeginWith" }, "a"],
    [`${INFORMATION}.InstanceId`, { Values: [linux, windows], Type: "NotEqual" }, "deb"],
    [`${INFORMATION}.InstanceStatus`, { Values: ["Terminated"] }, "e"],
    [`${SUMMARY}.FailedCount`, { Values: ["0"], Type: "GreaterThan" }, "a"],
    // As text, "1900" would be less than "200".
    [`${SUMMARY}.NotApplicableCount`, { Values: ["200"], Type: "LessThan" }, "a"],
    [`${SUMMARY}.OperationEndTime`, { Values: ["2026-11-22T02:00:00Z"], Type: "LessThan" }, "c"],
    [`${SUMMARY}.ExecutionId`, { Values: [accountIds.command] }, "a"],
    ["AWS:Application.Name", { Values: ["jq"] }, ""],
    ["Custom:Rack.Row", { Values: ["7"] }, ""],
  ])("filters by %s %j", async (Key, filter, expected) => {
    expect(names(await list(7, { Filters: [{ Key, ...filter }] }))).toBe(expected);
  });

  it("applies every filter", async () => {
    const Filters = [...ofIds(linux, windows), { Key: `${SUMMARY}.OperationType`, Values: ["Scan"] }];
    expect(names(await list(7, { Filters }))).toBe("c");
  });

  it("counts machines by an attribute", async () => {
    const Aggregators = [{ Expression: `${INFORMATION}.PlatformType` }];
    expect(await list(7, { Aggregators })).toEqual([
      {
        Data: {
          [INFORMATION]: {
            Content: [
              { Count: "3", PlatformType: "Linux" },
              { Count: "1", PlatformType: "Windows" },
            ],
          },
        },
      },
    ]);
  });

  it("counts filtered machines by nested attributes of several types", async () => {
    const Aggregators = [
      {
        Expression: `${INFORMATION}.PlatformType`,
        Aggregators: [
          { Expression: `${INFORMATION}.PlatformName` },
          { Expression: `${SUMMARY}.OperationType` },
        ],
      },
    ];
    const Filters = [{ Key: `${INFORMATION}.PlatformType`, Values: ["Linux"] }];
    const [entity] = await list(5, { Aggregators, Filters });
    expect(entity?.Data?.[INFORMATION]?.Content).toEqual([
      { Count: "1", PlatformType: "Linux", PlatformName: "Amazon Linux" },
      { Count: "2", PlatformType: "Linux", PlatformName: "Ubuntu" },
      { Count: "2", PlatformType: "Linux", OperationType: "Scan" },
    ]);
  });

  it("counts the machines in and outside groups", async () => {
    const exists = (TypeName: string): InventoryFilter => ({
      Key: "TypeName",
      Values: [TypeName],
      Type: "Exists",
    });
    const Groups = [
      { Name: "Scanned", Filters: [exists(SUMMARY)] },
      { Name: "WithApplications", Filters: [exists("AWS:Application")] },
    ];
    expect(await list(5, { Aggregators: [{ Groups }] })).toEqual([
      {
        Data: {
          Scanned: { Content: [{ notMatchingCount: "2" }, { matchingCount: "3" }] },
          WithApplications: { Content: [{ notMatchingCount: "5" }, { matchingCount: "0" }] },
        },
      },
    ]);
  });

  it.each<[string, InventoryAggregator]>([
    ["InvalidAggregatorException", {}],
    ["InvalidAggregatorException", { Expression: "PlatformType" }],
    ["InvalidAggregatorException", { Expression: `${INFORMATION}.Colour` }],
    ["InvalidAggregatorException", { Expression: "AWS:Nothing.Name" }],
    [
      "InvalidAggregatorException",
      { Expression: `${INFORMATION}.PlatformType`, Aggregators: [{ Expression: "x" }] },
    ],
    [
      "InvalidAggregatorException",
      { Expression: `${INFORMATION}.PlatformType`, Groups: [{ Name: "one", Filters: ofIds(linux) }] },
    ],
    [
      "InvalidInventoryGroupException",
      { Groups: [1, 2].map(() => ({ Name: "one", Filters: ofIds(linux) })) },
    ],
    ["InvalidFilter", { Groups: [{ Name: "one", Filters: [{ Key: "Colour", Values: ["red"] }] }] }],
  ])("rejects with %s the aggregator %j", async (code, aggregator) => {
    await expect(list(7, { Aggregators: [aggregator] })).rejects.toMatchObject({ code });
  });

  it.each<InventoryFilter>([
    { Key: "InstanceId", Values: [linux] },
    { Key: `${INFORMATION}.Colour`, Values: ["red"] },
    { Key: "AWS:Nothing.Name", Values: ["red"] },
    { Key: "TypeName", Values: [SUMMARY] },
    { Key: "TypeName", Values: [SUMMARY], Type: "Exists" },
  ])("rejects the filter %j", async (filter) => {
    await expect(list(7, { Filters: [filter] })).rejects.toMatchObject({ code: "InvalidFilter" });
  });

  it("rejects an unknown type, but not a custom one", async () => {
    const listOf = async (TypeName: string) =>
      list(7, { Filters: ofIds(linux), ResultAttributes: [{ TypeName }] });
    await expect(listOf("AWS:Nothing")).rejects.toMatchObject({ code: "InvalidTypeNameException" });
    expect(await listOf("Custom:Rack")).toEqual([]);
  });

  it("returns pages, and rejects a token of another request with the documented error", async () => {
    const client = createClient(mockTransport({ scenario: fleet({ invocations: 120 }) }));
    const sizes: number[] = [];
    for await (const page of client.pages("GetInventory", {})) sizes.push(page.Entities?.length ?? 0);
    expect(sizes).toEqual([50, 50, 20]);
    await expect(list(7, { NextToken: "garbage" })).rejects.toMatchObject({ code: "InvalidNextToken" });
  });
});
