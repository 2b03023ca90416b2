/** The AWS SDK's own clients against the loopback, over its request handler and over a socket. */
import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import {
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { DescribeMaintenanceWindowsCommand, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { requestHandler } from "@windowpane/endpoint";
import { describe, expect, it } from "vitest";
import {
  createLoopback,
  nightlyAccount,
  nightlyIds,
  ROOT,
  type LoopbackCredentials,
  type LoopbackOptions,
} from "../src/index.ts";

const MANAGEMENT = "000000000001";
const MEMBER = "111122223333";
const REGION = "eu-west-1";

const organization = (options: Partial<LoopbackOptions> = {}) => {
  const loopback = createLoopback({
    accounts: [
      { id: MANAGEMENT, name: "management" },
      {
        id: MEMBER,
        unit: "ou-root-payments",
        roles: [{ name: "read/Windowpane", externalId: "secret-id", maxMinutes: 120 }],
      },
      { id: "444455556666", status: "SUSPENDED" },
    ],
    units: [{ id: "ou-root-workload" }, { id: "ou-root-payments", parent: "ou-root-workload" }],
    regions: [REGION, "us-east-1"],
    ssm: nightlyAccount,
    now: () => new Date(),
    ...options,
  });
  const of = (credentials: LoopbackCredentials = loopback.credentials(), region = REGION) => ({
    region,
    credentials,
    requestHandler: requestHandler(loopback.fetch),
    maxAttempts: 1,
  });
  return { loopback, of };
};

const assume = async (
  { of }: ReturnType<typeof organization>,
  input: Partial<ConstructorParameters<typeof AssumeRoleCommand>[0]> = {},
): Promise<LoopbackCredentials> => {
  const { Credentials } = await new STSClient(of()).send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${MEMBER}:role/read/Windowpane`,
      RoleSessionName: "test",
      ExternalId: "secret-id",
      ...input,
    }),
  );
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "", Expiration } = Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
};

describe("STS of the loopback", () => {
  it("returns a session whose identity is the role of its account", async () => {
    const place = organization();
    const session = await assume(place, { DurationSeconds: 7200 });
    const identity = await new STSClient(place.of(session)).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: MEMBER,
      Arn: `arn:aws:sts::${MEMBER}:assumed-role/Windowpane/test`,
    });
    expect((session.expiration?.getTime() ?? 0) - Date.now()).toBeGreaterThan(7_100_000);
    expect(place.loopback.requests.get("sts:AssumeRole")).toBe(1);
  });

  it.each([
    ["a wrong external ID", { ExternalId: "wrong" }, "AccessDenied"],
    ["a role that does not exist", { RoleArn: `arn:aws:iam::${MEMBER}:role/Other` }, "AccessDenied"],
    [
      "an account that does not exist",
      { RoleArn: "arn:aws:iam::999999999999:role/read/Windowpane" },
      "AccessDenied",
    ],
    ["a session that is too long", { DurationSeconds: 10_000 }, "ValidationError"],
  ])("refuses %s", async (_, input, name) => {
    await expect(assume(organization(), input)).rejects.toMatchObject({ name });
  });

  it("refuses expired credentials and a region that is not enabled", async () => {
    const { loopback, of } = organization();
    const send = (options: ReturnType<typeof of>) =>
      new STSClient(options).send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${MEMBER}:role/read/Windowpane`,
          RoleSessionName: "test",
        }),
      );
    const expired = loopback.credentials(MANAGEMENT, new Date(Date.now() - 1000));
    // The SDK checks the expiry of credentials itself if it knows it.
    const { expiration: _, ...unknownExpiry } = expired;
    await expect(send(of(unknownExpiry))).rejects.toMatchObject({ name: /ExpiredToken/ });
    await expect(send(of(loopback.credentials(), "ap-south-2"))).rejects.toMatchObject({
      name: "RegionDisabledException",
    });
  });

  it("rejects a wrong signature", async () => {
    const { loopback, of } = organization();
    const wrong = { ...loopback.credentials(), secretAccessKey: "other" };
    await expect(new STSClient(of(wrong)).send(new GetCallerIdentityCommand({}))).rejects.toThrow(
      /signature/i,
    );
  });
});

