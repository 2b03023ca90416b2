import { ServiceError, type Transport } from "@windowpane/core";
import { actions } from "./actions/index.ts";
import { fixedClock, type Clock } from "./world/clock.ts";
import type { MockFault } from "./faults/fault.ts";
import { layerOf } from "./faults/index.ts";
import type { RequestHandler, MockRequest, Sleep } from "./faults/layer.ts";
import type { AccountPlan, Scenario } from "./plan/plan.ts";
import { hashText, scramble, uuidOf } from "./world/random.ts";
import { patchNight } from "./scenarios/patch-night.ts";
import { checkPlan } from "./plan/check-plan.ts";
import { checkShape, kindOf } from "./plan/plan-shape.ts";
import { openStore } from "./store/store.ts";
import { tokensUnder } from "./request/tokens.ts";
import { throwIfAborted } from "./request/throw-if-aborted.ts";

/** What the service in memory is to be like. */
export interface MockOptions {
  /** The account: a scenario, or a plan of your own. Default: `patchNight`. */
  readonly scenario?: Scenario | AccountPlan | undefined;
  /** Tells the time. Default: it stands still at the scenario's own time, or at 2026-11-22T08:00:00Z. */
  readonly clock?: Clock | undefined;
  /** The seed of everything that looks random: ids, failures, chance. Default: 1. */
  readonly seed?: number | undefined;
  /** What goes wrong. A request passes the faults in this order, first to last. Default: nothing. */
  readonly faults?: readonly MockFault[] | undefined;
  /** Waits so many milliseconds; latency faults need it, as the mock has no timer. Default: none. */
  readonly sleep?: Sleep | undefined;
}

/** AWS Systems Manager in memory. */
export interface MockTransport extends Transport {
  /** The clock that the mock goes by. */
  readonly clock: Clock;
  /** How many requests it has been sent so far, those included that a fault refused. */
  readonly requests: number;
}

/**
 * The maintenance window operations of AWS Systems Manager, answered from memory: full histories, real paging, the
 * service's own refusals, a clock and faults. The same options and the same requests give the same answers.
 *
 * @throws Error when a latency fault is given without a `sleep`.
 * @throws RangeError when a fault could not do what it says, when the scenario is neither a scenario nor a plan, or when
 * a plan of your own contradicts itself.
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
  const answer = faults.reduceRight<RequestHandler>(
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
      const refuse: MockRequest["refuse"] = (code, message, { status = 400, retryAfter } = {}) =>
        new ServiceError(operation, {
          code,
          message,
          status,
          retryAfter,
          requestId: uuidOf(`request ${number}`, seed),
        });
      const tokens = tokensOf(operation, input);
      const token: unknown = Reflect.get(input, "NextToken");
      // A request is never answered before its caller could take it back.
      await Promise.resolve();
      throwIfAborted(signal);
      return answer({
        operation,
        input,
        signal,
        token: typeof token === "string" ? token : undefined,
        tokens,
        refuse,
        perform: () => {
          const now = clock.now().getTime();
          return actions[operation](input, {
            operation,
            store,
            tokens,
            now,
            refuse,
          });
        },
      });
    },
  };
};

const scenarioOf = (scenario: Scenario | AccountPlan): Scenario => {
  // Callers in JavaScript may give anything.
  const given: unknown = scenario;
  if (typeof given !== "object" || given === null) {
    throw new RangeError(
      `The scenario of mockTransport is ${kindOf(given)}. Give a scenario such as patchNight or scenarioNamed("fleet"), or a plan with windows.`,
    );
  }
  if (!("plan" in scenario)) {
    const plan = checkPlan(scenario);
    return { name: "custom", plan: () => plan };
  }
  if (typeof scenario.plan === "function") return scenario;
  throw new RangeError(
    "The scenario's plan must be a function. Give a plan itself without a scenario around it.",
  );
};

/** A night of patching, as good as any. */
const DEFAULT_NOW = "2026-11-22T08:00:00Z";
