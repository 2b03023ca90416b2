import type { SSMClient } from "@aws-sdk/client-ssm";
import type { ReceivedResponse } from "@windowpane/core";
import type { Command } from "./commands.ts";

/** The one attempt of a command. */
export interface Attempt {
  /** Whether the request was handed to the network. */
  readonly sent: boolean;
  /** Scheme, host and port that it was sent to; empty before that. */
  readonly origin: string;
  /** The response as it was received; undefined before it is complete. */
  readonly response: ReceivedResponse | undefined;
}

/**
 * Makes a command send one request, however many attempts its client was made with, and keeps the response as it was received:
 * the SDK reads an empty body, `null` and a list alike as an output without members. Both are added to the command, so the
 * client's other users notice nothing.
 *
 * The SDK has no retry setting per command, but the middleware of a command replaces its client's of the same name. (A client
 * with `maxAttempts: 1` would do as well, but AWS_MAX_ATTEMPTS would then mean nothing to its other users.)
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
      const bytes = await bytesOf(body, client);
      attempt.response = { status, headers: headersOver(headers), text: client.config.utf8Encoder(bytes) };
      // What the SDK reads of a success is not used, so it gets the shortest body. Of an error it learns AWS's time.
      const rest = status >= 300 ? bytes : client.config.utf8Decoder("{}");
      return { ...result, response: withBody(result.response, rest) };
    },
    // The last place before the request handler: credentials, region and endpoint are known here.
    { name: "windowpaneObserve", step: "deserialize", priority: "low" },
  );
  return attempt;
};

/** The part of the SDK's request and response that is needed. */
interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const isHttp = (response: unknown): response is SdkResponse =>
  typeof response === "object" && response !== null && "statusCode" in response && "headers" in response;

/** A body can be read once only, by the collector for the platform's streams that the client's handler comes with. */
const bytesOf = async (body: unknown, { config }: SSMClient): Promise<Uint8Array> => {
  if (body === undefined || body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  if (typeof body === "string") return config.utf8Decoder(body);
  return config.streamCollector(body);
};

/** A copy of the same class, as the response belongs to the handler. */
const withBody = (response: SdkResponse, body: Uint8Array): SdkResponse =>
  Object.assign(Object.create(Object.getPrototypeOf(response) as object) as SdkResponse, response, { body });

const headersOver = (headers: Readonly<Record<string, string>>): ReceivedResponse["headers"] => {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { get: (name) => byName.get(name.toLowerCase()) ?? null };
};

const originOf = (request: unknown): string => {
  // A request of the SDK's own.
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