describe("Organizations of the loopback", () => {
  it("lists accounts in pages, units and roots", async () => {
    const { of } = organization({ pageSize: 2 });
    const client = new OrganizationsClient(of());
    const first = await client.send(new ListAccountsCommand({}));
    const second = await client.send(new ListAccountsCommand({ NextToken: first.NextToken }));
    expect([first, second].map((page) => page.Accounts?.map(({ Id, State }) => [Id, State]))).toEqual([
      [
        [MANAGEMENT, "ACTIVE"],
        [MEMBER, "ACTIVE"],
      ],
      [["444455556666", "SUSPENDED"]],
    ]);
    expect(second.NextToken).toBeUndefined();
    const roots = await client.send(new ListRootsCommand({}));
    expect(roots.Roots?.map(({ Id }) => Id)).toEqual([ROOT]);
    const units = await client.send(new ListOrganizationalUnitsForParentCommand({ ParentId: ROOT }));
    expect(units.OrganizationalUnits?.map(({ Id }) => Id)).toEqual(["ou-root-workload"]);
    const members = await client.send(new ListAccountsForParentCommand({ ParentId: "ou-root-payments" }));
    expect(members.Accounts?.map(({ Id }) => Id)).toEqual([MEMBER]);
  });

  it("refuses a member account and an unknown unit", async () => {
    const { loopback, of } = organization();
    await expect(
      new OrganizationsClient(of(loopback.credentials(MEMBER))).send(new ListAccountsCommand({})),
    ).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(
      new OrganizationsClient(of()).send(new ListAccountsForParentCommand({ ParentId: "ou-none-00000000" })),
    ).rejects.toMatchObject({ name: "ParentNotFoundException" });
  });

  it("lists the enabled regions of the account", async () => {
    const place = organization();
    const { Regions } = await new AccountClient(place.of(await assume(place))).send(
      new ListRegionsCommand({}),
    );
    expect(Regions?.map(({ RegionName }) => RegionName)).toEqual([REGION, "us-east-1"]);
  });
});

describe("Systems Manager of the loopback", () => {
  it("has other windows in each account and region", async () => {
    const place = organization();
    const session = await assume(place);
    const idsIn = async (credentials: LoopbackCredentials, region: string) => {
      const { WindowIdentities } = await new SSMClient(place.of(credentials, region)).send(
        new DescribeMaintenanceWindowsCommand({}),
      );
      return WindowIdentities?.map(({ WindowId }) => WindowId);
    };
    const windowsOf = (account: string, region: string) =>
      [0, 1, 2].map((window) => nightlyIds(account, region).window(window));
    expect(await idsIn(session, REGION)).toEqual(expect.arrayContaining(windowsOf(MEMBER, REGION)));
    expect(await idsIn(session, "us-east-1")).toEqual(expect.arrayContaining(windowsOf(MEMBER, "us-east-1")));
    expect(await idsIn(place.loopback.credentials(), REGION)).toEqual(
      expect.arrayContaining(windowsOf(MANAGEMENT, REGION)),
    );
  });

  it("throttles each account and region separately", async () => {
    let now = Date.now();
    const place = organization({ rate: 2, now: () => new Date(now) });
    const codes = async (region: string): Promise<readonly string[]> => {
      const client = new SSMClient(place.of(place.loopback.credentials(), region));
      const send = () =>
        client.send(new DescribeMaintenanceWindowsCommand({})).then(
          () => "ok",
          (error: unknown) => (error instanceof Error ? error.name : "?"),
        );
      return Promise.all([send(), send(), send()]);
    };
    expect(await codes(REGION)).toEqual(["ok", "ok", "ThrottlingException"]);
    expect(await codes("us-east-1")).toEqual(["ok", "ok", "ThrottlingException"]);
    now += 1000;
    expect(await codes(REGION)).toEqual(["ok", "ok", "ThrottlingException"]);
    expect(place.loopback.throttled).toBe(3);
  });

  it("refuses expired sessions, denied actions and regions that are not enabled", async () => {
    const place = organization({
      accounts: [{ id: MANAGEMENT, denied: ["ssm:DescribeMaintenanceWindows"] }, { id: MEMBER }],
      faults: { expiredAccounts: [MEMBER] },
    });
    const send = (account: string, region = REGION) =>
      new SSMClient(place.of(place.loopback.credentials(account), region)).send(
        new DescribeMaintenanceWindowsCommand({}),
      );
    await expect(send(MANAGEMENT)).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(send(MEMBER)).rejects.toMatchObject({ name: "ExpiredTokenException" });
    await expect(send(MANAGEMENT, "ap-south-2")).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
  });
});
