import type { Input, OperationName } from "../operations/operations.ts";
import type { Signal } from "./signal.ts";

/** Options of one request. */
export interface CallOptions {
  /** Aborts the request, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
  /** Sends the request before others that wait (`withPace`). Transports ignore it. Default: false. */
  readonly urgent?: boolean | undefined;
}

/**
 * Carries one request to the service or to something that responds like it: AWS, memory, a file.
 *
 * The contract, which `@windowpane/transport-contract` tests:
 * - the input is already validated and is not changed;
 * - one `send` is one request: no paging, no retries;
 * - the response has AWS's spelling, `Date`s for timestamps, `Uint8Array`s for blobs, and no null members;
 * - it rejects with a ServiceError if the service refused, with a TransportError if no complete response came or something
 *   other than the service responded, and with `signal.reason` if aborted before, during or after the request;
 * - a body that is not a response is never returned as an output without members; `readResponse` decides this for HTTP.
 */
export interface Transport {
  /** Short name for logs and displays, such as `aws` or `mock`. */
  readonly name: string;
  /** Sends one request. */
  send<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    options: CallOptions,
  ): Promise<unknown>;
}

/**
 * Checks that a value is a transport, for JavaScript callers, which have no type checker.
 *
 * @param caller - name of the function that needs the transport, for the message.
 * @throws Error with the type of the value and what to pass.
 */
export const requireTransport = (transport: unknown, caller: string): void => {
  const isObject = typeof transport === "object" && transport !== null;
  // Clients of the AWS SDK also have a send method, of another kind.
  const isSdkClient = isObject && "middlewareStack" in transport;
  if (isObject && "send" in transport && !isSdkClient) return;
  const received = isSdkClient ? "a client of the AWS SDK" : transport === null ? "null" : typeof transport;
  throw new Error(
    `${caller} needs a transport: an object with a send method. It received ${received}. ` +
      "Pass one, such as mockTransport() or awsTransport(new SSMClient({})).",
  );
};
