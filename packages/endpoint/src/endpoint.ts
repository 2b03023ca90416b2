import {
  requireTransport,
  toWire,
  validateInput,
  type Input,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import { decode, type AuthorizeRequest } from "./wire/decode.ts";
import { errorResponseOf, type ErrorResponse } from "./wire/errors.ts";

/** Responds to one HTTP request as Systems Manager would. Rejects only with `request.signal.reason`. */
export type Endpoint = (request: Request) => Promise<Response>;

/** Error behind a response with status 500 or above. The response does not contain it. */
export interface EndpointFailure {
  /** The error. */
  readonly error: unknown;
  /** The operation, or undefined if the request was not read yet. */
  readonly operation: OperationName | undefined;
  /** Request ID of the endpoint. */
  readonly requestId: string;
}

/** Options of `createEndpoint`. */
export interface EndpointOptions {
  /** Authorizes requests: `createSignatureCheck` or your own function. Default: all requests are allowed. */
  readonly authorize?: AuthorizeRequest | undefined;
  /** Maximum size of a body in bytes. Larger requests get 413. Default: 65,536, because requests are small. */
  readonly bodyLimit?: number | undefined;
  /**
   * Creates request IDs. Default: a counter in the form of a UUID, so that tests can predict IDs. For unique IDs in logs, use
   * `() => crypto.randomUUID()`.
   */
  readonly requestId?: (() => string) | undefined;
  /** Called with the error behind a response with status 500 or above, for logs. Default: not called. */
  readonly onFailure?: ((failure: EndpointFailure) => void) | undefined;
}

/**
 * Creates an endpoint over a transport. It works with any framework: pass it to a server, a Worker or `requestHandler`. Without
 * `authorize`, it accepts any signature: all clients that can connect can use the transport.
 *
 * @example
 * const endpoint = createEndpoint(mockTransport());
 * export default { fetch: endpoint };
 */
export const createEndpoint = (transport: Transport, options: EndpointOptions = {}): Endpoint => {
  requireTransport(transport, "createEndpoint");
  return createGateway(async ({ operation, input, request, requestId }) => {
    const output = await transport.send(operation, input, { signal: request.signal });
    return outputResponse(encodeBody(operation, output), requestId);
  }, options);
};

/** A valid request that is authorized. */
export interface GatewayCall<Name extends OperationName = OperationName> {
  /** The request. Its body has been read. */
  readonly request: Request;
  /** The bytes of the body. */
  readonly body: Uint8Array;
  /** The operation. */
  readonly operation: Name;
  /** The request's input, validated. */
  readonly input: Input<Name>;
  /** Request ID of the endpoint. */
  readonly requestId: string;
}

/**
 * Creates an endpoint that checks and authorizes requests, and lets a function respond to them, such as a proxy to another
 * endpoint. All other requests are refused as `createEndpoint` refuses them.
 */
export const createGateway = (
  respond: (call: GatewayCall) => Promise<Response>,
  { authorize, bodyLimit = 65_536, requestId: nextId = countingIds(), onFailure }: EndpointOptions = {},
): Endpoint => {
  return async (request) => {
    const requestId = nextId();
    const { signal } = request;
    let operation: OperationName | undefined;
    try {
      const call = await decode(request, { bodyLimit, authorize });
      operation = call.operation;
      const input = validateInput(operation, call.input);
      return await respond({ request, body: call.body, operation, input, requestId });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const response = errorResponseOf(error, operation);
      if (response.status >= 500) onFailure?.({ error, operation, requestId });
      return httpResponse(response, requestId);
    }
  };
};

/** Encodes a response as AWS JSON 1.1. A frozen response cannot change, so its bytes are cached. */
const encodeBody = (operation: OperationName, response: unknown): string | Uint8Array<ArrayBuffer> => {
  const isFrozen = typeof response === "object" && response !== null && Object.isFrozen(response);
  const known = isFrozen ? encoded.get(response) : undefined;
  if (known !== undefined) return known;
  const text = JSON.stringify(toWire(operation, response));
  if (!isFrozen) return text;
  const bytes = new TextEncoder().encode(text);
  encoded.set(response, bytes);
  return bytes;
};

const encoded = new WeakMap<object, Uint8Array<ArrayBuffer>>();

const outputResponse = (body: BodyInit, requestId: string): Response =>
  new Response(body, {
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": requestId },
  });

const httpResponse = ({ status, body, contentType, ...rest }: ErrorResponse, requestId: string): Response => {
  // AWS Support needs AWS's request ID, so it takes precedence over ours.
  const headers = new Headers({ "x-amzn-requestid": rest.requestId ?? requestId });
  if (rest.retryAfter !== undefined) {
    headers.set("retry-after", String(Math.ceil(rest.retryAfter / 1000)));
  }
  if (rest.clock !== undefined) headers.set("date", rest.clock.toUTCString());
  // The platform adds a content type to strings but not to bytes.
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
