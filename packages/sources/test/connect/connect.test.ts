import { itemOrigin, type Transport } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { connect, connectOne, type ConnectOptions } from "../../src/connect/connect.ts";
import { SourceError } from "../../src/source/source-error.ts";
import type { OpenSource } from "../../src/source/source.ts";
import { fakePlatform } from "../fake-platform.ts";

const transport: Transport = { name: "empty", send: async () => ({}) };

/** Options over a fake AWS whose account has enabled two regions, and what was opened. */
const fakeAws = (options: Partial<ConnectOptions> = {}) => {
  const opened: string[] = [];
  const aws: OpenSource = async ({ profile, region }) => {
    opened.push(`${profile ?? "-"} ${region ?? "-"}`);
    if (profile === "denied") return { transport, regions: () => Promise.reject(new Error("You may not.")) };
    return { transport, region, regions: async () => ["eu-west-1", "us-east-1"] };
  };
  const { platform } = fakePlatform();
  const connectOptions: ConnectOptions = {
    source: "aws",
    profiles: [],
    regions: [],
    sources: { aws },
    platform,
    ...options,
  };
  return { opened, options: connectOptions };
};

describe("connections", () => {
  it.each([
    { profiles: [], regions: [], expected: [[undefined, undefined]] },
    { profiles: ["a", "a"], regions: ["x", "x"], expected: [["a", "x"]] },
    {
      profiles: ["a", "b"],
      regions: ["x", "y"],
      expected: [
        ["a", "x"],
        ["a", "y"],
        ["b", "x"],
        ["b", "y"],
      ],
    },
    {
      profiles: ["a"],
      regions: ["x", "all"],
      expected: [
        ["a", "x"],
        ["a", "eu-west-1"],
        ["a", "us-east-1"],
      ],
    },
  ])("of profiles $profiles and regions $regions", async ({ profiles, regions, expected }) => {
    const connections = await connect(fakeAws({ profiles, regions }).options);
    expect(connections.map(({ profile, region }) => [profile, region])).toEqual(expected);
  });

  it("are opened only when they are used", async () => {
    const { options, opened } = fakeAws({ profiles: ["a", "b"] });
    const [first] = await connect(options);
    expect(opened).toEqual([]);
    await first?.open();
    expect(opened).toEqual(["a -"]);
  });

  it("of a profile whose regions cannot be listed reject with the reason", async () => {
    const connections = await connect(fakeAws({ profiles: ["denied", "a"], regions: ["all"] }).options);
    expect(connections).toHaveLength(3);
    await expect(connections[0]?.open()).rejects.toMatchObject({
      kind: "configuration",
      message: "The regions of the account of profile denied cannot be listed: You may not.",
    });
  });

  it("are refused for a kind of source that does not exist", async () => {
    const { options } = fakeAws({ source: "snapshot.json" });
    await expect(connectOne(options)).rejects.toMatchObject({
      kind: "usage",
      message: 'There is no source "snapshot.json".',
    });
  });

  it("end when the program is interrupted", async () => {
    const interrupt = new AbortController();
    const { platform } = fakePlatform();
    const { options } = fakeAws({
      sources: { aws: () => new Promise(() => {}) },
      platform: { ...platform, interrupt: interrupt.signal },
    });
    const opening = connectOne(options);
    interrupt.abort(new Error("Ctrl-C"));
    await expect(opening).rejects.toThrow("Ctrl-C");
  });
});

/** AWS with an account for each profile, whose windows are named after profile and region. The profile `broken` has no credentials. */
const accountsOf = (options: Partial<ConnectOptions>) => {
  const aws: OpenSource = async ({ profile = "default", region = "eu-west-1", anyRegion }) => {
    if (profile === "broken") throw new SourceError("configuration", "There are no credentials.", "Sign in.");
    const number = ["default", "prod", "stage"].indexOf(profile);
    const send = async (): Promise<object> => ({
      WindowIdentities: [{ WindowId: windowId(number, region), Name: `${profile} ${region}` }],
    });
    return {
      transport: { name: "windows", send },
      region: anyRegion === true ? undefined : region,
      identity: async () => ({ Account: accountIds[number] }),
      regions: async () => ["eu-west-1", "us-east-1"],
    };
  };
  return fakeAws({ ...options, sources: { aws } }).options;
};

