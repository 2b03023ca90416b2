import { describe, expect, it } from "vitest";
import { paced, passed, retried, sendAll, shortestTime } from "./callers.ts";
import { dice } from "./dice.ts";
import { limitedService } from "./limited-service.ts";
import { virtualTime } from "./virtual-time.ts";

const medianOf = (runs: readonly { readonly seconds: number }[]): number =>
  runs.map(({ seconds }) => seconds).toSorted((one, other) => one - other)[Math.floor(runs.length / 2)] ??
  Number.NaN;

/** Upper limit of a random count: the expectation plus two standard deviations. */
const atMost = (expected: number): number => expected + 2 * Math.sqrt(expected);

describe("a learned rate", () => {
  it.each([
    { rate: 10, burst: 10, latency: 80 },
    { rate: 5, burst: 50, latency: 80 },
    { rate: 50, burst: 100, latency: 80 },
    { rate: 4, burst: 4, latency: 200 },
    { rate: 20, burst: 20, latency: 1000 },
  ])("learns the rate of a service ($rate per second, burst $burst) and loses nothing", async (limits) => {
    const count = limits.burst + limits.rate * 10;
    for (const atOnce of [8, 32]) {
      const time = virtualTime();
      const service = limitedService(time, limits);
      const outcomes = await time.run(
        sendAll(retried(time, paced(time, service), dice(atOnce)), count, atOnce),
      );
      expect(outcomes.filter((outcome) => outcome !== "passed")).toEqual([]);
      expect(passed(service)).toHaveLength(count);
      // Few callers with a high latency do not use the whole rate of the service.
      const bound = Math.max(shortestTime(count, limits), (count * limits.latency) / atOnce);
      expect(time.now()).toBeLessThan(1.25 * bound);
    }
  });

  it.each([
    { share: 0.3, latency: 80, count: 300, atOnce: 8 },
    { share: 0.3, latency: 10, count: 131, atOnce: 4 },
    { share: 0.1, latency: 10, count: 131, atOnce: 4 },
    { share: 0.45, latency: 10, count: 300, atOnce: 4 },
  ])(
    "is hardly slower than without a pace for random refusals ($share of them)",
    async ({ share, latency, count, atOnce }) => {
      const run = async (seed: number, options: { isPaced: boolean }) => {
        const time = virtualTime();
        const random = dice(seed);
        const service = limitedService(time, {
          rate: 1e6,
          burst: 1e6,
          latency,
          refuses: () => random() < share,
        });
        const transport = options.isPaced ? paced(time, service) : service;
        // The number of attempts of the terminal.
        const stubborn = retried(time, transport, random, 10);
        const outcomes = await time.run(sendAll(stubborn, count, atOnce));
        return {
          seconds: time.now() / 1000,
          lost: outcomes.filter((outcome) => outcome !== "passed").length,
        };
      };
      const seeds = Array.from({ length: 9 }, (_, seed) => seed);
      const runs = await Promise.all(seeds.map((seed) => run(seed, { isPaced: true })));
      const unpaced = await Promise.all(seeds.map((seed) => run(seed, { isPaced: false })));
      expect(medianOf(runs)).toBeLessThan(1.25 * medianOf(unpaced));
      const expected = seeds.length * count * share ** 10;
      expect(runs.reduce((sum, { lost }) => sum + lost, 0)).toBeLessThanOrEqual(atMost(expected));
    },
  );

  it("tolerates a clock that jumps back", async () => {
    const time = virtualTime();
    const limits = { rate: 10, burst: 10, latency: 80 };
    const service = limitedService(time, limits);
    const jumping = { ...time, now: () => (time.now() < 3000 ? 3_600_000 : 0) + time.now() };
    const transport = paced(jumping, service);
    const outcomes = await time.run(sendAll(retried(time, transport, dice(1)), 100, 32));
    expect(new Set(outcomes)).toEqual(new Set(["passed"]));
    expect(time.now()).toBeLessThan(1.25 * shortestTime(100, limits));
  });

  it("learns again after a pause", async () => {
    const time = virtualTime();
    const limits = { rate: 10, burst: 10, latency: 80 };
    const service = limitedService(time, limits);
    const transport = retried(time, paced(time, service), dice(2));
    await time.run(sendAll(transport, 50, 32));
    await time.run(time.sleep(3_600_000));
    const start = time.now();
    await time.run(sendAll(transport, 100, 32));
    expect(time.now() - start).toBeLessThan(1.25 * shortestTime(100, limits));
  });
});
