/** A whole organization in workerd: its objects, its archive, its queue and its clock, over the loopback of AWS. */
import { afterEach, describe, expect, it } from "vitest";
import { accounts, startFleet, type FleetWorkerOptions, type RunningFleet } from "./start-fleet.ts";

let worker: RunningFleet | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const start = async (options?: FleetWorkerOptions): Promise<RunningFleet> =>
  (worker = await startFleet(options));

/** Number of rows of a query over the archive. */
const rows = async <Row>(query: string): Promise<readonly Row[]> => {
  const { results = [] } = (await worker?.database.prepare(query).all()) ?? {};
  return results as Row[]; // The columns of the query.
};

const runs = (): Promise<readonly { readonly account: string; readonly execution_id: string }[]> =>
  rows("SELECT account, execution_id FROM runs ORDER BY execution_id");

/** Waits until all nights of all accounts are in the archive. */
const untilCollected = (count: number): Promise<void> =>
  expect.poll(async () => (await runs()).length, { timeout: 60_000, interval: 200 }).toBe(count);

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

  it("collects every account by the clock and the queue, each run once", async () => {
    const { tick } = await start();
    await tick();
    await untilCollected(ALL);
    // Doubled triggers and another tick.
    await tick();
    await tick();
    await expect
      .poll(async () => (await rows("SELECT 1 FROM collection_state WHERE looked_ms IS NOT NULL")).length)
      .toBe(accounts.length);
    expect(await runs()).toHaveLength(ALL);
  });
});