const accountIds = ["111122223330", "111122223331", "111122223332"];

const windowId = (account: number, region: string): string =>
  `mw-0${account}${region === "eu-west-1" ? "1" : "2"}00000000000000`;

const listed = async (
  options: ConnectOptions,
): Promise<{ readonly rows: readonly object[]; readonly error?: unknown }> => {
  const { client } = await connectOne(options);
  const found: { readonly Name?: string | undefined }[] = [];
  // The platform does not delay, so that no location is waited for and their order is open.
  const sorted = (): readonly object[] =>
    found.toSorted((one, other) => ((one.Name ?? "") < (other.Name ?? "") ? -1 : 1));
  try {
    for await (const { Name, ...item } of client.items("DescribeMaintenanceWindows", {}))
      found.push({ Name, ...itemOrigin(item) });
  } catch (error) {
    return { rows: sorted(), error };
  }
  return { rows: sorted() };
};

describe("several profiles and regions as one source", () => {
  it("lists the items of all, with the account that STS names and the region", async () => {
    const { rows } = await listed(
      accountsOf({ profiles: ["prod", "stage"], regions: ["eu-west-1", "us-east-1"] }),
    );
    expect(rows).toEqual([
      { Name: "prod eu-west-1", Account: accountIds[1], AccountName: "prod", Region: "eu-west-1" },
      { Name: "prod us-east-1", Account: accountIds[1], AccountName: "prod", Region: "us-east-1" },
      { Name: "stage eu-west-1", Account: accountIds[2], AccountName: "stage", Region: "eu-west-1" },
      { Name: "stage us-east-1", Account: accountIds[2], AccountName: "stage", Region: "us-east-1" },
    ]);
  });

  it("reads every enabled region", async () => {
    const { rows } = await listed(accountsOf({ regions: ["all"] }));
    expect(rows).toMatchObject([{ Region: "eu-west-1" }, { Region: "us-east-1" }]);
  });

  it("names the scope, which one profile in one region does not have", async () => {
    const several = await connectOne(accountsOf({ profiles: ["prod", "stage"] }));
    expect(several.source.scope).toEqual({ accounts: 2, regions: 1, locations: 2 });
    expect((await connectOne(accountsOf({ profiles: ["prod"] }))).source.scope).toBeUndefined();
  });

  it("ends with an error that names a profile that cannot be read, after the items of the others", async () => {
    const { rows, error } = await listed(
      accountsOf({ profiles: ["prod", "broken"], regions: ["eu-west-1"] }),
    );
    expect(rows).toMatchObject([{ Name: "prod eu-west-1" }]);
    expect(error).toMatchObject({
      kind: "unread-locations",
      locations: [{ AccountName: "broken", reason: "There are no credentials. Sign in." }],
    });
  });

  it("lists an account once if two profiles lead to it", async () => {
    const { rows } = await listed(accountsOf({ profiles: ["prod", "prod"], regions: ["eu-west-1"] }));
    expect(rows).toHaveLength(1);
  });
});

describe("a fleet", () => {
  it.each([
    [{ accounts: ["payments"] }, "--account needs a fleet configuration."],
    [
      { source: "snapshot.json", fleet: async () => ({}) },
      "--fleet does not apply to --source snapshot.json.",
    ],
    [
      { profiles: ["a", "b"], fleet: async () => ({}) },
      "A fleet is read with one profile, which assumes the roles of its accounts.",
    ],
  ])("refuses %j", async (options, message) => {
    await expect(connectOne(fakeAws(options).options)).rejects.toMatchObject({ kind: "usage", message });
  });

  it("is narrowed to accounts by name or ID, and to regions", async () => {
    const { platform } = fakePlatform();
    const narrowed = await connect({
      source: "demo:organization",
      profiles: [],
      regions: ["us-east-1"],
      accounts: ["stores", "111122223334"],
      platform,
    });
    expect(narrowed.map(({ origin }) => origin)).toEqual([
      { Account: "111122223334", AccountName: "payments", Region: "us-east-1" },
      { Account: "111122223336", AccountName: "stores", Region: "us-east-1" },
    ]);
  });
});
