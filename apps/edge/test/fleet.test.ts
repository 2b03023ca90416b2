/** A whole organization in workerd: its objects, its archive, its queue and its clock, over the loopback of AWS. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { R2Like } from "@windowpane/archive";
import { nightlyAccount, nightlyIds } from "@windowpane/loopback";
import { empty, mockTransport } from "@windowpane/transport-mock";
import { afterEach, describe, expect, it } from "vitest";
import { accounts, startFleet, type FleetWorkerOptions, type RunningFleet } from "./start-fleet.ts";

let worker: RunningFleet | undefined;
let folder: string | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  folder = undefined;
});

const start = async (options?: FleetWorkerOptions): Promise<RunningFleet> =>
  (worker = await startFleet(options));

const newFolder = async (): Promise<string> => (folder = await mkdtemp(join(tmpdir(), "windowpane-edge-")));

/** Rows of a query over the archive. */
const rows = async <Row>(query: string): Promise<readonly Row[]> => {
  const { results = [] } = (await worker?.database.prepare(query).all()) ?? {};
  return results as Row[]; // The columns of the query.
};

/** Execution IDs in the archive. */
const runs = async (): Promise<readonly string[]> =>
  (await rows<{ execution_id: string }>("SELECT execution_id FROM runs")).map((row) => row.execution_id);

/** Waits until the archive has a number of runs. */
const untilCollected = async (count: number): Promise<void> => {
  await expect.poll(async () => (await runs()).length, { timeout: 300_000, interval: 200 }).toBe(count);
};

/** Waits until every account was looked at since a time. */
const untilLooked = async (since: number): Promise<void> => {
  const looked = `SELECT 1 FROM collection_state WHERE looked_ms >= ${since}`;
  await expect
    .poll(async () => (await rows(looked)).length, { timeout: 300_000, interval: 200 })
    .toBe(accounts.length);
};

/** Executions of the loopback: three windows in two nights for each account. */
const ALL = accounts.length * 6;

describe("a fleet in workerd", () => {
  it("lists the windows of all accounts, and assumes each role once", async () => {
    const { get, aws } = await start();
    const { status, body } = await get("/v1/windows?maxResults=100");
    expect([status, JSON.stringify(body).match(/"WindowId"/gu)?.length]).toEqual([200, 12]);
    await get("/v1/windows?maxResults=100&status=enabled");
    expect(aws.requests.get("sts:AssumeRole")).toBe(accounts.length);
    expect(aws.requests.get("organizations:ListAccounts")).toBe(1);
  });

  it("asks only the object of the account and region that a request names", async () => {
    const { get, aws } = await start();
    const { status, body } = await get(`/v1/windows?account=${accounts[2]}&region=eu-west-1`);
    expect([status, JSON.stringify(body).match(/nightly-\d-\d{12}/gu)]).toEqual([
      200,
      [0, 1, 2].map((window) => `nightly-${window}-${accounts[2]}`),
    ]);
    expect(aws.requests.get("ssm")).toBe(1);
  });

  it("reports an account whose role is denied as a gap with its remedy, and reads the others", async () => {
    const { get } = await start({ organization: { faults: { deniedAccounts: [accounts[2]] } } });
    const { status, body } = await get("/v1/failures?since=2d");
    const text = JSON.stringify(body);
    expect(status).toBe(200);
    for (const account of accounts.filter((one) => one !== accounts[2])) {
      expect(text).toContain(`nightly-0-${account}-eu-west-1`);
    }
    expect(body).toMatchObject({
      complete: false,
      gaps: [{ origin: { Account: accounts[2], Region: "eu-west-1" } }],
    });
    expect(text).toContain("trust policy");
  });

  it("reports an organization that cannot be listed as a gap", async () => {
    const { get } = await start({
      identity: accounts[1],
      configuration: { regions: ["eu-west-1"], accounts: [{ id: accounts[1] }], organization: {} },
    });
    const { body } = await get("/v1/failures?since=2d");
    expect(body).toMatchObject({ complete: false });
    expect(JSON.stringify(body)).toContain(`nightly-0-${accounts[1]}-eu-west-1`);
    expect(JSON.stringify(body)).toContain("organization");
  });

  it("reads its configuration from the bucket, because a variable has at most 5 kB", async () => {
    const { get, miniflare } = await start({ variables: { WINDOWPANE_FLEET: "fleet.json" } });
    const refused = await get("/v1/windows");
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([
      503,
      expect.stringContaining('The bucket DOCUMENTS has no object \\"fleet.json\\"'),
    ]);
    const text = JSON.stringify({ regions: ["eu-west-1"], accounts: [{ id: accounts[1] }] });
    // Miniflare's types need a package that is not installed.
    const bucket = (await miniflare.getR2Bucket("DOCUMENTS")) as unknown as R2Like;
    await bucket.put("fleet.json", new TextEncoder().encode(text));
    const { status, body } = await get("/v1/windows");
    expect([status, JSON.stringify(body).match(/"WindowId"/gu)?.length]).toEqual([200, 3]);
  });

  it.each([
    ['{"regions":["eu-west-1"],"acounts":[]}', "Did you mean"],
    ['{"regions":["eu-west-1"]}', "The fleet configuration has no accounts."],
    ["{", "The fleet configuration is not JSON"],
  ])("refuses the configuration %s, and tells callers what to do", async (WINDOWPANE_FLEET, expected) => {
    const { get } = await start({ variables: { WINDOWPANE_FLEET } });
    const { status, body } = await get("/v1/windows");
    expect([status, JSON.stringify(body)]).toEqual([503, expect.stringContaining(expected)]);
  });

  it("refuses to work without the tables of the archive, and names the command", async () => {
    const { get } = await start({ hasTables: false });
    const { status, body } = await get("/v1/windows");
    expect([status, JSON.stringify(body)]).toEqual([503, expect.stringContaining("d1 migrations apply")]);
  });
});

