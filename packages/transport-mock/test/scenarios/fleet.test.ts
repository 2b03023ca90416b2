import { createClient, readParameters } from "@windowpane/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fleet, fleetIds, manualClock, mockTransport, type FleetOptions } from "../../src/index.ts";
import { spreadFailures } from "../../src/scenarios/fleet/troubles.ts";
import { scatteredMachines, scatteredUuids } from "../../src/scenarios/fleet/scattered-ids.ts";

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const { WindowId, WindowExecutionId, TaskId } = fleetIds;
const task = { WindowExecutionId, TaskId };

const NOW = "2026-11-22T08:00:00Z";
/** An invalid time, which is neither before nor after another. */
const NEVER = new Date(Number.NaN);

const clientOf = (options: FleetOptions) => {
  const clock = manualClock(NOW);
  return { client: createClient(mockTransport({ scenario: fleet(options), clock })), clock };
};

describe("the IDs of a fleet", () => {
  it.each([
    ["invocations", scatteredUuids("invocation", 2 ** 32, 3), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
    ["machines", scatteredMachines(2 ** 32, 3), /^i-0[0-9a-f]{16}$/],
  ])("of %s lead back to their index", (_, ids, pattern) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (index) => {
        expect(ids.idOf(index)).toMatch(pattern);
        expect(ids.indexOf(ids.idOf(index))).toBe(index);
      }),
    );
  });

  it("of other fleets have no index", () => {
    const ids = scatteredUuids("invocation", 1000, 3);
    expect(ids.indexOf(scatteredUuids("invocation", 2000, 3).idOf(1500))).toBeUndefined();
    expect(ids.indexOf(scatteredUuids("command", 1000, 3).idOf(5))).toBeUndefined();
    fc.assert(fc.property(fc.uuid(), (id) => ids.indexOf(id) === undefined));
    fc.assert(fc.property(fc.string(), (id) => ids.indexOf(id) === undefined));
  });
});

describe("the failures of a fleet", () => {
  it("are the requested share, in any part of the list", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 100_000 }), (rate, from) => {
        const { fails } = spreadFailures(rate, 1);
        const count = Array.from({ length: 2000 }, (_, place) => fails(from + place)).filter(Boolean).length;
        // The failures of adjacent stretches can have the same index.
        expect(count).toBeLessThanOrEqual(Math.ceil(2000 * rate) + 1);
        expect(count).toBeGreaterThanOrEqual(Math.floor(2000 * rate * (1 - rate / 2)) - 2);
      }),
      { numRuns: 50 },
    );
  });

  it("are detected without a search", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 200 }), (rate, count) => {
        const { fails, anyIn } = spreadFailures(rate, 1);
        expect(anyIn(count)).toBe(Array.from({ length: count }, (_, index) => fails(index)).some(Boolean));
      }),
    );
  });
});

describe("a fleet of a million", () => {
  it("is listed in pages and found by every ID, without a table", async () => {
    const { client } = clientOf({ invocations: 1_000_000 });
    const first = await client.call(LIST, { ...task, MaxResults: 100 });
    const {
      InvocationId = "",
      ExecutionId: CommandId = "",
      Parameters = "",
    } = first.WindowExecutionTaskInvocationIdentities?.[73] ?? {};
    expect(
      await client.call("GetMaintenanceWindowExecutionTaskInvocation", { ...task, InvocationId }),
    ).toMatchObject({ ExecutionId: CommandId });

    const { CommandInvocations } = await client.call("ListCommandInvocations", { CommandId, Details: true });
    expect(CommandInvocations).toHaveLength(1);
    const InstanceId = CommandInvocations?.[0]?.InstanceId ?? "";
    expect(Parameters).toContain(`"instanceIds":["${InstanceId}"]`);
    expect((await client.call("ListCommandInvocations", { InstanceId })).CommandInvocations).toMatchObject([
      { CommandId },
    ]);
    expect(await client.call("GetCommandInvocation", { CommandId, InstanceId })).toMatchObject({
      ResponseCode: 0,
      PluginName: "aws:runShellScript",
    });
  });

  it("lists the commands of the account in pages", async () => {
    const { client } = clientOf({ invocations: 1_000_000 });
    const first = await client.call("ListCommandInvocations", { MaxResults: 50 });
    const second = await client.call("ListCommandInvocations", {
      MaxResults: 50,
      NextToken: first.NextToken ?? "",
    });
    const machines = [first, second].flatMap((page) =>
      page.CommandInvocations?.map(({ InstanceId }) => InstanceId),
    );
    expect(new Set(machines).size).toBe(100);
  });
});

describe("an invocation of a fleet", () => {
  it("has the same result in every operation", async () => {
    const { client } = clientOf({ invocations: 200, failureRate: 0.5 });
    const seen = new Set<string>();
    for await (const invocation of client.items(LIST, task)) {
      const { ExecutionId: CommandId = "", Status = "", StatusDetails, StartTime, EndTime } = invocation;
      const { CommandInvocations } = await client.call("ListCommandInvocations", {
        CommandId,
        Details: true,
      });
      const [machine] = CommandInvocations ?? [];
      seen.add(Status);
      expect([machine?.Status?.toUpperCase(), machine?.StatusDetails]).toEqual([
        Status.replace("_", ""),
        StatusDetails,
      ]);
      expect(machine?.CommandPlugins?.[0]).toMatchObject({
        ResponseStartDateTime: StartTime,
        ResponseFinishDateTime: EndTime,
      });
    }
    expect(seen).toEqual(new Set(["SUCCESS", "FAILED", "TIMED_OUT"]));
  });

  it("is listed newest first, and runs within its task", async () => {
    const { client } = clientOf({ invocations: 300 });
    const { StartTime: first = NEVER, EndTime: last = NEVER } = await client.call(
      "GetMaintenanceWindowExecutionTask",
      task,
    );
    const starts: number[] = [];
    for await (const { StartTime = NEVER, EndTime = NEVER } of client.items(LIST, task)) {
      starts.push(StartTime.getTime());
      expect(StartTime >= first && EndTime <= last).toBe(true);
    }
    expect(starts).toEqual(starts.toSorted((one, other) => other - one));
  });
});

