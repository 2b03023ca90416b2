import { ServiceError, type Transport } from "@windowpane/core";
import { actions } from "./actions/index.ts";
import { fixedClock, type Clock } from "./world/clock.ts";
import type { MockFault } from "./faults/fault.ts";
import { layerOf } from "./faults/index.ts";
import type { FaultHandler, MockRequest, Sleep } from "./faults/layer.ts";
import type { AccountPlan, Scenario } from "./plan/plan.ts";
import { hashText, scramble, uuidOf } from "./world/random.ts";
import { patchNight } from "./scenarios/patch-night.ts";
import { checkPlan } from "./plan/check-plan.ts";
import { checkShape, kindOf } from "./plan/plan-shape.ts";
import { openStore } from "./store/store.ts";
import { tokensUnder } from "./request/tokens.ts";
import { throwIfAborted } from "./request/throw-if-aborted.ts";

/** Options of `mockTransport`. */
export interface MockOptions {
  /** The account: a scenario, or your own plan. Default: `patchNight`. */
  readonly scenario?: Scenario | AccountPlan | undefined;
  /** Source of the current time. Default: fixed at the scenario's `now`, or at 2026-11-22T08:00:00Z. */
  readonly clock?: Clock | undefined;
  /** Seed of everything that looks random, such as IDs and failures. Default: 1. */
  readonly seed?: number | undefined;
  /** Faults to inject. A request passes them in this order. Default: none. */
  readonly faults?: readonly MockFault[] | undefined;
  /** Waits for a number of milliseconds. Required for latency faults, because the mock has no timer. Default: none. */
  readonly sleep?: Sleep | undefined;
}

/** AWS Systems Manager in memory. */
export interface MockTransport extends Transport {
  /** The clock of the mock. */
  readonly clock: Clock;
  /** Number of requests received so far, including those that a fault rejected. */
  readonly requests: number;
}

/**
 * Creates a transport that responds from memory: full histories, real paging, the service's error responses, a clock and
 * faults. The same options and requests give the same responses.
 *
 * @throws Error for a latency fault without `sleep`.
 * @throws RangeError for an invalid fault, such as a throttling rate on a clock that stands still, for a scenario that is neither a scenario nor a plan, or for a plan with
 * errors in it.
 *
 * @example
 * const client = createClient(mockTransport({ faults: [{ kind: "server-error", times: 1 }] }));
 */
export const mockTransport = ({
  scenario = patchNight,
  clock: givenClock,
  seed = 1,
  faults = [],
  sleep,
}: MockOptions = {}): MockTransport => {
  const named = scenarioOf(scenario);
  const clock = givenClock ?? fixedClock(named.now ?? DEFAULT_NOW);
  const store = openStore(checkShape(named.plan({ now: clock.now(), seed }), "shallow"));
  const tokensOf = tokensUnder(hashText(named.name, seed));
  const handle = faults.reduceRight<FaultHandler>(
    (next, fault, index) => layerOf(fault, { clock, sleep, seed: scramble(seed + index + 1) })(next),
    async ({ perform }) => perform(),
  );
  let requests = 0;
  return {
    name: "mock",
    clock,
    get requests() {
      return requests;
    },
    async send(operation, input, { signal }) {
      throwIfAborted(signal);
      requests += 1;
      const number = requests;
      const serviceError: MockRequest["serviceError"] = (code, message, { status = 400, retryAfter } = {}) =>
        new ServiceError(operation, {
          code,
          message,
          status,
          retryAfter,
          requestId: uuidOf(`request ${number}`, seed),
        });
      const tokens = tokensOf(operation, input);
      const token: unknown = Reflect.get(input, "NextToken");
      // Lets the caller abort before the request is carried out.
      await Promise.resolve();
      throwIfAborted(signal);
      return handle({
        operation,
        input,
        signal,
        token: typeof token === "string" ? token : undefined,
        tokens,
        serviceError,
        perform: () => {
          const now = clock.now().getTime();
          return actions[operation](input, {
            operation,
            store,
            tokens,
            now,
            serviceError,
          });
        },
      });
    },
  };
};

const scenarioOf = (scenario: Scenario | AccountPlan): Scenario => {
  // JavaScript callers may pass any value.
  const given: unknown = scenario;
  if (typeof given !== "object" || given === null) {
    throw new RangeError(
      `The option scenario is ${kindOf(given)}. Pass a scenario, such as patchNight or scenarioNamed("fleet"), or a plan with windows.`,
    );
  }
  if (!("plan" in scenario)) {
    const plan = checkPlan(scenario);
    return { name: "custom", plan: () => plan };
  }
  if (typeof scenario.plan === "function") return scenario;
  throw new RangeError(
    "The scenario's plan must be a function. To use a plan, pass it directly as the scenario.",
  );
};

const DEFAULT_NOW = "2026-11-22T08:00:00Z";