describe("the archive of a fleet", () => {
  it("responds for runs that AWS no longer has, and lists them after those of AWS", async () => {
    let forgets = false;
    const { tick, get } = await start({
      organization: {
        ssm: (account, region) => {
          const known = nightlyAccount(account, region, { now: new Date() });
          const later = mockTransport({ scenario: empty });
          return { name: "mock", send: (...request) => (forgets ? later : known).send(...request) };
        },
      },
    });
    await tick();
    await untilCollected(ALL);
    const since = await get("/v1/accounts");
    expect(since.body).toMatchObject({
      complete: true,
      locations: accounts.map((Account) => ({ Account, readable: true })),
    });
    expect(JSON.stringify(since.body).match(/"collectedUntil"/gu)).toHaveLength(accounts.length);
    forgets = true;
    const { execution } = nightlyIds(accounts[1], "eu-west-1");
    const report = await get(`/v1/executions/${execution(0, 0)}/report`);
    expect([report.status, report.body]).toEqual([
      200,
      expect.objectContaining({ WindowExecutionId: execution(0, 0), verdict: "PARTIAL", gaps: [] }),
    ]);
    for (const path of [
      "/v1/trends/windows",
      "/v1/trends/machines",
      "/v1/trends/causes",
      "/v1/trends/patched",
      "/v1/collections",
      `/v1/windows/${nightlyIds(accounts[1], "eu-west-1").window(0)}/nights`,
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    const { body } = await get("/v1/failures?since=3d");
    expect(body).toMatchObject({ complete: true, executions: accounts.map(() => ({ verdict: "PARTIAL" })) });
  });
});

describe("the collection of a fleet", () => {
  it("stores the runs of every account, each once, also with doubled triggers", async () => {
    const { tick } = await start();
    await tick();
    await untilCollected(ALL);
    const again = Date.now();
    await Promise.all([tick(), tick(), tick()]);
    await untilLooked(again);
    expect(await runs()).toHaveLength(ALL);
  });

  it("continues after a kill in the middle, and loses and doubles nothing", async () => {
    const at = await newFolder();
    let requests = 0;
    let stuck = (): void => {};
    const isStuck = new Promise<void>((resolve) => {
      stuck = resolve;
    });
    const first = await start({
      folder: at,
      onAws: async ({ url }) => {
        requests += url.includes("ssm.") ? 1 : 0;
        if (requests < 60) return;
        stuck();
        await new Promise(() => {});
      },
    });
    await first.tick();
    await isStuck;
    // The messages of the queue are lost, too.
    await first.stop();
    await start({ folder: at });
    const before = await runs();
    expect(before.length).toBeLessThan(ALL);
    await worker?.tick();
    await untilCollected(ALL);
    expect(new Set(await runs()).size).toBe(ALL);
  });

  it("starts at once for an event of EventBridge, with its own role", async () => {
    const { request } = await start();
    const event = {
      source: "aws.ssm",
      "detail-type": "Maintenance Window Execution State-change Notification",
      account: accounts[1],
      region: "eu-west-1",
      detail: {},
    };
    const send = (body: object, token: "reader" | "events") =>
      request("/v1/collect", { method: "POST", body: JSON.stringify(body) }, token);
    expect((await send(event, "reader")).status).toBe(403);
    expect((await send({ ...event, account: "999999999999" }, "events")).status).toBe(404);
    expect(await (await send(event, "events")).json()).toMatchObject({ status: "queued" });
    expect(await (await send(event, "events")).json()).toMatchObject({ status: "waiting" });
    await untilCollected(6);
    expect(await rows("SELECT DISTINCT account FROM runs")).toEqual([{ account: accounts[1] }]);
  });

  it("announces each run once, signed, to a webhook", async () => {
    const ids: string[] = [];
    const { tick, request } = await start({
      configuration: {
        regions: ["eu-west-1"],
        organization: {},
        messages: {
          link: "https://windowpane.example.com",
          destinations: [
            {
              name: "ops",
              type: "webhook",
              url: { variable: "HOOK_URL" },
              secret: { variable: "HOOK_SECRET" },
              when: "always",
            },
          ],
        },
      },
      variables: {
        HOOK_URL: "https://hooks.example.com/private-part-of-url",
        HOOK_SECRET: `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`,
      },
      outside: async ({ headers, url }) => {
        expect([url, headers.get("webhook-signature")]).toEqual([
          "https://hooks.example.com/private-part-of-url",
          expect.stringMatching(/^v1,/u),
        ]);
        ids.push(headers.get("webhook-id") ?? "");
        // The first attempt fails.
        return new Response(null, { status: ids.length === 1 ? 503 : 204 });
      },
    });
    await tick();
    await untilCollected(ALL);
    await expect
      .poll(async () => (await rows("SELECT 1 FROM outbox WHERE state = 'sent'")).length, {
        timeout: 300_000,
        interval: 500,
      })
      .toBeGreaterThanOrEqual(ALL - 1);
    expect(new Set(ids).size).toBe(ALL);
    expect(ids.length).toBeLessThanOrEqual(ALL + 1);
    expect(worker?.output()).not.toContain("private-part-of-url");
    const undelivered = await request("/v1/messages", {}, "admin");
    expect([undelivered.status, await undelivered.text()]).toEqual([
      200,
      expect.not.stringContaining("private-part-of-url"),
    ]);
  });

  it("collects and announces although the secret of one destination is missing", async () => {
    const destination = (name: string, variable: string) => ({
      name,
      type: "slack",
      url: { variable },
      when: "always",
    });
    const sent: string[] = [];
    const { tick, request, output } = await start({
      configuration: {
        regions: ["eu-west-1"],
        accounts: [{ id: accounts[1] }],
        messages: { destinations: [destination("unset", "UNSET_URL"), destination("ops", "OPS_URL")] },
      },
      variables: { OPS_URL: "https://hooks.example.com/private-part-of-url" },
      outside: async ({ url }) => {
        sent.push(url);
        return new Response("ok");
      },
    });
    await tick();
    await untilCollected(6);
    await expect.poll(() => sent.length, { timeout: 300_000, interval: 200 }).toBe(6);
    const error =
      "No message can be sent to unset: messages.destinations[0].url refers to the variable UNSET_URL, which is not set. Set it, or change the configuration.";
    await expect
      .poll(async (): Promise<unknown> => (await request("/v1/messages", {}, "admin")).json(), {
        timeout: 300_000,
        interval: 200,
      })
      .toMatchObject({
        messages: Array.from({ length: 6 }, () => ({ destination: "unset", state: "pending", error })),
        more: 0,
      });
    await expect
      .poll(() => output(), { timeout: 300_000, interval: 200 })
      .toContain(`${error} 6 messages wait for it.`);
  });

  it("leaves no credentials in logs, responses, the archive or the storage of objects", async () => {
    const at = await newFolder();
    const { tick, get, output } = await start({ folder: at });
    const responses: string[] = [];
    for (const path of ["/v1/windows", "/v1/failures?since=2d", "/healthz"]) {
      responses.push(JSON.stringify((await get(path)).body));
    }
    await tick();
    await untilCollected(ALL);
    const texts = [output(), ...responses];
    await worker?.stop();
    worker = undefined;
    const files = (await readdir(at, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    );
    expect(files.length).toBeGreaterThan(2);
    for (const { parentPath, name } of files) texts.push(await readFile(join(parentPath, name), "latin1"));
    const found = texts.filter((text) => /secret-of-key-|token-of-key-/u.test(text));
    expect(found).toEqual([]);
    // The search would find them.
    expect(texts.some((text) => text.includes("nightly-0"))).toBe(true);
  });
});
