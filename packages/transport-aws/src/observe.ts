import type { SSMClient } from "@aws-sdk/client-ssm";
import { readBody, type ReceivedResponse } from "@windowpane/core";
import type { Command } from "./commands.ts";

/** State of the only attempt of a command. */
export interface Attempt {
  /** Whether the request was passed to the request handler. */
  readonly sent: boolean;
  /** Scheme, host and port of the request. Empty until it is sent. */
  readonly origin: string;
  /** The response as received. Undefined until it is complete. */
  readonly response: ReceivedResponse | undefined;
}

/**
 * Disables the retries of a command and records the response as received, because the SDK reads an empty body, `null` and a list
 * as an output without members. Changes the command only, so other users of the client are not affected.
 *
 * The SDK has no retry setting per command, but a middleware of a command replaces the client's middleware with the same name.
 * (`maxAttempts: 1` of the client would also disable the retries and AWS_MAX_ATTEMPTS of its other users.)
 */
export const observe = (command: Command, client: SSMClient): Attempt => {
  const attempt: { -readonly [Name in keyof Attempt]: Attempt[Name] } = {
    sent: false,
    origin: "",
    response: undefined,
  };
  const { middlewareStack } = command;
  middlewareStack.add((next) => (args) => next(args), {
    name: "retryMiddleware",
    step: "finalizeRequest",
    priority: "high",
    override: true,
  });
  middlewareStack.add(
    (next) => async (args) => {
      attempt.sent = true;
      attempt.origin = originOf(args.request);
      const result = await next(args);
      if (!isHttp(result.response)) return result;
      const { statusCode: status, headers, body } = result.response;
      const bytes = await bytesOf(body, client.config);
      attempt.response = { status, headers: headersOver(headers), text: client.config.utf8Encoder(bytes) };
      // The SDK's output is not used, so it gets an empty object. It needs errors unchanged, to learn AWS's time.
      const rest = status >= 300 ? bytes : client.config.utf8Decoder("{}");
      return { ...result, response: withBody(result.response, rest) };
    },
    // The last step before the request handler: credentials, region and endpoint are known.
    { name: "windowpaneObserve", step: "deserialize", priority: "low" },
  );
  return attempt;
};

/** The members of the SDK's response that are used. */
interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const isHttp = (response: unknown): response is SdkResponse =>
  typeof response === "object" && response !== null && "statusCode" in response && "headers" in response;

/** What reads bodies on a platform. The client's configuration has it. */
export interface BodyReaders {
  readonly utf8Decoder: (text: string) => Uint8Array;
  readonly streamCollector: (body: unknown) => Promise<Uint8Array>;
}

/** Reads the body, up to the core's limit. A body can be read once only. */
export const bytesOf = async (
  body: unknown,
  { utf8Decoder, streamCollector }: BodyReaders,
): Promise<Uint8Array> => {
  if (body === undefined || body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return utf8Decoder(body);
  // Streams of Node and of the web; of the latter not in all browsers.
  return isIterable(body) ? readBody(body) : streamCollector(body);
};

const isIterable = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === "object" && body !== null && Symbol.asyncIterator in body;

/** Copies the response with its class, because the handler owns the original. */
const withBody = (response: SdkResponse, body: Uint8Array): SdkResponse =>
  Object.assign(Object.create(Object.getPrototypeOf(response) as object) as SdkResponse, response, { body });

/** Headers by names in any case. */
export const headersOver = (headers: Readonly<Record<string, string>>): ReceivedResponse["headers"] => {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { get: (name) => byName.get(name.toLowerCase()) ?? null };
};

/** Scheme, host and port of a request of the SDK. */
export const originOf = (request: unknown): string => {
  // The SDK's request has these members.
  const {
    protocol = "https:",
    hostname,
    port,
  } = request as {
    readonly protocol?: string;
    readonly hostname?: string;
    readonly port?: number;
  };
  if (hostname === undefined) return "AWS";
  return `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`;
};
