import { untilAborted } from "@windowpane/core";
import { createEndpoint } from "@windowpane/endpoint";
import { fleet, mockTransport, type MockOptions } from "@windowpane/transport-mock";

/** Systems Manager as the suite plays it: an execution that runs, requests that are counted, and responses that can be held back. */
export interface FakeAws {
  /** Responds to a request of the server. */
  fetch(request: Request): Promise<Response>;
  /** Names of the operations that were requested. */
  readonly requested: readonly string[];
  /** Holds back responses, beginning after a number of requests. */
  hold(after?: number): Hold;
  /** Whether to fail requests with AWS's InternalServerError. */
  fail(fails: boolean): void;
}

/** Responses that are held back. */
export interface Hold {
  /** Resolves when a response is held back. */
  readonly reached: Promise<void>;
  /** Lets later requests pass. The responses that are held back never come. */
  pass(): void;
  /** Sends the responses that are held back, and lets later requests pass. */
  release(): void;
}

const HOUR = 3_600_000;

/** Creates the account of a fleet whose execution has run for half an hour and continues for a day. */
export const runningFleet = (invocations: number): MockOptions => ({
  clock: { now: () => new Date() },
  scenario: fleet({ invocations, start: new Date(Date.now() - HOUR / 2), duration: 24 * HOUR }),
});

/** Creates the account of a fleet whose execution has ended. */
export const finishedFleet = (invocations: number): MockOptions => ({
  clock: { now: () => new Date() },
  scenario: fleet({ invocations, start: new Date(Date.now() - 3 * HOUR), duration: HOUR }),
});

/** Creates a service over an account of the mock. */
export const createFakeAws = (account: MockOptions): FakeAws => {
  const endpoint = createEndpoint(mockTransport(account));
  const requested: string[] = [];
  let waiting: { left: number; reach(): void; readonly released: Promise<void> } | undefined;
  let isFailing = false;
  return {
    requested,
    fetch: async (request) => {
      requested.push(request.headers.get("x-amz-target")?.split(".")[1] ?? "");
      if (isFailing) return failure();
      const hold = waiting;
      if (hold !== undefined) {
        hold.left -= 1;
        if (hold.left < 0) {
          hold.reach();
          await untilAborted(hold.released, request.signal);
        }
      }
      return endpoint(request);
    },
    hold: (after = 0) => {
      const reached = deferred();
      const released = deferred();
      waiting = { left: after, reach: reached.resolve, released: released.promise };
      const pass = (): void => {
        waiting = undefined;
      };
      return {
        reached: reached.promise,
        pass,
        release: () => {
          pass();
          released.resolve();
        },
      };
    },
    fail: (fails) => {
      isFailing = fails;
    },
  };
};

const failure = (): Response =>
  new Response(JSON.stringify({ __type: "InternalServerError", message: "failed" }), {
    status: 500,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": crypto.randomUUID() },
  });

/** A promise that the test resolves. */
export const deferred = (): { readonly promise: Promise<void>; resolve(): void } => {
  let resolve = (): void => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve: () => resolve() };
};
