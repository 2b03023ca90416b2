import { createClient, itemOrigin, ServiceError, UnreadLocationsError } from "@windowpane/core";
import { nightlyIds } from "@windowpane/loopback";
import { describe, expect, it } from "vitest";
import { fleetTransport } from "../../src/index.ts";
import { accountId, createPlaces } from "./places.ts";

const WINDOWS = [2, 2, 2, 2, 2, 2];

const ids = (index: number) => nightlyIds(accountId(index), index % 2 === 0 ? "eu-west-1" : "us-east-1");

const denied = (): Promise<never> =>
  Promise.reject(new ServiceError("AssumeRole", { code: "AccessDenied", message: "no" }));

const absent = { code: "DoesNotExistException" };

describe("a request with an ID", () => {
  it("is sent only to the location of the ID, which a list has shown", async () => {
    const { fleet, take } = createPlaces(WINDOWS);
    const client = createClient(fleet);
    const origin = { Account: accountId(3), AccountName: "account-3", Region: "us-east-1" };
    for await (const _ of client.items("DescribeMaintenanceWindows", {})) take();
    const window = await client.call("GetMaintenanceWindow", { WindowId: ids(3).window(1) });
    expect(itemOrigin(window)).toEqual(origin);
    for await (const { WindowExecutionId = "" } of client.items("DescribeMaintenanceWindowExecutions", {
      WindowId: ids(3).window(1),
    })) {
      for await (const { TaskExecutionId: TaskId = "" } of client.items(
        "DescribeMaintenanceWindowExecutionTasks",
        {
          WindowExecutionId,
        },
      )) {
        for await (const { ExecutionId: CommandId = "" } of client.items(
          "DescribeMaintenanceWindowExecutionTaskInvocations",
          { WindowExecutionId, TaskId },
        )) {
          for await (const machine of client.items("ListCommandInvocations", { CommandId })) {
            expect(itemOrigin(machine)).toEqual(origin);
            const { InstanceId = "" } = machine;
            await client.call("GetCommandInvocation", { CommandId, InstanceId });
            expect((await client.call("DescribeInstancePatches", { InstanceId })).Patches ?? []).toEqual([]);
          }
        }
      }
    }
    const requests = take();
    expect(requests.length).toBeGreaterThan(15);
    expect(requests.filter((request) => !request.startsWith("3 "))).toEqual([]);
  });

  it.each([
    ["GetMaintenanceWindow", { WindowId: ids(4).window(0) }],
    ["DescribeMaintenanceWindowTasks", { WindowId: ids(4).window(0) }],
    ["GetMaintenanceWindowExecution", { WindowExecutionId: ids(4).execution(1, 0) }],
    ["ListCommandInvocations", { CommandId: ids(4).command(0, 1) }],
    ["DescribeInstancePatches", { InstanceId: ids(4).machine(2) }],
  ] as const)("is searched if its location is not known: %s", async (operation, input) => {
    const { fleet, take } = createPlaces(WINDOWS);
    await createClient(fleet).call(operation, input);
    const requests = take();
    expect(requests.at(-1)).toBe(`4 ${operation}`);
    expect(requests.length).toBeLessThanOrEqual(7);
    await createClient(fleet).call(operation, input);
    expect(take()).toEqual([`4 ${operation}`]);
  });

  it("is searched in the location that was used last at first", async () => {
    const { fleet, take } = createPlaces(WINDOWS, { concurrency: 1 });
    const client = createClient(fleet);
    await client.call("GetMaintenanceWindow", { WindowId: ids(5).window(0) });
    take();
    await client.call("GetMaintenanceWindow", { WindowId: ids(5).window(1) });
    expect(take()).toEqual(["5 GetMaintenanceWindow", "5 GetMaintenanceWindow"]);
  });

  it("shares one search with others for the same ID", async () => {
    const { fleet, take } = createPlaces(WINDOWS);
    const client = createClient(fleet);
    const input = { WindowExecutionId: ids(2).execution(0, 0) };
    await Promise.all([1, 2, 3].map(() => client.call("DescribeMaintenanceWindowExecutionTasks", input)));
    expect(take().filter((request) => request === "0 GetMaintenanceWindowExecution")).toHaveLength(1);
  });

  it("that no location knows is rejected as by AWS, and not searched again for ten seconds", async () => {
    let now = 0;
    const { fleet, take } = createPlaces(WINDOWS, { now: () => now });
    const client = createClient(fleet);
    const input = { WindowId: "mw-00000000000000000" };
    await expect(client.call("DescribeMaintenanceWindowTasks", input)).rejects.toMatchObject({
      ...absent,
      operation: "DescribeMaintenanceWindowTasks",
    });
    expect(take()).toHaveLength(7);
    await expect(client.call("GetMaintenanceWindow", input)).rejects.toMatchObject(absent);
    expect(take()).toHaveLength(1);
    now = 10_000;
    await expect(client.call("GetMaintenanceWindow", input)).rejects.toMatchObject(absent);
    expect(take()).toHaveLength(7);
  });

  it("that no readable location knows is rejected with the unread locations", async () => {
    const places = createPlaces(WINDOWS);
    places.replace(1, denied);
    const error: unknown = await createClient(places.fleet)
      .call("GetMaintenanceWindow", { WindowId: "mw-00000000000000000" })
      .catch((reason: unknown) => reason);
    if (!(error instanceof UnreadLocationsError)) return expect.fail();
    expect(error.operation).toBe("GetMaintenanceWindow");
    expect(error.message).toMatch(
      /^mw-00000000000000000 was not found in the accounts and regions that could be read, and 1 location could not be read: 111122223301 us-east-1 \(AccessDenied\)\. Check/,
    );
    expect(error.locations.map(({ Account }) => Account)).toEqual([accountId(1)]);
  });

  it("of a location whose role cannot be assumed any more is rejected with that location and the remedy", async () => {
    const places = createPlaces(WINDOWS);
    const client = createClient(places.fleet);
    for await (const _ of client.items("DescribeMaintenanceWindows", {})) places.take();
    places.replace(1, denied);
    const only = createClient(places.fleet.only({ accounts: [accountId(1)] }));
    for (const request of [
      client.call("GetMaintenanceWindow", { WindowId: ids(1).window(0) }),
      only.call("DescribeMaintenanceWindows", {}),
    ])
      await expect(request).rejects.toMatchObject({
        kind: "unread-locations",
        sought: undefined,
        locations: [
          {
            Account: accountId(1),
            AccountName: "account-1",
            reason: "The role role-1 could not be assumed: access denied.",
            remedy: expect.stringContaining("Check that the role exists") as string,
          },
        ],
      });
  });

  it("is found although other locations cannot be read", async () => {
    const places = createPlaces(WINDOWS);
    places.replace(0, denied);
    places.replace(1, () => new Promise(() => {}));
    const window = await createClient(places.fleet).call("GetMaintenanceWindow", {
      WindowId: ids(4).window(0),
    });
    expect(itemOrigin(window).Account).toBe(accountId(4));
  });

  it("that cancels an execution is sent to its location only", async () => {
    const { fleet, take } = createPlaces(WINDOWS);
    const input = { WindowExecutionId: ids(4).execution(0, 0) };
    await createClient(fleet)
      .call("CancelMaintenanceWindowExecution", input)
      .catch(() => {});
    expect(take().filter((request) => request.endsWith("CancelMaintenanceWindowExecution"))).toEqual([
      "4 CancelMaintenanceWindowExecution",
    ]);
  });

  it("that another location only mentioned is searched if that one does not know it", async () => {
    const places = createPlaces(WINDOWS);
    const WindowId = ids(2).window(0);
    const AutomationExecutionId = "66666666-2222-4333-8444-555555555555";
    const own = createPlaces(WINDOWS).members[5]?.transport ?? expect.fail();
    places.replace(5, async (...request) => {
      if (request[0] !== "GetAutomationExecution") return own.send(...request);
      return { AutomationExecution: { AutomationExecutionId, Parameters: { Window: [WindowId] } } };
    });
    const client = createClient(places.fleet);
    await client.call("GetAutomationExecution", { AutomationExecutionId });
    places.take();
    const window = await client.call("GetMaintenanceWindow", { WindowId });
    expect(itemOrigin(window).Account).toBe(accountId(2));
    expect(places.take()[0]).toBe("5 GetMaintenanceWindow");
  });

  it("is remembered up to `maxIds`", async () => {
    const { fleet, take } = createPlaces(WINDOWS, { maxIds: 2 });
    const client = createClient(fleet);
    for (const index of [1, 2, 3])
      await client.call("GetMaintenanceWindow", { WindowId: ids(index).window(0) });
    take();
    await client.call("GetMaintenanceWindow", { WindowId: ids(3).window(0) });
    expect(take()).toHaveLength(1);
    await client.call("GetMaintenanceWindow", { WindowId: ids(1).window(0) });
    expect(take().length).toBeGreaterThan(1);
  });
});

