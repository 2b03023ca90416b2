/**
 * Compares the report with an independent oracle. The oracle reads the same accounts with AWS's client and derives the
 * result of every machine from AWS's documentation. It shares no code with the report. The two must agree on everything.
 */
import { createClient } from "@windowpane/core";
import { reportExecution, reportFailures } from "@windowpane/report";
import { documentation, fixedClock, fleet, mockTransport, patchNight } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { accounts, now } from "./oracle/accounts.ts";
import { differences, saidByOracle, saidByReport } from "./oracle/compare.ts";
import { judgeExecution, type Colour, type JudgedExecution } from "./oracle/levels.ts";
import { patchAccounts } from "./oracle/patch-accounts.ts";
import { patchedMachines, patchWordsOf } from "./oracle/patch-runs.ts";
import { sdkOver, walk, type World } from "./oracle/walk.ts";

const clientOf = ({ scenario, now: at, seed }: World) =>
  createClient(mockTransport({ scenario, clock: fixedClock(at), seed }));

interface Outcome {
  /** Number of compared values. */
  readonly compared: number;
  readonly differences: readonly string[];
  readonly judged: readonly JudgedExecution[];
}

const compareWorld = async (
  world: World,
  wanted?: (execution: { readonly StartTime?: Date | undefined }) => boolean,
): Promise<Outcome> => {
  const client = sdkOver(world);
  const found: string[] = [];
  const judged: JudgedExecution[] = [];
  let compared = 0;
  for (const raw of await walk(client, wanted)) {
    const one = judgeExecution(raw, await patchWordsOf(client, raw));
    judged.push(one);
    const { WindowExecutionId } = raw;
    const oracle = saidByOracle(one);
    const report = saidByReport(await reportExecution(clientOf(world), { WindowExecutionId }));
    compared += oracle.size;
    found.push(...differences(oracle, report));
  }
  client.destroy();
  return { compared, differences: found, judged };
};

const rowsIn = ({ tasks }: JudgedExecution) =>
  tasks.flatMap(({ invocations }) => invocations.flatMap(({ rows }) => rows));

describe("the oracle and the report agree", () => {
  it("on everything in 45 random accounts", async () => {
    let compared = 0;
    const colours: Record<Colour, number> = { green: 0, "not green": 0, running: 0, unknown: 0, empty: 0 };
    const all: string[] = [];
    for (const [index, scenario] of accounts(45).entries()) {
      const outcome = await compareWorld({ scenario, now, seed: 1 });
      compared += outcome.compared;
      all.push(...outcome.differences.map((text) => `account ${index}: ${text}`));
      for (const { colour } of outcome.judged) colours[colour] += 1;
      for (const { colour } of outcome.judged.flatMap(({ tasks }) => tasks)) colours[colour] += 1;
    }
    expect(all).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(3000);
    // Each colour occurs often enough to detect an error.
    expect(Math.min(...Object.values(colours))).toBeGreaterThanOrEqual(10);
  });

  it("on the executions with failures in a night", async () => {
    let compared = 0;
    for (const scenario of accounts(45)) {
      const world = { scenario, now, seed: 1 };
      const client = sdkOver(world);
      const judged = (await walk(client)).map((raw) => judgeExecution(raw));
      client.destroy();
      const report = await reportFailures(clientOf(world), {
        since: new Date(now.getTime() - 86_400_000),
        now,
      });
      const named = report.executions.map(({ WindowExecutionId }) => WindowExecutionId);
      const notGreen = judged.filter(({ colour }) => colour !== "green").map(({ id }) => id);
      expect(named.toSorted()).toEqual(notGreen.toSorted());
      compared += judged.length;
    }
    expect(compared).toBeGreaterThanOrEqual(80);
  });

  const demoNow = patchNight.now ?? now;
  it.each<[string, World, number]>([
    ["the demo of a patch night", { scenario: patchNight, now: demoNow, seed: 1 }, 2000],
    ["AWS's documented samples", { scenario: documentation, now: documentation.now ?? now, seed: 1 }, 10],
    ["a fleet", { scenario: fleet({ invocations: 350, failureRate: 0.1 }), now, seed: 1 }, 700],
  ])("on %s", async (_, world, atLeast) => {
    // The same rules generate the older nights of the demo.
    const since = new Date(world.now.getTime() - 2 * 86_400_000);
    const { compared, differences: found } = await compareWorld(
      world,
      ({ StartTime }) => world.scenario !== patchNight || StartTime === undefined || StartTime >= since,
    );
    expect(found).toEqual([]);
    expect(compared).toBeGreaterThanOrEqual(atLeast);
  });
});

describe("the oracle's patch results", () => {
  it("match the report in 120 random patch nights", async () => {
    const all: string[] = [];
    const words = new Map<string, number>();
    for (const [index, scenario] of patchAccounts(120).entries()) {
      const outcome = await compareWorld({ scenario, now, seed: 1 });
      all.push(...outcome.differences.map((text) => `night ${index}: ${text}`));
      for (const { patch } of outcome.judged.flatMap(rowsIn)) {
        if (patch !== undefined) words.set(patch.word, (words.get(patch.word) ?? 0) + 1);
      }
    }
    expect(all).toEqual([]);
    expect([...words.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(200);
    // Each result occurs often enough to detect an error.
    expect(Object.fromEntries([...words].filter(([, count]) => count < 2))).toEqual({});
    expect(words.size).toBeGreaterThanOrEqual(12);
  });

  it("describe the state of the run itself for most machines of the demo's newest patch nights", async () => {
    const world: World = { scenario: patchNight, now: patchNight.now ?? now, seed: 1 };
    const client = sdkOver(world);
    const since = new Date(world.now.getTime() - 86_400_000);
    const words = new Map<string, number>();
    for (const raw of await walk(client, ({ StartTime = since }) => StartTime >= since)) {
      for (const { said } of await patchedMachines(client, raw))
        words.set(said.word, (words.get(said.word) ?? 0) + 1);
    }
    client.destroy();
    const total = [...words.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBeGreaterThanOrEqual(40);
    expect(words.get("patched") ?? 0).toBeGreaterThanOrEqual(10);
  });
});
