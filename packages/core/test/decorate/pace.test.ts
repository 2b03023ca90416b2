import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createPace,
  ServiceError,
  type SlowerEvent,
  withPace,
  withRetry,
  type PaceOptions,
  type Transport,
} from "../../src/index.ts";
import { limitedService, type LimitedService, type Limits } from "./limited-service.ts";
import { virtualTime, type VirtualTime } from "./virtual-time.ts";

const WindowId = (number: number): string => `mw-${String(number).padStart(17, "0")}`;
const send = (
  transport: Transport,
  number: number,
  options: { signal?: AbortSignal; urgent?: boolean } = {},
) => transport.send("GetMaintenanceWindow", { WindowId: WindowId(number) }, options);

/** Asks for so many things, so many at once, and gives what came of each. */
const askAll = async (transport: Transport, count: number, atOnce: number): Promise<readonly string[]> => {
  const outcomes: string[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) {
      const number = next;
      next += 1;
      outcomes[number] = await send(transport, number).then(
        () => "answered",
        (error: unknown) => (error instanceof ServiceError ? error.code : "broken"),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return outcomes;
};

const paced = (time: VirtualTime, service: Transport, options: Partial<PaceOptions> = {}): Transport =>
  withPace(service, createPace({ ...time, ...options }));

/** As an app stacks them: each try takes its turn. A stubborn one, as it is the pace that is looked at. */
const tireless = (time: VirtualTime, transport: Transport, random: () => number): Transport =>
  withRetry(transport, { sleep: time.sleep, random, attempts: 8 });

const dice = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};

const passed = ({ arrivals }: LimitedService) => arrivals.filter((arrival) => arrival.passed);
const lowerBound = (count: number, { rate, burst, latency = 0 }: Limits): number =>
  (Math.max(0, count - burst) / rate) * 1000 + latency;

describe("a pace", () => {
  it("does not hold up a service that refuses nothing", async () => {
    const time = virtualTime();
    const service = limitedService(time, { rate: 1e6, burst: 1e6, latency: 80 });
    await time.run(askAll(paced(time, service), 320, 32));
    expect(time.now()).toBe(800);
  });

  it("never sends more than a known rate allows, and loses none of it", async () => {
    const time = virtualTime();
    const limits = { rate: 10, burst: 10, latency: 80 };
    const service = limitedService(time, limits);
    const outcomes = await time.run(askAll(paced(time, service, { rate: 10, burst: 10 }), 100, 32));
    expect(new Set(outcomes)).toEqual(new Set(["answered"]));
    expect(passed(service)).toHaveLength(100);
    expect(service.arrivals).toHaveLength(100);
    expect(time.now()).toBeLessThan(1.05 * lowerBound(100, limits));
  });

  it("keeps a known rate after a refusal by chance, and gives way where others use it up", async () => {
    const seconds = async (isRefused: (request: number) => boolean): Promise<number> => {
      const time = virtualTime();
      let requests = 0;
      const service: Transport = {
        name: "shared",
        send: async (operation) => {
          requests += 1;
          if (isRefused(requests))
            throw new ServiceError(operation, { code: "ThrottlingException", status: 400 });
          return {};
        },
      };
      await time.run(askAll(tireless(time, paced(time, service, { rate: 10, burst: 2 }), dice(5)), 100, 4));
      return time.now() / 1000;
    };
    expect(await seconds(() => false)).toBeCloseTo(9.9, 1);
    expect(await seconds((request) => request === 40)).toBeLessThan(10.3);
    expect(await seconds((request) => request % 3 !== 0)).toBeGreaterThan(40);
  });

  it.each([
    { rate: 10, burst: 10, latency: 80 },
    { rate: 5, burst: 50, latency: 80 },
    { rate: 50, burst: 100, latency: 80 },
    { rate: 4, burst: 4, latency: 200 },
    { rate: 20, burst: 20, latency: 1000 },
  ])("learns what a service allows ($rate a second, $burst at once) and loses nothing", async (limits) => {
    const count = limits.burst + limits.rate * 10;
    for (const atOnce of [8, 32]) {
      const time = virtualTime();
      const service = limitedService(time, limits);
      const outcomes = await time.run(
        askAll(tireless(time, paced(time, service), dice(atOnce)), count, atOnce),
      );
      expect(outcomes.filter((outcome) => outcome !== "answered")).toEqual([]);
      expect(passed(service)).toHaveLength(count);
      // Few callers over a long way are slower than the service would be.
      const bound = Math.max(lowerBound(count, limits), (count * limits.latency) / atOnce);
      expect(time.now()).toBeLessThan(1.25 * bound);
    }
  });

  it.each([
    { share: 0.3, latency: 80, count: 300, atOnce: 8, seconds: 30 },
    { share: 0.3, latency: 10, count: 131, atOnce: 4, seconds: 12 },
    { share: 0.1, latency: 10, count: 131, atOnce: 4, seconds: 12 },
    { share: 0.45, latency: 10, count: 300, atOnce: 4, seconds: 30 },
  ])(
    "finds out that refusals come by chance ($share of them), and takes its cuts back",
    async ({ share, latency, count, atOnce, seconds }) => {
      const time = virtualTime();
      const random = dice(3);
      const service: Transport = {
        name: "moody",
        send: async (operation) => {
          await time.sleep(latency);
          if (random() < share) {
            throw new ServiceError(operation, { code: "ThrottlingException", status: 400 });
          }
          return {};
        },
      };
      const outcomes = await time.run(askAll(tireless(time, paced(time, service), random), count, atOnce));
      expect(outcomes.filter((outcome) => outcome !== "answered")).toEqual([]);
      expect(time.now() / 1000).toBeLessThan(seconds);
    },
  );

  it("keeps Automation's own quota apart from all others", async () => {
    const time = virtualTime();
    const service = limitedService(time, { rate: 1e6, burst: 1e6 });
    const transport = paced(time, service);
    const automations = Array.from({ length: 8 }, () =>
      transport.send("GetAutomationExecution", { AutomationExecutionId: WindowId(1) }, {}),
    );
    await time.run(askAll(transport, 20, 20));
    expect(time.now()).toBe(0);
    await time.run(Promise.all(automations));
    expect(time.now() / 1000).toBeCloseTo(2, 2);
  });

  it("lets urgent requests go before those that wait, and all others in their order", async () => {
    const time = virtualTime();
    const service = limitedService(time, { rate: 1e6, burst: 1e6 });
    const transport = paced(time, service, { rate: 2, burst: 1 });
    const order = [
      send(transport, 1),
      send(transport, 2),
      send(transport, 3),
      send(transport, 4, { urgent: true }),
    ];
    await time.run(Promise.all(order));
    expect(service.arrivals.map(({ input }) => input)).toEqual(
      [1, 4, 2, 3].map((number) => ({ WindowId: WindowId(number) })),
    );
  });

  it("waits as long as the service asks, once for all", async () => {
    const time = virtualTime();
    const sent: number[] = [];
    const service: Transport = {
      name: "strict",
      send: async (operation) => {
        sent.push(time.now());
        if (sent.length === 1) {
          throw new ServiceError(operation, { code: "ThrottlingException", status: 400, retryAfter: 5000 });
        }
        return {};
      },
    };
    const transport = paced(time, service);
    await expect(send(transport, 1)).rejects.toMatchObject({ retryAfter: 5000 });
    await time.run(Promise.all([send(transport, 2), send(transport, 3)]));
    expect(sent[1]).toBe(5000);
    expect(sent[2]).toBeLessThan(6000);
  });

  it("tells when refusals lowered the rate, once for requests that were under way together", async () => {
    const time = virtualTime();
    const service = limitedService(time, { rate: 10, burst: 1, latency: 80 });
    const events: SlowerEvent[] = [];
    const transport = paced(time, service, { onSlower: (event) => events.push(event) });
    await time.run(askAll(transport, 8, 8));
    expect(events.map(({ operation }) => operation)).toEqual(["GetMaintenanceWindow"]);
    expect(events[0]?.rate).toBeLessThan(Infinity);
  });

  it("rejects with the caller's own reason while it waits, and sends nothing then", async () => {
    const time = virtualTime();
    const service = limitedService(time, { rate: 1e6, burst: 1e6 });
    const transport = paced(time, service, { rate: 1, burst: 1 });
    const controller = new AbortController();
    const reason = new Error("enough");
    const first = send(transport, 1);
    const second = send(transport, 2, { signal: controller.signal });
    const third = send(transport, 3);
    controller.abort(reason);
    await expect(second).rejects.toBe(reason);
    await expect(send(transport, 4, { signal: controller.signal })).rejects.toBe(reason);
    await time.run(Promise.all([first, third]));
    expect(service.arrivals.map(({ input }) => input)).toEqual([
      { WindowId: WindowId(1) },
      { WindowId: WindowId(3) },
    ]);
    expect(time.now()).toBe(1000);
  });

  it("gets on when the clock stands still", async () => {
    const service = limitedService(virtualTime(), { rate: 1e6, burst: 1e6 });
    const immediate = { ...service, send: async () => ({}) };
    const pace = createPace({ now: () => 0, sleep: async () => {}, rate: 1, burst: 1 });
    expect(await askAll(withPace(immediate, pace), 50, 8)).toHaveLength(50);
  });

  it.each([{ rate: 0 }, { rate: -1 }, { rate: Number.NaN }, { rate: 1, burst: 0 }])(
    "refuses a budget with which nothing could ever be sent: %o",
    (budget) => {
      expect(() => createPace({ now: () => 0, sleep: async () => {}, ...budget })).toThrow(RangeError);
    },
  );

  it("fails those who wait when the timers break, instead of keeping them", async () => {
    const broken = new Error("no timers here");
    const sleep = (): Promise<void> => Promise.reject(broken);
    const transport = withPace(
      { name: "x", send: async () => ({}) },
      createPace({ now: () => 0, sleep, rate: 1, burst: 1 }),
    );
    await send(transport, 1);
    await expect(send(transport, 2)).rejects.toBe(broken);
  });
});

describe("any pace over any service", () => {
  const limits = fc.record({
    rate: fc.integer({ min: 2, max: 50 }),
    burst: fc.integer({ min: 2, max: 60 }),
    latency: fc.integer({ min: 0, max: 400 }),
  });

  it("sends everything once where the rate is known, and never more than the budget in any stretch of time", async () => {
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 40 }),
        async (limit, count, atOnce) => {
          const time = virtualTime();
          const service = limitedService(time, limit);
          const outcomes = await time.run(askAll(paced(time, service, limit), count, atOnce));
          expect(outcomes).toEqual(Array.from({ length: count }, () => "answered"));
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

  it("answers everything exactly once where it must be learned", async () => {
    await fc.assert(
      fc.asyncProperty(
        limits,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (limit, count, atOnce) => {
          const time = virtualTime();
          const service = limitedService(time, limit);
          const stubborn = withRetry(paced(time, service), {
            sleep: time.sleep,
            random: dice(count),
            attempts: 100,
          });
          const outcomes = await time.run(askAll(stubborn, count, atOnce));
          expect(outcomes).toEqual(Array.from({ length: count }, () => "answered"));
          const answered = passed(service).map(({ input }) => JSON.stringify(input));
          expect(answered).toHaveLength(count);
          expect(new Set(answered).size).toBe(count);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is held up by nobody who leaves: the others go when they would have gone without them", async () => {
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
