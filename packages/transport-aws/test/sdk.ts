/** AWS's own client with something else in place of the network. */
import { SSMClient, type SSMClientConfig } from "@aws-sdk/client-ssm";
import type { Transport } from "@windowpane/core";
import { createEndpoint, requestHandler, type RequestHandler } from "@windowpane/endpoint";

/** A client over a request handler, with the SDK's own retries unless a test says otherwise. */
export const sdkClient = (handle: RequestHandler["handle"], config: SSMClientConfig = {}): SSMClient =>
  new SSMClient({
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    requestHandler: { ...requestHandler(() => Promise.resolve(new Response())), handle },
    ...config,
  });

/** A client over a transport: the SDK writes the request, the endpoint reads it, and back. */
export const sdkOver = (transport: Transport): SSMClient =>
  sdkClient(requestHandler(createEndpoint(transport)).handle);

/** A client whose requests are all answered with the same bytes. */
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

/** A client whose requests all fail before an answer comes. */
export const sdkFailing = (cause: Error): SSMClient => sdkClient(() => Promise.reject(cause));

/** The text of a request or an answer. The SDK's bytes pretend to be text, but warn about it. */
export const textOf = (body: unknown): string =>
  body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
