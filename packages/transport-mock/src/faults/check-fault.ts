import { isOperationName, isPaged } from "@windowpane/core";
import { isFixedClock, type Clock } from "../world/clock.ts";
import type { FaultTiming, MockFault } from "./fault.ts";

/**
 * Checks a fault. Faults can come from files, command lines or JavaScript, without type checks. A fault that never applies would
 * prove nothing in a test, and one that never ends would let a client that retries wait forever.
 *
 * @throws RangeError with the member, its value and the valid values.
 */
export const checkFault = (fault: MockFault, clock: Clock): void => {
  if (!Object.hasOwn(kinds, fault.kind)) {
    throw new RangeError(
      `${JSON.stringify(fault.kind)} is not a kind of fault. Use one of: ${Object.keys(kinds).join(", ")}.`,
    );
  }
  checkTiming(fault);
  if (fault.kind === "access-denied" && fault.machines !== undefined) {
    check(fault, "machines", "no machines", fault.machines.length > 0, "at least one instance ID");
  }
  if (fault.kind === "latency") {
    for (const ms of [fault.ms].flat()) check(fault, "ms", ms, ms >= 0, "a number of milliseconds from 0");
  }
  if (fault.kind === "throttling") {
    const { rate, burst } = fault;
    check(fault, "rate", rate, rate >= 0, "a number of requests per second from 0");
    check(fault, "burst", burst, burst >= 0, "a number of requests from 0");
    const least = "1 or more, or rate 0 to reject every request: a bucket of this size never holds a request";
    check(fault, "burst", burst, burst >= 1 || rate === 0, least);
    const moving =
      "a clock that moves, such as manualClock or { now: () => new Date() }, or rate 0: on a fixed clock the bucket never refills";
    check(fault, "rate", rate, rate === 0 || !isFixedClock(clock), moving);
  }
  if (pageFaults.has(fault.kind) && fault.operations !== undefined) {
    const isPagedList = fault.operations.some(isPaged);
    check(fault, "operations", fault.operations, isPagedList, "an operation that has pages");
  }
};

const pageFaults: ReadonlySet<MockFault["kind"]> = new Set([
  "empty-page",
  "trailing-empty-page",
  "repeated-token",
  "expired-token",
]);

const checkTiming = (fault: MockFault): void => {
  const { operations, after = 0, every = 1, times = 1, probability = 1 }: FaultTiming = fault;
  check(fault, "operations", "no operations", operations?.length !== 0, "at least one operation");
  for (const name of operations ?? []) {
    check(
      fault,
      "operations",
      name,
      isOperationName(name),
      "names of supported operations, such as GetMaintenanceWindow",
    );
  }
  check(fault, "after", after, Number.isInteger(after) && after >= 0, "an integer from 0");
  check(fault, "every", every, Number.isInteger(every) && every >= 1, "an integer from 1");
  check(fault, "times", times, times >= 1, "a number from 1");
  check(fault, "probability", probability, probability > 0 && probability <= 1, "a number above 0, up to 1");
};

const check = (
  { kind }: MockFault,
  member: string,
  value: unknown,
  isGood: boolean,
  wanted: string,
): void => {
  if (isGood) return;
  throw new RangeError(`The fault ${kind} has ${String(value)} for ${member}. Use ${wanted}.`);
};

/** The type checks that no kind is missing. */
const kinds: { readonly [Kind in MockFault["kind"]]: true } = {
  latency: true,
  throttling: true,
  "server-error": true,
  "dropped-response": true,
  "access-denied": true,
  "empty-page": true,
  "trailing-empty-page": true,
  "repeated-token": true,
  "expired-token": true,
};
