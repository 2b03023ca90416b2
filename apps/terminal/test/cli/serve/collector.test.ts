/** The built `windowpane serve` over an organization, which it collects into an archive, and over that archive alone. */
import { createServer, type Server } from "node:http";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createLoopback,
  nightlyAccount,
  nightlyIds,
  serveLoopback,
  type Loopback,
  type Served,
} from "@windowpane/loopback";
import { empty, mockTransport } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveProgram, type ServedProgram } from "./serve-program.ts";

const accounts = ["111122223333", "222233334444"] as const;
const denied = "333344445555";
const tokens = {
  reader: "reader-0123456789abcdef0123456789abcdef",
  events: "events-0123456789abcdef0123456789abcdef",
  admin: "admin-0123456789abcdef0123456789abcdef",
};

/** Runs of both accounts: three windows in two nights. */
const RUNS = accounts.length * 6;

/** Whether AWS has forgotten all executions. */
let forgets = false;
let folder: string;
let loopback: Loopback;
let aws: Served;
let server: ServedProgram;
/** A receiver of messages that refuses all of them. */
let receiver: Server;

const configuration = (port: number) => ({
  regions: ["eu-west-1"],
  organization: {},
  messages: {
    destinations: [
      {
        name: "gone",
        type: "slack",
        url: `http://127.0.0.1:${port}/SECRET`,
        privateAddress: true,
        when: "always",
      },
      { name: "unset", type: "teams", url: { variable: "UNSET_URL" }, when: "always" },
    ],
  },
});

const serve = (...argv: readonly string[]): Promise<ServedProgram> =>
  serveProgram([...argv, "--tokens-file", join(folder, "tokens")], { HOME: folder });

beforeAll(async () => {
  loopback = createLoopback({
    accounts: [...accounts.map((id) => ({ id })), { id: denied, name: "legacy", roles: [] }],
    ssm: (account, region) => {
      const known = nightlyAccount(account, region, { now: new Date() });
      const later = mockTransport({ scenario: empty });
      return { name: "mock", send: (...request) => (forgets ? later : known).send(...request) };
    },
    now: () => new Date(),
  });
  aws = await serveLoopback(loopback);
  receiver = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(404).end("no_service"));
  });
  await new Promise<void>((listening) => {
    receiver.listen(0, "127.0.0.1", listening);
  });
  const address = receiver.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  folder = await mkdtemp(join(tmpdir(), "windowpane-serve-"));
  await writeFile(
    join(folder, "tokens"),
    `reader:read:${tokens.reader}\nevents:collect:${tokens.events}\nadmin:admin:${tokens.admin}\n`,
  );
  await writeFile(join(folder, "fleet.json"), JSON.stringify(configuration(port)));
  const { accessKeyId, secretAccessKey } = loopback.credentials();
  server = await serveProgram(
    [
      ...["--fleet", join(folder, "fleet.json"), "--archive", join(folder, "archive.sqlite")],
      // --keep is about responses: runs older than it are kept.
      ...["--tokens-file", join(folder, "tokens"), "--collect", "1h", "--keep", "2s"],
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
  receiver.close();
  await rm(folder, { recursive: true, force: true });
});

interface Response {
  readonly status: number;
  readonly text: string;
}

const get = async (
  path: string,
  { from = server, token = "reader" }: { from?: ServedProgram; token?: keyof typeof tokens } = {},
): Promise<Response> => {
  const response = await fetch(`${from.url}${path}`, {
    headers: { authorization: `Bearer ${tokens[token]}` },
  });
  return { status: response.status, text: await response.text() };
};

/** The JSON of a response. */
const read = async (...request: Parameters<typeof get>): Promise<unknown> =>
  JSON.parse((await get(...request)).text);

