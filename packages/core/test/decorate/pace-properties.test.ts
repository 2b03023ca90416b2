import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paced, passed, retried, send, sendAll } from "./callers.ts";
import { dice } from "./dice.ts";
import { limitedService } from "./limited-service.ts";
import { virtualTime } from "./virtual-time.ts";

describe("any pace with any service", () => {
  const limits = fc.record({
    rate: fc.integer({ min: 2, max: 50 }),
    burst: fc.integer({ min: 2, max: 60 }),
    latency: fc.integer({ min: 0, max: 400 }),
  });

  it("sends everything once with a known rate and never exceeds the budget", async () => {
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 40 }),
        async (limit, count, atOnce) => {
          const time = virtualTime();
          const service = limitedService(time, limit);
          const outcomes = await time.run(sendAll(paced(time, service, limit), count, atOnce));
          expect(outcomes).toEqual(Array.from({ length: count }, () => "passed"));
          expect(new Set(service.arrivals.map(({ input }) => JSON.stringify(input))).size).toBe(count);
          const times = service.arrivals.map(({ at }) => at);
          for (const [first, from] of times.entries()) {
            for (const [last, to] of times.entries()) {
              if (last < first) continue;
              expect(last - first + 1).toBeLessThanOrEqual(
                limit.burst + (limit.rate * (to - from)) / 1000 + 1e-6,
              );
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("resolves everything exactly once with a learned rate", async () => {
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (limit, count, atOnce) => {
          const time = virtualTime();
          const service = limitedService(time, limit);
          const stubborn = retried(time, paced(time, service), dice(count), 100);
          const outcomes = await time.run(sendAll(stubborn, count, atOnce));
          expect(outcomes).toEqual(Array.from({ length: count }, () => "passed"));
          const resolved = passed(service).map(({ input }) => JSON.stringify(input));
          expect(resolved).toHaveLength(count);
          expect(new Set(resolved).size).toBe(count);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is not delayed by aborted requests", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        async (leaves, rate) => {
          const arrivals = async (leaving: readonly boolean[]): Promise<readonly number[]> => {
            const time = virtualTime();
            const service = limitedService(time, { rate: 1e6, burst: 1e6 });
            const transport = paced(time, service, { rate, burst: 1 });
            const first = send(transport, 0);
            const others = leaving.map((doesLeave, number) => {
              const controller = new AbortController();
              const request = send(transport, number + 1, { signal: controller.signal });
              if (!doesLeave) return request;
              const left = request.catch(() => {});
              controller.abort();
              return left;
            });
            await time.run(Promise.all([first, ...others]));
            return service.arrivals.map(({ at }) => at);
          };
          const staying = leaves.filter((doesLeave) => !doesLeave);
          expect(await arrivals(leaves)).toEqual(await arrivals(staying));
        },
      ),
      { numRuns: 40 },
    );
  });
});
