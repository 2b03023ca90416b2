/** The endpoint in place of the network for AWS's JavaScript clients. Spelled out so that neither package needs the other. */
import type { Endpoint } from "./endpoint.ts";

/** What a client of the AWS SDK for JavaScript hands to its request handler. */
export interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The SDK types it as anything; for this service it is text or bytes. */
  readonly body?: unknown;
}

/** What it wants back. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** What the SDK's clients take as `requestHandler`. */
export interface RequestHandler {
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: object | undefined },
  ): Promise<{ readonly response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
  destroy(): void;
}

/**
 * A request handler that gives an SDK's requests to an endpoint, without a port or a socket. The client's own signing,
 * serialisation, errors and dates are all exercised, which makes it the shortest way to test code that uses the SDK.
 *
 * @example
 * const client = new SSMClient({
 *   region: "eu-central-1",
 *   credentials: { accessKeyId: "test", secretAccessKey: "test" },
 *   requestHandler: requestHandler(createEndpoint(mockTransport())),
 * });
 */
export const requestHandler = (endpoint: Endpoint): RequestHandler => ({
  handle: async (request, { abortSignal } = {}) => {
    const response = await endpoint(webRequest(request, abortSignal));
    return {
      response: {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      },
    };
  },
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
  destroy: () => {},
});

const webRequest = (request: SdkRequest, abortSignal: object | undefined): Request => {
  const { method, protocol, hostname, port, path, headers, body } = request;
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  return new Request(`${protocol}//${host}${path}`, {
    method,
    headers,
    body: typeof body === "string" || isBytes(body) ? body : null,
    // The SDK also allows a signal of its own older kind, which the platform's Request does not take.
    signal: abortSignal instanceof AbortSignal ? abortSignal : null,
  });
};

/** The SDK never shares its buffers, which is all that the platform's type for bodies wants to know. */
const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;
