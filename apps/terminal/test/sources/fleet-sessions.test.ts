/** Sessions of a fleet's accounts over hours, as a server or a watch has them. */
import { createLoopback, nightlyAccount, serveLoopback, type Served } from "@windowpane/loopback";
import { connectOne, type Platform } from "@windowpane/sources";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const HOUR = 3_600_000;
const account = "111122223301";

let time = Date.parse("2026-11-30T12:00:00Z");
const now = (): Date => new Date(time);
const advance = (milliseconds: number): void => {
  time += milliseconds;
};
const loopback = createLoopback({
  accounts: [{ id: "000000000001", name: "management" }, { id: account }],
  regions: ["eu-west-1"],
  ssm: (id, region) => nightlyAccount(id, region, { now: now(), windows: 1, nights: 1 }),
  now,
  // The SDK signs requests to STS with this machine's time.
  verify: false,
});
const { accessKeyId, secretAccessKey } = loopback.credentials();

let served: Served;
beforeAll(async () => {
  served = await serveLoopback(loopback);
});
afterAll(() => served.close());

const missing = (): Promise<never> =>
  Promise.reject(Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" }));

const platformOver = (url: string): Platform => ({
  env: {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: "eu-west-1",
  },
  interrupt: new AbortController().signal,
  now,
  random: () => 0.5,
  sleep: () => Promise.resolve(),
  after: () => () => {},
  readFile: missing,
  readBytes: missing,
  ask: () => Promise.resolve(undefined),
});

const open = () =>
  connectOne({
    source: "aws",
    profiles: [],
    regions: [],
    fleet: () => Promise.resolve({ regions: ["eu-west-1"], accounts: [{ id: account }] }),
    platform: platformOver(served.url),
  });

describe("a session of a fleet's account", () => {
  it("is renewed, and the error of a role that was removed since then is that of the account", async () => {
    const { client } = await open();
    const list = () => client.call("DescribeMaintenanceWindows", {});
    await list();
    advance(HOUR);
    await list();
    expect(loopback.requests.get("sts:AssumeRole")).toBe(2);
    advance(HOUR);
    loopback.faults.deniedAccounts = [account];
    await expect(list()).rejects.toMatchObject({
      kind: "unread-locations",
      locations: [{ Account: account, error: { operation: "AssumeRole", code: "AccessDenied" } }],
    });
    loopback.faults.deniedAccounts = [];
  });

  it("is replaced if AWS rejects it as expired", async () => {
    const { client } = await open();
    const list = () => client.call("DescribeMaintenanceWindows", {});
    await list();
    advance(60_000);
    const before = loopback.requests.get("sts:AssumeRole") ?? 0;
    loopback.faults.expiredAccounts = [account];
    await expect(list()).rejects.toMatchObject({ code: "ExpiredTokenException" });
    loopback.faults.expiredAccounts = [];
    await list();
    expect(loopback.requests.get("sts:AssumeRole")).toBe(before + 1);
  });
});
