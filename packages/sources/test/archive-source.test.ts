import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArchive, recordUnread, storeRun } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";
import { createClient, itemOrigin, ServiceError } from "@windowpane/core";
import { reportExecution } from "@windowpane/report";
import { mockTransport } from "@windowpane/transport-mock";
import { snapshotTransport, takeSnapshot } from "@windowpane/transport-snapshot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connect, connectOne, type ConnectOptions } from "../src/index.ts";
import { fakePlatform } from "./fake-platform.ts";

const folder = mkdtempSync(join(tmpdir(), "windowpane-archive-"));
const file = join(folder, "archive.sqlite");
afterAll(() => rmSync(folder, { recursive: true }));

const places = [
  { Account: "111122223333", region: "eu-west-1" },
  { Account: "444455556666", region: "us-east-1" },
] as const;

beforeAll(async () => {
  const sql = await openSqliteFile(file);
  const archive = await openArchive({ sql, now: () => new Date(0) });
  for (const [index, place] of places.entries()) {
    const client = createClient(mockTransport({ seed: index + 1 }));
    const { WindowIdentities = [] } = await client.call("DescribeMaintenanceWindows", {});
    const { WindowId = "" } = WindowIdentities.find(({ Name }) => Name === "web-health-daily") ?? {};
    const { WindowExecutions = [] } = await client.call("DescribeMaintenanceWindowExecutions", { WindowId });
    const WindowExecutionId = WindowExecutions[0]?.WindowExecutionId ?? "";
    const snapshot = await takeSnapshot(client, {
      of: { executions: [WindowExecutionId] },
      takenAt: new Date("2026-11-22T08:00:00Z"),
      origin: { source: "aws", ...place },
    });
    const report = await reportExecution(createClient(snapshotTransport(snapshot)), {
      WindowExecutionId,
      window: { WindowId, Name: "web-health-daily" },
    });
    await storeRun(archive, { snapshot, report });
  }
  sql.close();
});

const options = (given: Partial<ConnectOptions> = {}): ConnectOptions => ({
  source: `archive:${file}`,
  profiles: [],
  regions: [],
  platform: { ...fakePlatform().platform, readBytes: async (path) => new Uint8Array(readFileSync(path)) },
  ...given,
});

const originsOf = async (given: Partial<ConnectOptions> = {}): Promise<readonly object[]> => {
  const { client } = await connectOne(options(given));
  const origins = [];
  for await (const window of client.items("DescribeMaintenanceWindows", {})) origins.push(itemOrigin(window));
  return origins;
};

describe("--source archive", () => {
  const [one, other] = places.map(({ Account, region }) => ({ Account, Region: region }));

  it("reads all accounts and regions as one source, or those that are requested", async () => {
    expect(await originsOf()).toEqual([one, other]);
    expect(await originsOf({ accounts: ["444455556666"] })).toEqual([other]);
    expect(await originsOf({ regions: ["eu-west-1"] })).toEqual([one]);
    const { source, fleet } = await connectOne(options());
    expect(source.scope).toEqual({ accounts: 2, regions: 2 });
    expect(fleet?.members.map(({ Account }) => Account)).toEqual(["111122223333", "444455556666"]);
    const narrowed = createClient(fleet?.only({ regions: ["us-east-1"] }) ?? mockTransport());
    const { WindowIdentities = [] } = await narrowed.call("DescribeMaintenanceWindows", {});
    expect(WindowIdentities.map(itemOrigin)).toEqual([other]);
  });

  it("has an account that was never collected as a gap of the lists that it may be missing from", async () => {
    const path = join(folder, "unread.sqlite");
    copyFileSync(file, path);
    const sql = await openSqliteFile(path);
    const archive = await openArchive({ sql, now: () => new Date(0) });
    const unread = { Account: "777788889999", AccountName: "legacy", Region: "all" };
    const error = new ServiceError("AssumeRole", { code: "AccessDenied", message: "No.", status: 403 });
    await recordUnread(archive, { ...unread, error, reason: "Denied.", remedy: "Allow it." });
    sql.close();
    const source = `archive:${path}`;
    await expect(originsOf({ source })).rejects.toMatchObject({ locations: [unread] });
    await expect(originsOf({ source, regions: ["eu-west-1"] })).rejects.toMatchObject({
      locations: [unread],
    });
    expect(await originsOf({ source, accounts: ["111122223333"] })).toEqual([one]);
    const connections = await connect(options({ source }));
    expect(connections.map(({ origin }) => origin?.Account)).toEqual([
      one?.Account,
      other?.Account,
      unread.Account,
    ]);
    await expect(connections[2]?.open()).rejects.toMatchObject({
      kind: "unread-locations",
      locations: [{ ...unread, remedy: "Allow it." }],
    });
  });

  it("has a connection for each account and region", async () => {
    const connections = await connect(options());
    expect(connections.map(({ origin }) => origin)).toEqual([one, other]);
    const { client, source } = (await connections[1]?.open()) ?? (await connectOne(options()));
    expect(source.region).toBe("us-east-1");
    expect((await client.call("DescribeMaintenanceWindows", {})).WindowIdentities?.length).toBe(1);
  });

  it("uses the file of WINDOWPANE_ARCHIVE without another", async () => {
    const platform = { ...fakePlatform().platform, env: { WINDOWPANE_ARCHIVE: file } };
    expect(await originsOf({ source: "archive", platform })).toEqual([one, other]);
  });

  it("states what to do for a run that it does not contain", async () => {
    const { client } = await connectOne(options());
    const WindowExecutionId = "00000000-0000-0000-0000-000000000000";
    await expect(client.call("GetMaintenanceWindowExecution", { WindowExecutionId })).rejects.toMatchObject({
      code: "DoesNotExistException",
      cause: {
        name: "SourceError",
        kind: "not-found",
        advice: `Use --source aws for runs of the last 30 days. \`windowpane executions --source archive:${file}\` lists what this one contains.`,
      },
    });
  });

  it.each<[Partial<ConnectOptions>, string, RegExp]>([
    [
      { source: `archive:${folder}/none` },
      `There is no archive at ${folder}/none.`,
      /^Run `windowpane collect` to/,
    ],
    [
      { accounts: ["123456789012"] },
      "--account 123456789012 is not an account of the archive.",
      /^It has 111122223333, 444455556666\.$/,
    ],
    [{ regions: ["eu-west-2"] }, "--region eu-west-2 is not a region of the archive.", /eu-west-1/],
    [{ profiles: ["prod"] }, "--profile does not apply to an archive.", /^Remove it/],
    [{ source: file }, `${file} is not a snapshot.`, /use --source archive:/],
  ])("refuses %o", async (given, message, advice) => {
    const opening = connectOne(options(given));
    await expect(opening).rejects.toMatchObject({
      name: "SourceError",
      message,
      advice: expect.stringMatching(advice) as string,
    });
  });

  it("refuses a file that is not an archive", async () => {
    const path = join(folder, "text");
    writeFileSync(path, "This is a text.");
    await expect(connectOne(options({ source: `archive:${path}` }))).rejects.toMatchObject({
      message: `${path} is not an archive.`,
    });
  });
});
