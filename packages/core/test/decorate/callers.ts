import {
  createPace,
  ServiceError,
  withPace,
  withRetry,
  type CallOptions,
  type PaceOptions,
  type Transport,
} from "../../src/index.ts";
import type { LimitedService, Limits } from "./limited-service.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** The ID of window number `number`. */
export const WindowId = (number: number): string => `mw-${String(number).padStart(17, "0")}`;

/** Sends a request for window number `number`. */
export const send = (transport: Transport, number: number, options: CallOptions = {}) =>
  transport.send("GetMaintenanceWindow", { WindowId: WindowId(number) }, options);

/** Sends `count` requests, `atOnce` in parallel. Returns "passed" or the code of the error for each. */
export const sendAll = async (
  transport: Transport,
  count: number,
  atOnce: number,
): Promise<readonly string[]> => {
  const outcomes: string[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) {
      const number = next;
      next += 1;
      outcomes[number] = await send(transport, number).then(
        () => "passed",
        (error: unknown) => (error instanceof ServiceError ? error.code : "broken"),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  return outcomes;
};

/** A service behind a new pace. */
export const paced = (time: VirtualTime, service: Transport, options: Partial<PaceOptions> = {}): Transport =>
  withPace(service, createPace({ ...time, ...options }));

/** A transport with retries, as in a program. */
export const retried = (
  time: VirtualTime,
  transport: Transport,
  random: () => number,
  attempts = 8,
): Transport => withRetry(transport, { sleep: time.sleep, random, attempts, paced: true });

/** The requests that the service accepted. */
export const passed = ({ arrivals }: LimitedService) => arrivals.filter((arrival) => arrival.passed);

/** The shortest time in which a service with a constant rate accepts `count` requests, in milliseconds. */
export const shortestTime = (
  count: number,
  { rate, burst, latency = 0 }: Limits & { readonly rate: number },
): number => (Math.max(0, count - burst) / rate) * 1000 + latency;