describe("the execution of a fleet", () => {
  it.each([
    [0, "SUCCESS"],
    [0.02, "FAILED"],
  ])("with a failure rate of %d is %s", async (failureRate, Status) => {
    const { client } = clientOf({ invocations: 500, failureRate });
    expect(await client.call("GetMaintenanceWindowExecution", { WindowExecutionId })).toMatchObject({
      Status,
    });
  });

  it("can be running, and progresses with the clock", async () => {
    const { client, clock } = clientOf({ invocations: 1000, start: new Date(NOW), duration: 3_600_000 });
    const count = async (status: string): Promise<number> => {
      let found = 0;
      for await (const _ of client.items(LIST, { ...task, Filters: [{ Key: "STATUS", Values: [status] }] }))
        found += 1;
      return found;
    };
    clock.advance(1_800_000);
    expect(await client.call("DescribeMaintenanceWindowExecutions", { WindowId })).toMatchObject({
      WindowExecutions: [{ Status: "IN_PROGRESS" }],
    });
    const pending = await count("PENDING");
    expect(pending).toBeGreaterThan(350);
    expect(pending).toBeLessThan(550);
    expect(await count("IN_PROGRESS")).toBeGreaterThan(10);
    clock.advance(1_800_000);
    expect(await count("PENDING")).toBe(0);
    expect(await count("SUCCESS")).toBeGreaterThan(970);
  });
});

describe("an invalid fleet", () => {
  it.each([
    [{ invocations: -1 }, "-1 is not a valid number of invocations."],
    [{ invocations: 1.5 }, "1.5 is not a valid number of invocations."],
    [{ invocations: 1, failureRate: 2 }, "2 is not a valid failureRate."],
    [{ invocations: 1, duration: 0 }, "0 is not a valid duration."],
  ])("is rejected for %j", (options, message) => {
    expect(() => fleet(options)).toThrow(message);
  });
});

describe("the machines of a fleet", () => {
  const million = { invocations: 1_000_000 };

  it("are the machines of its commands, found by ID in a million", async () => {
    const { client } = clientOf(million);
    const { CommandInvocations = [] } = await client.call("ListCommandInvocations", { MaxResults: 3 });
    const Values = CommandInvocations.flatMap(({ InstanceId }) => InstanceId ?? []);
    const Filters = [{ Key: "InstanceIds", Values }];
    const { InstanceInformationList } = await client.call("DescribeInstanceInformation", { Filters });
    expect(
      InstanceInformationList?.map(({ InstanceId, ComputerName }) => [InstanceId, ComputerName]),
    ).toEqual(CommandInvocations.map(({ InstanceId, InstanceName }) => [InstanceId, InstanceName]));
    expect(
      (await client.call("DescribeInstancePatchStates", { InstanceIds: Values })).InstancePatchStates,
    ).toEqual([]);
  });

  it("have the tag that their invocation's target selects", async () => {
    const { client } = clientOf({ invocations: 8 });
    const { Targets = [] } = await client.call("DescribeMaintenanceWindowTargets", { WindowId });
    const operation = "DescribeMaintenanceWindowExecutionTaskInvocations";
    const list = (await client.call(operation, { WindowExecutionId, TaskId }))
      .WindowExecutionTaskInvocationIdentities;
    expect(Targets).toHaveLength(4);
    for (const { WindowTargetId, Targets: [{ Key = "", Values = [] } = {}] = [] } of Targets) {
      const Filters = [{ Key, Values }];
      const { InstanceInformationList } = await client.call("DescribeInstanceInformation", { Filters });
      const own = list?.filter((invocation) => invocation.WindowTargetId === WindowTargetId);
      expect(own).toHaveLength(2);
      expect(InstanceInformationList?.map(({ InstanceId }) => InstanceId)).toEqual(
        own?.map(({ Parameters }) => readParameters(Parameters).instanceIds[0]),
      );
    }
  });

  it("are listed in pages, and counted by platform", async () => {
    const { client } = clientOf(million);
    const page = await client.call("GetInventory", { MaxResults: 2 });
    expect(page.Entities).toHaveLength(2);
    expect(page.NextToken).toBeDefined();
    const small = clientOf({ invocations: 8 }).client;
    const Aggregators = [{ Expression: "AWS:InstanceInformation.PlatformName" }];
    const { Entities } = await small.call("GetInventory", { Aggregators });
    expect(Entities?.[0]?.Data?.["AWS:InstanceInformation"]?.Content).toEqual([
      { Count: "6", PlatformName: "Amazon Linux" },
      { Count: "2", PlatformName: "Red Hat Enterprise Linux" },
    ]);
  });
});