const undelivered = {
  messages: expect.arrayContaining([
    expect.objectContaining({
      destination: "gone",
      state: "dead",
      status: 404,
      error: expect.stringMatching(
        /^gone \(127\.0\.0\.1:\d+\) answered 404: no_service\. Create a new /u,
      ) as unknown,
    }),
    expect.objectContaining({
      destination: "unset",
      state: "pending",
      attempts: 0,
      error:
        "No message can be sent to unset: messages.destinations[1].url refers to the variable UNSET_URL, which is not set. Set it, or change the configuration.",
    }),
  ]) as unknown,
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
      .poll(() => read("/v1/collections"), { timeout: 300_000, interval: 300 })
      .toMatchObject({
        locations: [
          ...accounts.map((Account) => ({
            Account,
            runs: RUNS / accounts.length,
            waiting: 0,
            collectedUntil: expect.any(String) as unknown,
          })),
          { Account: denied, runs: 0 },
        ],
      });
    expect((await get("/v1/accounts")).text.match(/"collectedUntil"/gu)).toHaveLength(accounts.length);
  });

  it("tells which account it cannot collect, and since when", async () => {
    const { text } = await get(`/v1/collections?account=${denied}`);
    expect(JSON.parse(text)).toMatchObject({
      locations: [
        {
          Account: denied,
          Region: "eu-west-1",
          runs: 0,
          problem: `The role arn:aws:iam::${denied}:role/WindowpaneRead could not be assumed: access denied.`,
          problemSince: expect.stringMatching(/^\d{4}-/u) as unknown,
          remedy: expect.stringMatching(/^Check that the role exists in account 333344445555/u) as unknown,
        },
      ],
      missing: [{ Account: denied, reason: expect.stringContaining("could not be assumed") as unknown }],
    });
  });

  it("takes triggers for accounts that it reads, without listing them again", async () => {
    const listed = loopback.requests.get("organizations:ListAccounts");
    expect(listed).toBeGreaterThan(0);
    for (const account of [accounts[1], accounts[1], accounts[0]]) expect(await collect(account)).toBe(202);
    expect(loopback.requests.get("organizations:ListAccounts")).toBe(listed);
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

describe("messages of windowpane serve", () => {
  it("are listed by the API when they were not delivered, and counted for the page", async () => {
    // Two messages of each run; of those to one destination, more than ten are one digest.
    await expect
      .poll(() => read("/v1/messages", { token: "admin" }), { timeout: 300_000, interval: 300 })
      .toEqual({ ...undelivered, more: 0 });
    expect(await read("/v1/collections")).toMatchObject({ deadMessages: expect.any(Number) as unknown });
    expect((await get("/v1/messages")).status).toBe(403);
    await server.untilPrinted(`${RUNS} messages wait for it.`);
    expect(server.printed()).not.toContain("SECRET");
  });
});

describe("windowpane serve --source archive", () => {
  let archive: ServedProgram;
  beforeAll(async () => {
    forgets = true;
    archive = await serve("--source", `archive:${join(folder, "archive.sqlite")}`);
  });
  afterAll(async () => {
    await archive.stop();
  });

  it("responds for all accounts without AWS", async () => {
    const { execution, window } = nightlyIds(accounts[1], "eu-west-1");
    const report = await read(`/v1/executions/${execution(0, 0)}/report`, { from: archive });
    expect(report).toMatchObject({
      WindowExecutionId: execution(0, 0),
      verdict: "PARTIAL",
      origin: { Account: accounts[1], Region: "eu-west-1" },
      gaps: [],
    });
    const windows = await read("/v1/windows?maxResults=100", { from: archive });
    expect(JSON.stringify(windows).match(/"WindowId"/gu)).toHaveLength(RUNS / 2);
    const paths = ["/v1/failures?since=3d", "/v1/trends/windows", `/v1/windows/${window(0)}/nights`];
    for (const path of paths) {
      expect([path, (await get(path, { from: archive })).status]).toEqual([path, 200]);
    }
  });

  it("shows the page, with the messages that were not delivered", async () => {
    const page = await fetch(`${archive.url}/`, { headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("content-type")]).toEqual([
      200,
      expect.stringContaining("text/html"),
    ]);
    expect(await page.text()).toContain("<title>Windowpane");
    const { deadMessages } = (await read("/v1/collections", { from: archive })) as { deadMessages: number };
    expect(deadMessages).toBeGreaterThan(0);
    expect(await read("/v1/messages", { from: archive, token: "admin" })).toEqual({
      ...undelivered,
      more: 0,
    });
  });

  it("cannot collect, and tells so", async () => {
    const response = await fetch(`${archive.url}/v1/collect`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokens.events}`, "content-type": "application/json" },
      body: JSON.stringify({ Account: accounts[0], Region: "eu-west-1" }),
    });
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining("collect")]);
  });

  it("names a file that does not exist", async () => {
    await expect(serve("--source", `archive:${join(folder, "none.sqlite")}`)).rejects.toThrow(
      /ended with 252 .*There is no archive at .*none\.sqlite\./su,
    );
  });
});
