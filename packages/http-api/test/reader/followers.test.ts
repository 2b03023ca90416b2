import type { Transport } from "@windowpane/core";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../src/index.ts";
import { createFollowers, type Followers } from "../../src/reader/followers.ts";
import type { FollowEnding } from "../../src/route/followed-execution.ts";

const { WindowExecutionId } = fleetIds;

/** Follows an execution that has ended, and calls `onSent` after each response of AWS. */
const start = (onSent: (count: number, followers: Followers) => void): Followers => {
  const mock = mockTransport({ scenario: fleet({ invocations: 1 }) });
  let sent = 0;
  const transport: Transport = {
    name: "counting",
    send: async (...call) => {
      const response = await mock.send(...call);
      sent += 1;
      onSent(sent, followers);
      return response;
    },
  };
  const sleep = (_: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
  const followers = createFollowers({
    transport,
    limits: defaultLimits,
    limitName: (limit) => limit,
    shared: { timeoutMs: 30_000, limitName: "timeoutMs", sleep, places: undefined },
    clock: () => mock.clock.now(),
  });
  return followers;
};

/** Follows an execution until its end. */
const endFor = async (followers: Followers, patches: boolean): Promise<FollowEnding> => {
  const viewer = { callerId: "ann", signal: new AbortController().signal };
  const followed = await followers.follow(viewer, WindowExecutionId, patches);
  let state = followed.latest();
  while (state.ending === undefined) state = await followed.after(state.step);
  return state.ending;
};

describe("a client that joins while the last verdict is read", () => {
  it("gets the verdict that it wants, at whatever moment it joins", async () => {
    let whole = 0;
    await endFor(
      start((count) => (whole = count)),
      true,
    );
    for (let delay = 0; delay < 60; delay += 1) {
      let second: Promise<FollowEnding> | undefined;
      const joinLater = async (followers: Followers): Promise<FollowEnding> => {
        for (let tick = 0; tick < delay; tick += 1) await Promise.resolve();
        return endFor(followers, false);
      };
      const followers = start((count, own) => {
        if (count === whole) second ??= joinLater(own);
      });
      await endFor(followers, true);
      const ending = await second;
      expect([delay, ending?.kind === "ended" && ending.verdicts.has(false)]).toEqual([delay, true]);
    }
  });
});
