/** Signed requests without a network. */
import type { Transport } from "@windowpane/core";
import { signedTransport, type SignedOptions, type SigningHandler } from "../src/index.ts";

const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };

/** A transport over a request handler. */
export const signedOver = (requestHandler: SigningHandler, options: Partial<SignedOptions> = {}): Transport =>
  signedTransport({
    endpoint: "https://ssm.eu-central-1.amazonaws.com",
    region: "eu-central-1",
    credentials: () => Promise.resolve(keys),
    requestHandler,
    now: Date.now,
    ...options,
  });

/** A transport that receives the same response for all requests. */
export const signedAnswering = (
  statusCode: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  options: Partial<SignedOptions> = {},
): Transport =>
  signedOver(
    {
      handle: () =>
        Promise.resolve({
          response: {
            statusCode,
            headers: { "content-type": "application/x-amz-json-1.1", ...headers },
            body: new TextEncoder().encode(body),
          },
        }),
    },
    options,
  );
