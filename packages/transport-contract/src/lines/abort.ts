/** An aborted request rejects with the caller's own reason, and with nothing else. */
import { expect } from "vitest";
import { needed, rejectionOf, sendKnown } from "../subject/send.ts";
import type { Line } from "../subject/subject.ts";

const OPERATION = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** A reason that is no Error: whoever wraps it, copies it or makes an AbortError of it is found out. */
const ownReason = (): object => Object.freeze({ because: "the user left the screen" });

export const abortLines = {
  "rejects with the signal's reason when it was aborted before": async ({ create, known }) => {
    const reason = ownReason();
    const signal = AbortSignal.abort(reason);
    expect(await rejectionOf(sendKnown(await create(), known, OPERATION, { signal }))).toBe(reason);
  },
  "asks nothing when it was aborted before": async ({ broken, known }) => {
    let requests = 0;
    const transport = await needed(broken, "broken")(() => (requests += 1));
    await rejectionOf(sendKnown(transport, known, OPERATION, { signal: AbortSignal.abort(ownReason()) }));
    expect(requests).toBe(0);
  },
  "rejects with the signal's reason when it is aborted under way": async ({ hanging, known }) => {
    const controller = new AbortController();
    const transport = await needed(hanging, "hanging")();
    const rejection = rejectionOf(sendKnown(transport, known, OPERATION, { signal: controller.signal }));
    await nextTask();
    const reason = ownReason();
    controller.abort(reason);
    expect(await rejection).toBe(reason);
  },
  "gives the answer or the signal's reason, whenever it is aborted": async ({ create, known }) => {
    const transport = await create();
    const answer: unknown = await sendKnown(transport, known, OPERATION);
    for (let turns = 0; turns < 30; turns += 1) {
      const controller = new AbortController();
      const outcome = sendKnown(transport, known, OPERATION, { signal: controller.signal }).catch(
        (error: unknown) => error,
      );
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const reason = ownReason();
      controller.abort(reason);
      const given = await outcome;
      if (given !== reason) expect(given, `aborted after ${turns} turns`).toEqual(answer);
    }
  },
  "keeps its answer when the signal is aborted afterwards": async ({ create, known }) => {
    const transport = await create();
    const controller = new AbortController();
    const answer: unknown = await sendKnown(transport, known, OPERATION, { signal: controller.signal });
    const before = structuredClone(answer);
    controller.abort(ownReason());
    await nextTask();
    expect(answer).toEqual(before);
  },
  "answers again after a request that was aborted": async ({ create, known }) => {
    const transport = await create();
    const controller = new AbortController();
    const outcome = sendKnown(transport, known, OPERATION, { signal: controller.signal }).catch(() => {});
    controller.abort(ownReason());
    await outcome;
    expect(await sendKnown(transport, known, OPERATION)).toBeDefined();
  },
} satisfies Record<string, Line>;

const nextTask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
