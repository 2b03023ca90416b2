/** A service that requests a delay with each refusal: the delays of a hundred refusals must not add up. */
import { describe, expect, it } from "vitest";
import { ServiceError, type Transport } from "../../src/index.ts";
import { paced, passed, retried, sendAll } from "./callers.ts";
import { dice } from "./dice.ts";
import { limitedService, type Limits } from "./limited-service.ts";
import { virtualTime } from "./virtual-time.ts";

const requestingDelay = (inner: Transport, retryAfter: number | undefined): Transport => ({
  name: inner.name,
  send: async (operation, input, options) => {
    try {
      return await inner.send(operation, input, options);
    } catch (error) {
      throw error instanceof ServiceError
        ? new ServiceError(operation, { code: error.code, status: 400, retryAfter })
        : error;
    }
  },
});

/** Seconds for 200 requests, 8 at the same time, with pace and retries. */
const read = async (limits: Limits, retryAfter: number | undefined) => {
  const time = virtualTime();
  const service = limitedService(time, { latency: 80, ...limits });
  const transport = retried(time, paced(time, requestingDelay(service, retryAfter)), dice(7), 10);
  const outcomes = await time.run(sendAll(transport, 200, 8));
  expect(new Set(outcomes)).toEqual(new Set(["passed"]));
  const refused = service.arrivals.length - passed(service).length;
  return { seconds: time.now() / 1000, refused };
};

const chance = (share: number, seed: number): Limits => {
  const roll = dice(seed);
  return { rate: 1e6, burst: 1e6, refuses: () => roll() < share };
};

describe("a service that requests two seconds with each refusal", () => {
  it.each([
    ["three in ten by chance", () => chance(0.3, 3)],
    ["one in ten by chance", () => chance(0.1, 3)],
    ["above 10 a second", () => ({ rate: 10, burst: 10 })],
    ["above 20 a second", () => ({ rate: 20, burst: 40 })],
  ])("is read in little more time than without the delay: refuses %s", async (_case, limits) => {
    const without = await read(limits(), undefined);
    const { seconds, refused } = await read(limits(), 2000);
    expect(refused).toBeGreaterThan(10);
    // One delay, and time to learn the rate again.
    expect(seconds).toBeLessThan(without.seconds + 4);
  });

  it("delays again while it accepts nothing", async () => {
    const time = virtualTime();
    const until = 9000;
    const service: Transport = {
      name: "closed",
      send: async (operation) => {
        if (time.now() < until)
          throw new ServiceError(operation, { code: "ThrottlingException", retryAfter: 2000 });
        return {};
      },
    };
    const outcomes = await time.run(sendAll(retried(time, paced(time, service), dice(1), 10), 8, 8));
    expect(new Set(outcomes)).toEqual(new Set(["passed"]));
    expect(time.now()).toBeLessThan(until + 8000);
  });

  it("delays at most 20 seconds", async () => {
    const time = virtualTime();
    let refusals = 0;
    const service: Transport = {
      name: "long",
      send: async (operation) => {
        if (refusals > 0) return {};
        refusals += 1;
        throw new ServiceError(operation, { code: "ThrottlingException", retryAfter: 3_600_000 });
      },
    };
    const transport = paced(time, service);
    const outcomes = await time.run(sendAll(transport, 2, 1));
    expect(outcomes).toEqual(["ThrottlingException", "passed"]);
    expect(time.now()).toBe(20_000);
  });
});
