import type { OperationName, RequestError, Transport } from "@windowpane/core";
import type { Platform, SourceEvent } from "../source/source.ts";

/** A wait that a person notices, in milliseconds. */
const NOTICED = 5000;

interface WaitOptions {
  readonly after: Platform["after"];
  readonly notify: (event: SourceEvent) => void;
  /** Why the last attempt of an operation failed; emptied when it succeeds. */
  readonly lastErrors: Map<OperationName, RequestError>;
}

/** Reports each request that takes longer than 5 seconds, its retries and its time in the queue included. */
export const watchWaits = (transport: Transport, { after, notify, lastErrors }: WaitOptions): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    const cancel = after(NOTICED, () =>
      notify({ type: "waiting", operation, milliseconds: NOTICED, error: lastErrors.get(operation) }),
    );
    try {
      const output = await transport.send(operation, input, options);
      lastErrors.delete(operation);
      return output;
    } finally {
      cancel();
    }
  },
});
