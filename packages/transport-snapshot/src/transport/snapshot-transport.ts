import { untilAborted, type Signal, type Transport } from "@windowpane/core";
import type { Snapshot } from "../file/snapshot.ts";
import { actionOf } from "./actions.ts";
import { openStore } from "./store.ts";
import { tokensOf } from "./tokens.ts";

/**
 * A snapshot as something to ask, like the service it was taken of: lists come in pages, filters are the service's. What it
 * does not hold is refused in words that say so; it never passes for an empty list. Tokens hold for the same snapshot
 * wherever it is read.
 *
 * @example
 * const client = createClient(snapshotTransport(await readSnapshot(text)));
 */
export const snapshotTransport = (snapshot: Snapshot): Transport => {
  const store = openStore(snapshot);
  const tokens = tokensOf(snapshot);
  return {
    name: "snapshot",
    async send(operation, input, { signal }) {
      throwIfAborted(signal);
      const answer = await untilAborted(actionOf(operation)({ operation, input, store, tokens }), signal);
      throwIfAborted(signal);
      return answer;
    },
  };
};

/** The reason is the caller's own, whatever it is. */
const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason as Error;
};
