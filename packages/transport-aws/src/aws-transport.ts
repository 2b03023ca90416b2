import type { SSMClient } from "@aws-sdk/client-ssm";
import {
  isWindowpaneError,
  readResponse,
  ServiceError,
  untilAborted,
  type OperationName,
  type Signal,
  type Transport,
} from "@windowpane/core";
import { commandFor } from "./commands.ts";
import { hasCorrectedClock, noResponse } from "./errors.ts";
import { observe, type Attempt } from "./observe.ts";

/**
 * The service itself, through a client of the AWS SDK: its credentials, its region and its request handler are the
 * transport's. Its retries are not: each `send` is one request, however the client was made, and the core's
 * `withRetry` goes around the transport. The client stays the caller's, to share and to destroy.
 *
 * Beside the errors of every transport there is UnsentError, a TransportError: no credentials, no region.
 *
 * @throws Error if it is not given a client.
 * @example
 * const client = createClient(awsTransport(new SSMClient({ region: "eu-central-1" })));
 */
export const awsTransport = (client: SSMClient): Transport => {
  checkClient(client);
  return sendWith(client);
};

/** Callers without TypeScript have nothing else that would tell them. */
const checkClient = (client: unknown): void => {
  if (typeof client === "object" && client !== null && "send" in client) return;
  throw new Error("awsTransport needs a client of AWS's SDK, such as new SSMClient({}).");
};

const sendWith = (client: SSMClient): Transport => ({
  name: "aws",
  async send(operation, input, { signal }) {
    throwIfAborted(signal);
    const command = commandFor(operation, input);
    const attempt = observe(command, client);
    let output: object;
    try {
      const work = client.send(command, { abortSignal: platformSignal(signal) });
      // The SDK looks at a signal only while the request is on the network, not while it fetches credentials.
      const { $metadata: _, ...rest } = await untilAborted(work, signal);
      output = rest;
    } catch (error) {
      throwIfAborted(signal);
      throw errorOf(operation, error, attempt);
    }
    // A client that responds by itself, such as a mock of the SDK, has no body to read.
    return attempt.response === undefined ? output : readResponse(operation, attempt, attempt.response);
  },
});

/** What the body says, where there is one; the SDK's own error is its cause. */
const errorOf = (operation: OperationName, error: unknown, attempt: Attempt): unknown => {
  const { response } = attempt;
  if (response === undefined || response.status < 300) return noResponse(operation, error, attempt);
  try {
    return readResponse(operation, attempt, response);
  } catch (read) {
    if (!isWindowpaneError(read) || read.kind !== "service") return read;
    const { code, message, requestId, retryAfter } = read;
    // After a wrong clock the SDK uses AWS's time, so the same request may now succeed.
    const retryable = hasCorrectedClock(error) ? true : read.retryable;
    return new ServiceError(operation, {
      code,
      message,
      status: read.status,
      requestId,
      retryAfter,
      retryable,
      cause: error,
    });
  }
};

/** The reason is the caller's own, whatever it is; the SDK would make an AbortError of it. */
const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason as Error;
};

type SendOptions = Parameters<SSMClient["send"]>[1];

/** The core spells out only the part of the platform's signal that it needs; what a caller has is the whole. */
const platformSignal = (signal: Signal | undefined): SendOptions["abortSignal"] =>
  signal as SendOptions["abortSignal"];
