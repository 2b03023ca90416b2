/** Connects AWS's JavaScript clients to an endpoint. The SDK's types are declared here, so that neither package needs the other. */
import type { Endpoint } from "./endpoint.ts";

/** Request of the AWS SDK for JavaScript. */
export interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The SDK has no type for it; for this service it is a string or bytes. */
  readonly body?: unknown;
}

/** Response to the AWS SDK for JavaScript. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** Type of the SDK's option `requestHandler`. */
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
 * Creates a request handler that passes the SDK's requests to an endpoint, without a port or a socket. Use it to test code that
 * uses the SDK, including its signing, serialisation, errors and dates.
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
    // The SDK also accepts an older type of signal, which Request does not support.
    signal: abortSignal instanceof AbortSignal ? abortSignal : null,
  });
};

/** The type requires a buffer that is not shared; the SDK never shares its buffers. */
const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;
