/** The built `windowpane serve` over an organization, which it collects into an archive. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLoopback, nightlyAccount, nightlyIds, serveLoopback, type Served } from "@windowpane/loopback";
import { empty, mockTransport } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveProgram, type ServedProgram } from "./serve-program.ts";

const accounts = ["111122223333", "222233334444"] as const;
const tokens = {
  reader: "reader-0123456789abcdef0123456789abcdef",
  events: "events-0123456789abcdef0123456789abcdef",
};

/** Whether AWS has forgotten all executions. */
let forgets = false;
let folder: string;
let aws: Served;
let server: ServedProgram;

beforeAll(async () => {
  const loopback = createLoopback({
    accounts: accounts.map((id) => ({ id })),
    ssm: (account, region) => {
      const known = nightlyAccount(account, region, { now: new Date() });
      const later = mockTransport({ scenario: empty });
      return { name: "mock", send: (...request) => (forgets ? later : known).send(...request) };
    },
    now: () => new Date(),
  });
  aws = await serveLoopback(loopback);
  folder = await mkdtemp(join(tmpdir(), "windowpane-serve-"));
  await writeFile(join(folder, "tokens"), `reader:read:${tokens.reader}\nevents:collect:${tokens.events}\n`);
  await writeFile(join(folder, "fleet.json"), JSON.stringify({ regions: ["eu-west-1"], organization: {} }));
  const { accessKeyId, secretAccessKey } = loopback.credentials();
  server = await serveProgram(
    [
      ...["--fleet", join(folder, "fleet.json"), "--archive", join(folder, "archive.sqlite")],
      ...["--tokens-file", join(folder, "tokens"), "--collect", "1h"],
    ],
    {
      AWS_ENDPOINT_URL: aws.url,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_REGION: "eu-west-1",
      HOME: folder,
    },
  );
});
afterAll(async () => {
  await server.stop();
  await aws.close();
  await rm(folder, { recursive: true, force: true });
});

const get = async (path: string): Promise<{ readonly status: number; readonly text: string }> => {
  const response = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${tokens.reader}` },
  });
  return { status: response.status, text: await response.text() };
};

const collect = async (Account: string): Promise<number> => {
  const response = await fetch(`${server.url}/v1/collect`, {
    method: "POST",
    headers: { authorization: `Bearer ${tokens.events}`, "content-type": "application/json" },
    body: JSON.stringify({ Account, Region: "eu-west-1" }),
  });
  await response.text();
  return response.status;
};

describe("windowpane serve --collect", () => {
  it("collects all accounts, and says until when", async () => {
    await expect
      // Executions are known before they are read.
      .poll(
        async () =>
          (await get("/v1/collections")).text.match(/"collectedUntil":"[^"]+","waiting":0/gu)?.length,
        {
          timeout: 300_000,
          interval: 300,
        },
      )
      .toBe(accounts.length);
    expect((await get("/v1/accounts")).text.match(/"collectedUntil"/gu)).toHaveLength(accounts.length);
  });

  it("takes triggers for accounts that it reads", async () => {
    expect(await collect(accounts[1])).toBe(202);
    expect(await collect("999999999999")).toBe(404);
  });

  it("responds from the archive for runs that AWS no longer has", async () => {
    forgets = true;
    const { execution } = nightlyIds(accounts[0], "eu-west-1");
    const { status, text } = await get(`/v1/executions/${execution(0, 1)}/report`);
    expect([status, text]).toEqual([200, expect.stringContaining('"verdict":"PASSED"')]);
  });

  it("answers questions about trends", async () => {
    const { status, text } = await get("/v1/trends/windows");
    expect([status, text]).toEqual([200, expect.stringContaining("nightly-0-111122223333-eu-west-1")]);
  });
});
