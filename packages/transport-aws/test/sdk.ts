/** AWS's client without a network. */
import { SSMClient, type SSMClientConfig } from "@aws-sdk/client-ssm";
import type { Transport } from "@windowpane/core";
import { createEndpoint, requestHandler, type RequestHandler } from "@windowpane/endpoint";

/** A client with a request handler. The SDK's retries are on by default. */
export const sdkClient = (handle: RequestHandler["handle"], config: SSMClientConfig = {}): SSMClient =>
  new SSMClient({
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    requestHandler: { ...requestHandler(() => Promise.resolve(new Response())), handle },
    ...config,
  });

/** A client with an endpoint over a transport. */
export const sdkOver = (transport: Transport): SSMClient =>
  sdkClient(requestHandler(createEndpoint(transport)).handle);

/** A client that receives the same response for all requests. */
export const sdkAnswering = (
  statusCode: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): SSMClient =>
  sdkClient(() =>
    Promise.resolve({
      response: {
        statusCode,
        headers: { "content-type": "application/x-amz-json-1.1", ...headers },
        body: new TextEncoder().encode(body),
      },
    }),
  );

/** A client whose requests all fail without a response. */
export const sdkFailing = (cause: Error): SSMClient => sdkClient(() => Promise.reject(cause));

/** The text of a body. The SDK's bytes have a toString with a warning. */
export const textOf = (body: unknown): string =>
  body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
