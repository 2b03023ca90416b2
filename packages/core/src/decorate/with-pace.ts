import type { Transport } from "../transport.ts";
import type { Pace } from "./pace.ts";

/**
 * Sends each request when its turn has come. It belongs inside `withRetry`, so that every try takes a turn of its own and
 * the wait of one that is tried again takes no turn from the others: `withRetry(withPace(transport, pace), ...)`.
 *
 * AWS's own client is told to try once (`maxAttempts: 1`). Its retries know nothing of each other: each call backs off by
 * itself, all come back together, and after three tries half of the lists that are read at the same time are lost.
 *
 * @param pace - one for each account and region, shared by everything that asks them.
 */
export const withPace = (transport: Transport, pace: Pace): Transport => ({
  name: transport.name,
  send: (operation, input, options) =>
    pace.run(operation, () => transport.send(operation, input, options), options),
});
