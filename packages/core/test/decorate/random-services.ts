import { createPace, ServiceError, withPace, withRetry, type Transport } from "../../src/index.ts";
import { dice } from "./dice.ts";
import { limitedService } from "./limited-service.ts";
import { virtualTime } from "./virtual-time.ts";

/** A service, the other clients that use it, and the lists to read from it. */
export interface Scenario {
  readonly kind: Kind;
  /** Requests per second, and the burst. */
  readonly rate: number;
  readonly burst: number;
  /** Round trip time in milliseconds. */
  readonly latency: number;
  /** Share of requests that are refused at random. */
  readonly chance: number;
  /** Multiplies the rate by `factor` from the time `at` in milliseconds. */
  readonly change: { readonly at: number; readonly factor: number };
  /** Share of the rate that other clients use. */
  readonly others: number;
  /** Number of lists, pages of each, and concurrent lists. */
  readonly lists: number;
  readonly pages: number;
  readonly atOnce: number;
}

/** A quota; random refusals; both; a changing quota; a quota that other clients also use. */
export const kinds = ["quota", "chance", "both", "change", "others"] as const;
export type Kind = (typeof kinds)[number];

/** Creates a scenario of a kind from a seed. Rates, bursts, latencies and concurrency vary by orders of magnitude. */
export const scenario = (kind: Kind, seed: number): Scenario => {
  const random = dice(seed);
  const between = (low: number, high: number): number => low * (high / low) ** random();
  const hasQuota = kind !== "chance";
  const rate = hasQuota ? between(1, 200) : 1e6;
  const burst = hasQuota ? Math.round(between(1, 50)) : 1e6;
  const latency = between(20, 300);
  const atOnce = Math.round(between(1, 64));
  const seconds = 5 + 15 * random();
  const requests = Math.min(1500, Math.min(burst, 50) + Math.min(rate, (atOnce * 1000) / latency) * seconds);
  const lists = Math.max(atOnce, Math.ceil(requests / 20));
  return {
    kind,
    rate,
    burst,
    latency,
    chance: { chance: 0.45, both: 0.2, quota: 0, change: 0, others: 0 }[kind] * random(),
    change: { at: seconds * 500, factor: kind === "change" ? between(0.2, 5) : 1 },
    others: kind === "others" ? 0.1 + 0.6 * random() : 0,
    lists,
    pages: Math.max(1, Math.round(requests / lists)),
    atOnce,
  };
};

/** The terminal's options of `withRetry`. */
const ATTEMPTS = 10;
const BASE_DELAY = 200;

/** Result of reading all lists with a learned rate. */
export interface Outcome {
  /** Time as a multiple of the shortest possible time. */
  readonly ratio: number;
  readonly refusalsPerRequest: number;
  readonly listsLost: number;
  /** Expected number of lists that fail because all attempts of a request are refused at random. */
  readonly lostByChance: number;
}

/** Reads all lists with a learned rate, in virtual time. */
export const read = async (given: Scenario, seed: number): Promise<Outcome> => {
  const { rate, latency, chance, change, others, lists, pages, atOnce } = given;
  const time = virtualTime();
  const random = dice(seed);
  const rateAt = (at: number): number => rate * (at > change.at ? change.factor : 1);
  const service = limitedService(time, {
    burst: given.burst,
    rate: rateAt,
    refuses: () => random() < chance,
  });
  const distant: Transport = {
    name: "distant",
    send: async (...request) => {
      const oneWay = (latency / 2) * (0.8 + 0.4 * random());
      await time.sleep(oneWay);
      try {
        return await service.send(...request);
      } finally {
        await time.sleep(oneWay);
      }
    },
  };
  const transport = withRetry(withPace(distant, createPace(time)), {
    sleep: time.sleep,
    random,
    attempts: ATTEMPTS,
    baseDelay: BASE_DELAY,
  });
  const state = { next: 0, listsLost: 0, isOver: false };
  const reader = async (): Promise<void> => {
    while (state.next < lists) {
      state.next += 1;
      try {
        for (let page = 0; page < pages; page += 1) {
          await transport.send("GetMaintenanceWindow", { WindowId: "mw-0123456789abcdef0" }, {});
        }
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        state.listsLost += 1;
      }
    }
  };
  const otherClients = async (): Promise<void> => {
    while (!state.isOver) {
      await time.sleep((-Math.log(1 - random()) * 1000) / (others * rateAt(time.now())));
      service.take();
    }
  };
  if (others > 0) void otherClients();
  await time.run(Promise.all(Array.from({ length: atOnce }, reader)));
  state.isOver = true;
  return {
    ratio: time.now() / shortest(given),
    refusalsPerRequest: service.arrivals.filter(({ passed }) => !passed).length / (lists * pages),
    listsLost: state.listsLost,
    lostByChance: lists * pages * chance ** ATTEMPTS,
  };
};

/** Minimum time in milliseconds, by quota, latency and the delays of `withRetry`. */
const shortest = ({ rate, burst, latency, chance, change, others, ...work }: Scenario): number => {
  const requests = work.lists * work.pages;
  const before = rate * (1 - others);
  const first = (before * change.at) / 1000;
  const needed = Math.max(0, requests - burst);
  const byQuota =
    needed <= first
      ? (needed * 1000) / before
      : change.at + ((needed - first) * 1000) / (before * change.factor);
  let delays = 0;
  for (let failed = 1; failed < ATTEMPTS; failed += 1) {
    delays += chance ** failed * (BASE_DELAY / 2) * 2 ** (failed - 1);
  }
  const byLatency = ((latency / (1 - chance) + delays) * requests) / work.atOnce;
  return Math.max(byQuota + latency, byLatency);
};
