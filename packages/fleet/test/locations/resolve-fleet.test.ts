import { isWindowpaneError } from "@windowpane/core";
import type { LoopbackOptions } from "@windowpane/loopback";
import { describe, expect, it } from "vitest";
import { OrganizationError, resolveFleet, type FleetConfig, type ResolveOptions } from "../../src/index.ts";
import { createOrganization, MANAGEMENT, memberId, REGION, roleOf } from "../organization.ts";

const units = [
  { id: "ou-root-workload" },
  { id: "ou-root-payments", parent: "ou-root-workload" },
  { id: "ou-root-sandboxx" },
];

/** 50 members: some in nested units, some that are not active. */
const accounts: LoopbackOptions["accounts"] = [
  { id: MANAGEMENT, name: "management" },
  ...Array.from({ length: 50 }, (_, index) => ({
    id: memberId(index),
    name: `member-${index}`,
    ...(index < 5 ? { unit: "ou-root-payments" } : {}),
    ...(index === 5 ? { unit: "ou-root-workload" } : {}),
    ...(index === 6 ? { unit: "ou-root-sandboxx" } : {}),
    ...(index === 7 ? { status: "SUSPENDED" as const } : {}),
    ...(index === 8 ? { status: "PENDING_CLOSURE" as const } : {}),
  })),
];

const resolve = async (
  config: FleetConfig,
  {
    options = {},
    ...resolveOptions
  }: Partial<ResolveOptions> & { readonly options?: Partial<LoopbackOptions> } = {},
) => {
  const place = createOrganization({ accounts, units, ...options });
  const { sessions, settings } = place;
  return {
    ...place,
    fleet: () =>
      resolveFleet(config, { sessions, organizations: settings, account: settings, ...resolveOptions }),
  };
};

const idsIn = (locations: readonly { readonly Account: string }[]): readonly string[] => [
  ...new Set(locations.map(({ Account }) => Account)),
];

describe("the locations of a configuration", () => {
  it("are those of its accounts and regions, with the role in the partition of the region", async () => {
    const { fleet, loopback } = await resolve({
      regions: ["eu-west-1"],
      externalId: "default-id",
      accounts: [
        { id: memberId(0), name: "payments" },
        {
          id: memberId(1),
          regions: ["us-gov-west-1", "us-gov-east-1"],
          role: "ops/Reader",
          externalId: "own-id",
        },
        { id: memberId(2), direct: true },
      ],
    });
    expect(await fleet()).toEqual({
      unread: [],
      locations: [
        {
          Account: memberId(0),
          name: "payments",
          Region: "eu-west-1",
          role: roleOf(memberId(0)),
          externalId: "default-id",
          mfaSerial: undefined,
        },
        ...["us-gov-west-1", "us-gov-east-1"].map((Region) => ({
          Account: memberId(1),
          name: undefined,
          Region,
          role: `arn:aws-us-gov:iam::${memberId(1)}:role/ops/Reader`,
          externalId: "own-id",
          mfaSerial: undefined,
        })),
        { Account: memberId(2), name: undefined, Region: "eu-west-1", role: undefined, mfaSerial: undefined },
      ],
    });
    expect(loopback.requests.size).toBe(0);
  });

  it("are those of the active accounts of the organization, over several pages, without the excepted ones", async () => {
    const { fleet, loopback } = await resolve({
      regions: [REGION],
      organization: { except: [MANAGEMENT, memberId(9)] },
      accounts: [{ id: memberId(10), name: "renamed", regions: ["us-east-1"] }, { id: "999988887777" }],
    });
    const { locations } = await fleet();
    const ids = idsIn(locations);
    expect(ids).toHaveLength(50 - 3 + 1);
    for (const left of [MANAGEMENT, memberId(7), memberId(8), memberId(9)]) expect(ids).not.toContain(left);
    expect(locations.find(({ Account }) => Account === memberId(10))).toMatchObject({
      name: "renamed",
      Region: "us-east-1",
    });
    expect(locations[0]).toMatchObject({ Account: "999988887777" });
    expect(loopback.requests.get("organizations:ListAccounts")).toBe(3);
  });

  it("are those of organizational units with all units below them", async () => {
    const { fleet } = await resolve({
      regions: [REGION],
      organization: { units: ["ou-root-workload", "ou-root-sandboxx"] },
    });
    expect(idsIn((await fleet()).locations)).toEqual([0, 1, 2, 3, 4, 5, 6].map(memberId));
  });

  it("are limited to some accounts by ID or name, and to other regions", async () => {
    const { fleet } = await resolve(
      { regions: [REGION], organization: {} },
      { only: [memberId(0), "member-1"], regions: ["us-east-1", "us-east-1"] },
    );
    expect((await fleet()).locations.map(({ Account, Region }) => [Account, Region])).toEqual([
      [memberId(0), "us-east-1"],
      [memberId(1), "us-east-1"],
    ]);
  });

  it("are in all enabled regions for the region `all`", async () => {
    const { fleet } = await resolve(
      {
        regions: ["all"],
        accounts: [{ id: memberId(0) }, { id: memberId(1), regions: ["eu-west-1", "all"] }],
      },
      { options: { regions: ["eu-west-1", "us-east-1"] } },
    );
    expect((await fleet()).locations.map(({ Account, Region }) => [Account, Region])).toEqual([
      [memberId(0), "eu-west-1"],
      [memberId(0), "us-east-1"],
      [memberId(1), "eu-west-1"],
      [memberId(1), "us-east-1"],
    ]);
  });

  it("have an unread one for each account whose regions cannot be listed", async () => {
    const denied = memberId(1);
    const { fleet } = await resolve(
      { regions: ["all"], accounts: [{ id: memberId(0) }, { id: denied, name: "one" }, { id: memberId(2) }] },
      {
        options: {
          accounts: [
            { id: MANAGEMENT },
            { id: memberId(0) },
            { id: denied },
            { id: memberId(2), denied: ["account:ListRegions"] },
          ],
          faults: { deniedAccounts: [denied] },
        },
      },
    );
    const { locations, unread } = await fleet();
    expect(idsIn(locations)).toEqual([memberId(0)]);
    expect(
      unread.map(({ Account, Region, error }) => [Account, Region, error.kind === "service" && error.code]),
    ).toEqual([
      [denied, "all", "AccessDenied"],
      [memberId(2), "all", "AccessDeniedException"],
    ]);
    expect(unread[0]).toMatchObject({
      AccountName: "one",
      reason: `The role ${roleOf(denied)} could not be assumed: access denied.`,
      role: roleOf(denied),
    });
    expect(unread[1]?.remedy).toContain("account:ListRegions");
  });

  it("have roles in the partition of the home region where no region is named", async () => {
    const { fleet } = await resolve(
      { regions: ["all"], accounts: [{ id: memberId(0) }] },
      { homeRegion: "cn-northwest-1" },
    );
    const { locations, unread } = await fleet();
    const [{ role } = { role: undefined }] = [...locations, ...unread];
    expect(role).toBe(`arn:aws-cn:iam::${memberId(0)}:role/WindowpaneRead`);
  });
});

