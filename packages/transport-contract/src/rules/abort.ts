/** Rules about aborts: an aborted request rejects with the caller's reason. */
import { expect } from "vitest";
import { needed, rejectionOf, sendKnown } from "../subject/send.ts";
import type { ContractRule } from "../subject/subject.ts";

const OPERATION = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** A reason that is not an Error, to detect transports that wrap, copy or replace it. */
const ownReason = (): object => Object.freeze({ because: "the user left the screen" });

export const abortRules = {
  "rejects with the signal's reason if already aborted": async ({ create, known }) => {
    const reason = ownReason();
    const signal = AbortSignal.abort(reason);
    expect(await rejectionOf(sendKnown(await create(), known, OPERATION, { signal }))).toBe(reason);
  },
  "sends nothing if already aborted": async ({ broken, known }) => {
    let requests = 0;
    const transport = await needed(broken, "broken")(() => (requests += 1));
    await rejectionOf(sendKnown(transport, known, OPERATION, { signal: AbortSignal.abort(ownReason()) }));
    expect(requests).toBe(0);
  },
  "rejects with the signal's reason if aborted in flight": async ({ hanging, known }) => {
    const controller = new AbortController();
    const transport = await needed(hanging, "hanging")();
    const rejection = rejectionOf(sendKnown(transport, known, OPERATION, { signal: controller.signal }));
    await nextTask();
    const reason = ownReason();
    controller.abort(reason);
    expect(await rejection).toBe(reason);
  },
  "returns the response or rejects with the signal's reason, at any time of the abort": async ({
    create,
    known,
  }) => {
    const transport = await create();
    const response: unknown = await sendKnown(transport, known, OPERATION);
    for (let turns = 0; turns < 30; turns += 1) {
      const controller = new AbortController();
      const outcome = sendKnown(transport, known, OPERATION, { signal: controller.signal }).catch(
        (error: unknown) => error,
      );
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const reason = ownReason();
      controller.abort(reason);
      const result = await outcome;
      if (result !== reason) expect(result, `aborted after ${turns} turns`).toEqual(response);
    }
  },
  "does not change the response if aborted afterwards": async ({ create, known }) => {
    const transport = await create();
    const controller = new AbortController();
    const response: unknown = await sendKnown(transport, known, OPERATION, { signal: controller.signal });
    const before = structuredClone(response);
    controller.abort(ownReason());
    await nextTask();
    expect(response).toEqual(before);
  },
  "works after an aborted request": async ({ create, known }) => {
    const transport = await create();
    const controller = new AbortController();
    const outcome = sendKnown(transport, known, OPERATION, { signal: controller.signal }).catch(() => {});
    controller.abort(ownReason());
    await outcome;
    expect(await sendKnown(transport, known, OPERATION)).toBeDefined();
  },
} satisfies Record<string, ContractRule>;

const nextTask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
