import type { SSMClient } from "@aws-sdk/client-ssm";
import {
  isWindowpaneError,
  readResponse,
  untilAborted,
  type OperationName,
  type Signal,
  type Transport,
} from "@windowpane/core";
import { commandFor } from "./commands.ts";
import { hasCorrectedClock, noResponse, serviceErrorWith, throwIfAborted } from "./errors.ts";
import { observe, type Attempt } from "./observe.ts";

/**
 * Creates a transport that uses the credentials, region and request handler of an AWS SDK client, but not its retries: each
 * `send` is one request. For retries, use the core's `withRetry`. The caller owns the client, can share it, and must destroy it.
 *
 * A request that could not be sent (no credentials, no region) rejects with an UnsentError, which is a TransportError.
 *
 * @throws Error if the argument is not a client.
 * @example
 * const client = createClient(awsTransport(new SSMClient({ region: "eu-central-1" })));
 */
export const awsTransport = (client: SSMClient): Transport => {
  checkClient(client);
  return sendWith(client);
};

/** For JavaScript callers, which have no type checker. */
const checkClient = (client: unknown): void => {
  if (typeof client === "object" && client !== null && "send" in client) return;
  throw new Error("awsTransport needs a client of the AWS SDK. Pass one, such as new SSMClient({}).");
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
      // The SDK checks the signal only while the request is in flight, not while it fetches credentials.
      const { $metadata: _, ...rest } = await untilAborted(work, signal);
      output = rest;
    } catch (error) {
      throwIfAborted(signal);
      throw errorOf(operation, error, attempt);
    }
    // A client that creates responses itself, such as a mock of the SDK, has no body.
    return attempt.response === undefined ? output : readResponse(operation, attempt, attempt.response);
  },
});

/** The error in the body if there is one, with the SDK's error as its cause. */
const errorOf = (operation: OperationName, error: unknown, attempt: Attempt): unknown => {
  const { response } = attempt;
  if (response === undefined || response.status < 300) return noResponse(operation, error, attempt);
  try {
    return readResponse(operation, attempt, response);
  } catch (read) {
    if (!isWindowpaneError(read) || read.kind !== "service") return read;
    // The SDK has corrected its clock, so the same request may now succeed.
    return serviceErrorWith(read, { cause: error, ...(hasCorrectedClock(error) ? { retryable: true } : {}) });
  }
};

type SendOptions = Parameters<SSMClient["send"]>[1];

/** The core's type is a part of the platform's AbortSignal; callers pass an AbortSignal. */
const platformSignal = (signal: Signal | undefined): SendOptions["abortSignal"] =>
  signal as SendOptions["abortSignal"];
