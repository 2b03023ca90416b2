/** Rules about aborts: an aborted request rejects with the caller's reason. */
import { isDeepStrictEqual } from "node:util";
import { check, checkEqual, Mismatch, words } from "../subject/check.ts";
import { needed, rejectionOf, sendKnown } from "../subject/send.ts";
import { LIST, rule, type RuleBody } from "../subject/subject.ts";

/** A reason that is not an Error, to detect transports that wrap, copy or replace it. */
const ownReason = (): object => Object.freeze({ because: "the user left the screen" });

/** Time that a transport has to reject after an abort, in milliseconds. Below the usual time limit of test runners. */
const PATIENCE = 2000;

const checkReason = (received: unknown, reason: object): void =>
  check(received === reason, {
    what: "The rejection of send",
    expected: words("`signal.reason` itself, not wrapped or copied"),
    received,
  });

/** Fails the rule if a promise does not settle in time. Without it, a test runner would only report a timeout. */
const inTime = async <Value>(promise: Promise<Value>): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const mismatch = new Mismatch({
      what: "The request after the abort",
      expected: words("a rejection at once"),
      received: words(`no rejection within ${PATIENCE / 1000} s`),
    });
    timer = setTimeout(() => reject(mismatch), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};

export const connectionAbortRules = {
  "sends nothing if already aborted": rule(
    "Before you send, check the signal: `if (signal?.aborted === true) throw signal.reason;`",
    async ({ broken, known }) => {
      let requests = 0;
      const transport = await needed(broken, "broken")(() => (requests += 1));
      await rejectionOf(sendKnown(transport, known, LIST, { signal: AbortSignal.abort(ownReason()) }));
      checkEqual("The number of requests", requests, 0);
    },
  ),
  "rejects with the signal's reason if aborted in flight": rule(
    "Pass `options.signal` to your backend, and throw `signal.reason` if it aborts. If the backend takes no signal, return " +
      "`untilAborted(promise, signal)` of @windowpane/core.",
    async ({ hanging, known }) => {
      const controller = new AbortController();
      const transport = await needed(hanging, "hanging")();
      const rejection = rejectionOf(sendKnown(transport, known, LIST, { signal: controller.signal }));
      await nextTask();
      const reason = ownReason();
      controller.abort(reason);
      checkReason(await inTime(rejection), reason);
    },
  ),
} satisfies Record<string, RuleBody>;

export const abortRules = {
  "rejects with the signal's reason if already aborted": rule(
    "Before you send, check the signal: `if (signal?.aborted === true) throw signal.reason;`",
    async ({ create, known }) => {
      const reason = ownReason();
      const signal = AbortSignal.abort(reason);
      checkReason(await rejectionOf(sendKnown(await create(), known, LIST, { signal })), reason);
    },
  ),
  ...connectionAbortRules,
  "returns the response or rejects with the signal's reason, at any time of the abort": rule(
    "Wherever you catch an error, check the signal first: `if (signal?.aborted === true) throw signal.reason;`. Return a " +
      "whole response or that rejection, nothing else.",
    async ({ create, known }) => {
      const transport = await create();
      const response: unknown = await sendKnown(transport, known, LIST);
      for (let turns = 0; turns < 30; turns += 1) {
        const controller = new AbortController();
        const outcome = sendKnown(transport, known, LIST, { signal: controller.signal }).catch(
          (error: unknown) => error,
        );
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        const reason = ownReason();
        controller.abort(reason);
        const received: unknown = await outcome;
        check(received === reason || isDeepStrictEqual(received, response), {
          what: `The outcome of a request that was aborted after ${turns} turns of the event loop`,
          expected: words("the response, or a rejection with `signal.reason` itself"),
          received,
        });
      }
    },
  ),
  "does not change the response if aborted afterwards": rule(
    "Remove your listener for `abort` when the request ends (`untilAborted` does), and do not reuse returned objects.",
    async ({ create, known }) => {
      const transport = await create();
      const controller = new AbortController();
      const response: unknown = await sendKnown(transport, known, LIST, { signal: controller.signal });
      const before: unknown = structuredClone(response);
      controller.abort(ownReason());
      await nextTask();
      checkEqual("The response after the abort", structuredClone(response), before);
    },
  ),
  "works after an aborted request": rule(
    "Do not keep state that an aborted request left behind, such as a rejected promise of a shared connection or session.",
    async ({ create, known }) => {
      const transport = await create();
      const controller = new AbortController();
      const outcome = sendKnown(transport, known, LIST, { signal: controller.signal }).catch(() => {});
      controller.abort(ownReason());
      await outcome;
      const received = await sendKnown(transport, known, LIST);
      check(received !== undefined, {
        what: "The response to the next request",
        expected: words("a response"),
        received,
      });
    },
  ),
} satisfies Record<string, RuleBody>;

const nextTask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