describe("a part of a fleet", () => {
  it("reads only the accounts and regions of its selection, by ID or name", async () => {
    const { fleet, take } = createPlaces(WINDOWS);
    const part = fleet.only({ accounts: [accountId(1), "account-2", "account-3"], regions: ["us-east-1"] });
    expect(part.members.map(({ Account }) => Account)).toEqual([accountId(1), accountId(3)]);
    const accounts = new Set<string | undefined>();
    for await (const window of createClient(part).items("DescribeMaintenanceWindows", {})) {
      accounts.add(itemOrigin(window).Account);
    }
    expect([...accounts]).toEqual([accountId(1), accountId(3)]);
    expect(take()).toHaveLength(2);
    expect(fleet.only({ accounts: [accountId(1), "account-2", "account-3"], regions: ["us-east-1"] })).toBe(
      part,
    );
  });

  it("does not find IDs of other locations", async () => {
    const { fleet } = createPlaces(WINDOWS);
    const input = { WindowId: ids(0).window(0) };
    await createClient(fleet).call("GetMaintenanceWindow", input);
    const part = createClient(fleet.only({ accounts: [accountId(1), accountId(2)] }));
    await expect(part.call("GetMaintenanceWindow", input)).rejects.toMatchObject(absent);
  });

  it("of one location passes its pages on unchanged, with account and region", async () => {
    const { fleet, members } = createPlaces([25, 1]);
    const part = fleet.only({ accounts: [accountId(0)] });
    const page = await createClient(part).call("DescribeMaintenanceWindows", { MaxResults: 10 });
    const own = await createClient(members[0]?.transport ?? expect.fail()).call(
      "DescribeMaintenanceWindows",
      {
        MaxResults: 10,
      },
    );
    expect(page.NextToken).toBe(own.NextToken);
    expect(itemOrigin(page.WindowIdentities?.[0] ?? {}).Account).toBe(accountId(0));
  });

  it("without locations is an error", () => {
    const { fleet } = createPlaces([1]);
    const message = "A fleet needs at least one location. Check the accounts and regions.";
    expect(() => fleet.only({ accounts: ["999999999999"] })).toThrow(message);
    expect(() => fleetTransport([], { now: () => 0 })).toThrow(message);
  });
});
