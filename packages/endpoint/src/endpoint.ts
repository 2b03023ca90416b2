import {
  requireTransport,
  toWire,
  validateInput,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import { decode, type Authorize } from "./wire/decode.ts";
import { refusalOf, type Refusal } from "./wire/errors.ts";

/** Responds to one HTTP request as Systems Manager would. Rejects only with `request.signal.reason`. */
export type Endpoint = (request: Request) => Promise<Response>;

/** What went wrong behind an answer of 500 or more, whose text tells the client nothing about it. */
export interface Failure {
  readonly error: unknown;
  /** Undefined when it went wrong before the operation was known. */
  readonly operation: OperationName | undefined;
  /** The id that the endpoint gave the request. */
  readonly requestId: string;
}

/** How an endpoint behaves. */
export interface EndpointOptions {
  /** Finds out whether a request may be answered: `createSignatureCheck`, or the host's own. Default: every one may. */
  readonly authorize?: Authorize | undefined;
  /** The most bytes of a body; a longer one is answered with 413. Default: 65536, as the family's requests are small. */
  readonly bodyLimit?: number | undefined;
  /**
   * Makes the id of a request. Default: counts from 1, in the form of a UUID, so that tests can name an answer; a host
   * whose logs must tell requests apart gives `() => crypto.randomUUID()`.
   */
  readonly requestId?: (() => string) | undefined;
  /** Told of what an answer of 500 or more hides, for the host's log. Default: nobody is told. */
  readonly onFailure?: ((failure: Failure) => void) | undefined;
}

/**
 * An endpoint over a transport. It knows no framework: give it to a server, a Worker, or `requestHandler`.
 * Without `authorize` any signature is taken: whoever can reach it can ask what the transport can.
 *
 * @example
 * const endpoint = createEndpoint(mockTransport());
 * export default { fetch: endpoint };
 */
export const createEndpoint = (transport: Transport, options: EndpointOptions = {}): Endpoint => {
  requireTransport(transport, "createEndpoint");
  const { authorize, bodyLimit = 65_536, requestId: nextId = countingIds(), onFailure } = options;
  return async (request) => {
    const requestId = nextId();
    const { signal } = request;
    let operation: OperationName | undefined;
    try {
      const call = await decode(request, { bodyLimit, authorize });
      operation = call.operation;
      const input = validateInput(operation, call.input);
      return answer(encodeBody(operation, await transport.send(operation, input, { signal })), requestId);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const refusal = refusalOf(error, operation);
      if (refusal.status >= 500) onFailure?.({ error, operation, requestId });
      return refuse(refusal, requestId);
    }
  };
};

/** A response as AWS JSON 1.1. One that is frozen does not change, so its bytes are made once and kept as long as it is. */
const encodeBody = (operation: OperationName, response: unknown): string | Uint8Array<ArrayBuffer> => {
  const isFrozen = typeof response === "object" && response !== null && Object.isFrozen(response);
  const known = isFrozen ? kept.get(response) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(toWire(operation, response));
  if (!isFrozen) return text;
  const bytes = new TextEncoder().encode(text);
  kept.set(response, bytes);
  return bytes;
};

const kept = new WeakMap<object, Uint8Array<ArrayBuffer>>();

const answer = (body: BodyInit, requestId: string): Response =>
  new Response(body, {
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
  });

const refuse = ({ status, body, contentType, ...refusal }: Refusal, requestId: string): Response => {
  // Whoever turns to AWS's support needs AWS's id, so behind a gateway it wins over ours.
  const headers = new Headers({ "x-amzn-requestid": refusal.requestId ?? requestId });
  if (refusal.retryAfter !== undefined) {
    headers.set("retry-after", String(Math.ceil(refusal.retryAfter / 1000)));
  }
  if (refusal.clock !== undefined) headers.set("date", refusal.clock.toUTCString());
  // The platform gives a string a content type of its own; bytes it leaves alone.
  if (contentType === undefined) return new Response(new TextEncoder().encode(body), { status, headers });
  headers.set("content-type", contentType);
  return new Response(body, { status, headers });
};

const countingIds = (): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`;
  };
};
