import { untilAborted, type Signal, type Transport } from "@windowpane/core";
import type { Snapshot } from "../file/snapshot.ts";
import { actionOf } from "./actions.ts";
import { openStore } from "./store.ts";
import { tokensOf } from "./tokens.ts";

/**
 * Creates a transport that responds from a snapshot, with the service's pages and filters. A request whose response is not
 * in the snapshot is rejected; it never returns an empty list. Tokens are valid wherever the same snapshot is read.
 *
 * @example
 * const client = createClient(snapshotTransport(await readSnapshot(bytes)));
 */
export const snapshotTransport = (snapshot: Snapshot): Transport => {
  const store = openStore(snapshot);
  const tokens = tokensOf(snapshot);
  return {
    name: "snapshot",
    async send(operation, input, { signal }) {
      throwIfAborted(signal);
      const response = await untilAborted(actionOf(operation)({ operation, input, store, tokens }), signal);
      throwIfAborted(signal);
      return response;
    },
  };
};

/** Throws the signal's reason, unchanged. */
const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason as Error;
};
