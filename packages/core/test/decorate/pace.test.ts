import { describe, expect, it } from "vitest";
import { createPace, ServiceError, type SlowerEvent, withPace, type Transport } from "../../src/index.ts";
import { paced, passed, retried, send, sendAll, shortestTime, WindowId } from "./callers.ts";
import { dice } from "./dice.ts";
import { limitedService } from "./limited-service.ts";
import { virtualTime } from "./virtual-time.ts";

describe("a pace", () => {
  it("does not delay requests to a service that refuses nothing", async () => {
    const time = virtualTime();
    const service = limitedService(time, { rate: 1e6, burst: 1e6, latency: 80 });
    await time.run(sendAll(paced(time, service), 320, 32));
    expect(time.now()).toBe(800);
  });

  it("uses a known rate completely and never exceeds it", async () => {
    const time = virtualTime();
    const limits = { rate: 10, burst: 10, latency: 80 };
    const service = limitedService(time, limits);
    const outcomes = await time.run(sendAll(paced(time, service, { rate: 10, burst: 10 }), 100, 32));
    expect(new Set(outcomes)).toEqual(new Set(["passed"]));
    expect(passed(service)).toHaveLength(100);
    expect(service.arrivals).toHaveLength(100);
    expect(time.now()).toBeLessThan(1.05 * shortestTime(100, limits));
  });

  it("keeps a known rate after a random refusal and lowers it if other clients use the quota", async () => {
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
      await time.run(sendAll(retried(time, paced(time, service, { rate: 10, burst: 2 }), dice(5)), 100, 4));
      return time.now() / 1000;
    };
    expect(await seconds(() => false)).toBeCloseTo(9.9, 1);
    expect(await seconds((request) => request === 40)).toBeLessThan(10.3);
    expect(await seconds((request) => request % 3 !== 0)).toBeGreaterThan(40);
  });

  it("keeps Automation's quotas separate", async () => {
    const time = virtualTime();
    const service = limitedService(time, { rate: 1e6, burst: 1e6 });
    const transport = paced(time, service);
    const automations = Array.from({ length: 8 }, () =>
      transport.send("GetAutomationExecution", { AutomationExecutionId: WindowId(1) }, {}),
    );
    await time.run(sendAll(transport, 20, 20));
    expect(time.now()).toBe(0);
    await time.run(Promise.all(automations));
    expect(time.now() / 1000).toBeCloseTo(2, 2);
  });

  it("sends urgent requests first and others in order", async () => {
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

  it("waits for the requested delay once for all requests", async () => {
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

  it("reports a lowered rate once for requests in flight at the same time", async () => {
    const time = virtualTime();
    const service = limitedService(time, { rate: 10, burst: 1, latency: 80 });
    const events: SlowerEvent[] = [];
    const transport = paced(time, service, { onSlower: (event) => events.push(event) });
    await time.run(sendAll(transport, 8, 8));
    expect(events.map(({ operation }) => operation)).toEqual(["GetMaintenanceWindow"]);
    expect(events[0]?.rate).toBeLessThan(Infinity);
  });

  it("rejects with the caller's reason while waiting and sends nothing", async () => {
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

  it("continues if the clock stops", async () => {
    const service = limitedService(virtualTime(), { rate: 1e6, burst: 1e6 });
    const immediate = { ...service, send: async () => ({}) };
    const pace = createPace({ now: () => 0, sleep: async () => {}, rate: 1, burst: 1 });
    expect(await sendAll(withPace(immediate, pace), 50, 8)).toHaveLength(50);
  });

  it.each([{ rate: 0 }, { rate: -1 }, { rate: Number.NaN }, { rate: 0, burst: 0 }])(
    "rejects a budget that would send nothing: %o",
    (budget) => {
      expect(() => createPace({ now: () => 0, sleep: async () => {}, ...budget })).toThrow(RangeError);
    },
  );

  it("rejects waiting requests if the timer fails", async () => {
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
