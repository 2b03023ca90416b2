import { createClient, ServiceError, UnreadLocationsError, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { findMachines, machineCanExist } from "../../src/index.ts";
import { unread } from "../several-accounts.ts";

const InstanceId = "i-0123456789abcdef0";

/** A client whose requests all have one response: an error, or an output. */
const clientOf = (response: object): ReturnType<typeof createClient> => {
  const transport: Transport = {
    name: "one response",
    send: () => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)),
  };
  return createClient(transport);
};

const failed = (code: string): ServiceError =>
  new ServiceError("DescribeInstanceInformation", { code, message: "no", status: 400 });

describe("a machine about which nothing was found", () => {
  it.each([
    ["is managed", { InstanceInformationList: [{ InstanceId }] }, true],
    ["is not managed", { InstanceInformationList: [] }, false],
    ["is not known to the filter", failed("InvalidInstanceId"), false],
    ["is not a value of the filter", failed("InvalidInstanceInformationFilterValue"), false],
    ["may be managed, because the request is denied", failed("AccessDeniedException"), true],
    [
      "may be managed, because the request is denied in some accounts",
      new UnreadLocationsError("DescribeInstanceInformation", [unread]),
      true,
    ],
  ])("%s", async (_, response, expected) => {
    expect(await machineCanExist(clientOf(response), InstanceId, { complete: true })).toBe(expected);
  });

  it("may be in what could not be read", async () => {
    const client = clientOf({ InstanceInformationList: [] });
    expect(await machineCanExist(client, InstanceId, { complete: false })).toBe(true);
  });

  it("is an error if it may be in accounts that could not be read", async () => {
    const client = clientOf(new UnreadLocationsError("DescribeInstanceInformation", [unread]));
    await expect(machineCanExist(client, InstanceId, { complete: false })).rejects.toMatchObject({
      kind: "unread-locations",
      sought: InstanceId,
      locations: [{ Account: "999999999999" }],
    });
  });
});

describe("a machine's name", () => {
  it("has the accounts that could not be read, where the machine may be", async () => {
    const first = { CommandInvocations: [{ InstanceId, InstanceName: "web-1" }], NextToken: "unread" };
    const transport: Transport = {
      name: "several",
      send: (operation, input) =>
        Reflect.get(input, "NextToken") === "unread"
          ? Promise.reject(new UnreadLocationsError(operation, [unread]))
          : Promise.resolve(first),
    };
    const search = (name: string): ReturnType<typeof findMachines> =>
      findMachines(createClient(transport), { name, since: new Date("2026-11-01T00:00:00Z") });
    expect(await search("web-1")).toMatchObject({ ids: [InstanceId], unread: { kind: "unread-locations" } });
    expect(await search("web")).toMatchObject({ ids: [], near: ["web-1"], unread: { locations: [unread] } });
  });

  it("is searched in 40 pages for each account and region", async () => {
    let pages = 0;
    const transport: Transport = {
      name: "endless",
      send: () => {
        pages += 1;
        return Promise.resolve({ CommandInvocations: [], NextToken: String(pages) });
      },
    };
    const options = { name: "web-1", since: new Date("2026-11-01T00:00:00Z") };
    expect(await findMachines(createClient(transport), options)).toMatchObject({ whole: false });
    expect(pages).toBe(40);
    await findMachines(createClient(transport), { ...options, locations: 3 });
    expect(pages).toBe(40 + 120);
  });
});
