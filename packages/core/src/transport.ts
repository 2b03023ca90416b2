import type { Input, OperationName } from "./operations.ts";
import type { Signal } from "./signal.ts";

/** What a caller may say about one request. */
export interface CallOptions {
  /** Aborts the request; it then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
  /** Goes before requests that wait for their turn (`withPace`). A transport itself ignores it. Default: false. */
  readonly urgent?: boolean | undefined;
}

/**
 * Carries one request to something that answers like the service: AWS itself, a process's memory, a file.
 *
 * The contract, which `@windowpane/transport-contract` checks line by line:
 * - the input is already validated, and is never changed;
 * - one `send` is one request: no paging, no retry;
 * - the answer is in AWS's spelling, with `Date`s for timestamps and without null members;
 * - it rejects with a ServiceError when the service said no, with a TransportError when no answer came, and with
 *   `signal.reason` untouched when aborted, before, while or after the request is under way.
 */
export interface Transport {
  /** A word for logs and for the eyes: `aws`, `mock`. */
  readonly name: string;
  send<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    options: CallOptions,
  ): Promise<unknown>;
}