describe("an organization that cannot be listed", () => {
  const config: FleetConfig = { regions: [REGION], organization: {} };

  const failure = async (
    changed: FleetConfig,
    options: Partial<LoopbackOptions>,
  ): Promise<OrganizationError> => {
    const { fleet } = await resolve(changed, { options });
    const error: unknown = await fleet().then(
      () => expect.fail("it did not reject"),
      (reason: unknown) => reason,
    );
    if (!(error instanceof OrganizationError)) throw error;
    expect(isWindowpaneError(error.cause)).toBe(true);
    return error;
  };

  it("tells which credentials and permissions are needed", async () => {
    const { message, advice } = await failure(config, {
      management: memberId(0),
      accounts: [{ id: MANAGEMENT }],
    });
    expect(message).toBe("The accounts of the organization could not be listed: ListAccounts was denied.");
    expect(advice).toBe(
      "Use credentials of the management account or of a delegated administrator, or set organization.role to a role there, and allow " +
        "organizations:ListAccounts, organizations:ListAccountsForParent and organizations:ListOrganizationalUnitsForParent.",
    );
  });

  it("can be listed by a role of a delegated administrator", async () => {
    const administrator = memberId(3);
    const { fleet } = await resolve(
      { regions: [REGION], organization: { role: roleOf(administrator) } },
      { options: { management: memberId(4), delegated: [administrator] } },
    );
    expect(idsIn((await fleet()).locations)).toHaveLength(49);
  });

  it("tells that its role cannot be assumed", async () => {
    const { message } = await failure(
      { regions: [REGION], organization: { role: roleOf(memberId(0), "Missing") } },
      {},
    );
    expect(message).toBe(
      `The accounts of the organization could not be listed. The role ${roleOf(memberId(0), "Missing")} could not be assumed: access denied.`,
    );
  });

  it("tells that a unit does not exist, and that requests were throttled", async () => {
    const unit = await failure({ regions: [REGION], organization: { units: ["ou-none-00000000"] } }, {});
    expect(unit.advice).toBe("Check the IDs in organization.units.");
    const throttled = await failure(config, { faults: { throttledOrganizations: 1 } });
    expect(throttled.message).toBe(
      "The accounts of the organization could not be listed: Organizations throttled the requests.",
    );
  });
});
