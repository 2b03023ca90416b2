import { isOperationName } from "@windowpane/core";
import type { FaultTiming, MockFault } from "./fault.ts";

/**
 * Refuses a fault that could not do what it says. Types do not reach a file, a command line or plain JavaScript, and a
 * fault that never hits makes a test pass for nothing.
 *
 * @throws RangeError naming the member, what it holds and what it may hold.
 */
export const checkFault = (fault: MockFault): void => {
  if (!Object.hasOwn(kinds, fault.kind)) {
    throw new RangeError(
      `There is no fault of the kind ${fault.kind}. Choose one of: ${Object.keys(kinds).join(", ")}.`,
    );
  }
  checkTiming(fault);
  if (fault.kind === "access-denied" && fault.machines !== undefined) {
    check(fault, "machines", "no machine", fault.machines.length > 0, "at least one instance ID");
  }
  if (fault.kind === "latency") {
    for (const ms of [fault.ms].flat()) check(fault, "ms", ms, ms >= 0, "0 or more milliseconds");
  }
  if (fault.kind === "throttling") {
    const { rate, burst } = fault;
    check(fault, "rate", rate, rate >= 0, "0 or more requests a second");
    check(fault, "burst", burst, burst >= 0, "0 or more requests");
  }
};

const checkTiming = (fault: MockFault): void => {
  const { operations = [], after = 0, every = 1, times = 0, probability = 1 }: FaultTiming = fault;
  for (const name of operations) {
    check(
      fault,
      "operations",
      name,
      isOperationName(name),
      "operations of the family, such as GetMaintenanceWindow",
    );
  }
  check(fault, "after", after, Number.isInteger(after) && after >= 0, "a whole number from 0");
  check(fault, "every", every, Number.isInteger(every) && every >= 1, "a whole number from 1");
  check(fault, "times", times, times >= 0, "a number from 0");
  check(fault, "probability", probability, probability >= 0 && probability <= 1, "a share from 0 to 1");
};

const check = (
  { kind }: MockFault,
  member: string,
  value: unknown,
  isGood: boolean,
  wanted: string,
): void => {
  if (isGood) return;
  throw new RangeError(`The fault ${kind} cannot have ${String(value)} for ${member}. Give ${wanted}.`);
};

/** Complete by type. */
const kinds: { readonly [Kind in MockFault["kind"]]: true } = {
  latency: true,
  throttling: true,
  "server-error": true,
  "dropped-answer": true,
  "access-denied": true,
  "empty-page": true,
  "trailing-empty-page": true,
  "repeated-token": true,
  "expired-token": true,
};
