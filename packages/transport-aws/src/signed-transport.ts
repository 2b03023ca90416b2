import { Sha256Js } from "@smithy/core/checksum";
import { HttpRequest, parseUrl } from "@smithy/core/protocols";
import { fromUtf8, streamCollector, toUtf8 } from "@smithy/core/serde";
import { SignatureV4 } from "@smithy/signature-v4";
import {
  isWindowpaneError,
  readResponse,
  untilAborted,
  type OperationName,
  type ReceivedResponse,
  type Signal,
  type Transport,
} from "@windowpane/core";
import { noResponse, serviceErrorWith, throwIfAborted } from "./errors.ts";
import { bytesOf, headersOver, originOf } from "./observe.ts";

/** Credentials of AWS. */
export interface SigningCredentials {
  /** ID of the access key. */
  readonly accessKeyId: string;
  /** Secret of the access key. */
  readonly secretAccessKey: string;
  /** Token of a session. Absent: a key of a user. */
  readonly sessionToken?: string;
}

/** Sends a signed request. A request handler of the AWS SDK fits, such as NodeHttpHandler. */
export interface SigningHandler {
  /** Sends a request and returns its response. */
  handle(
    request: HttpRequest,
    options?: { readonly abortSignal?: object | undefined },
  ): Promise<{
    readonly response: {
      readonly statusCode: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: unknown;
    };
  }>;
}

/** Options of `signedTransport`. */
export interface SignedOptions {
  /** URL of Systems Manager, such as `https://ssm.eu-west-1.amazonaws.com`. Requests use exactly this URL, with its path and query. */
  readonly endpoint: string;
  /** Region of the signatures. */
  readonly region: string;
  /** Returns the current credentials. Called for each request. Undefined: requests are not signed. */
  readonly credentials: (() => Promise<SigningCredentials>) | undefined;
  /** Can be shared by many transports. The caller destroys it. */
  readonly requestHandler: SigningHandler;
  /** Current time in milliseconds since 1970, for the signatures. */
  readonly now: () => number;
}

/**
 * Creates a transport that signs and sends requests with the SDK's signer and request handler, but without its client. It takes less than
 * half of the client's processor time, so it is the one for many accounts at once. Each `send` is one request. If AWS's
 * clock differs by four minutes or more, the next requests are signed with AWS's time.
 *
 * A request without credentials rejects with an UnsentError.
 *
 * @throws Error if the endpoint is not a URL.
 * @example
 * const requestHandler = new NodeHttpHandler(); // Of @smithy/node-http-handler.
 * const endpoint = "https://ssm.eu-west-1.amazonaws.com";
 * const transport = signedTransport({ endpoint, region: "eu-west-1", credentials, requestHandler, now: Date.now });
 */
export const signedTransport = (options: SignedOptions): Transport => {
  const { region, credentials, requestHandler, now } = options;
  const to = addressOf(options.endpoint);
  const origin = originOf(to);
  const signer =
    credentials === undefined
      ? undefined
      : // For small bodies, JavaScript is faster than Node's hash and WebCrypto.
        new SignatureV4({ credentials, region, service: "ssm", sha256: Sha256Js });
  // Milliseconds that AWS's clock is ahead, once they matter.
  let offset = 0;

  const exchange = async (
    operation: OperationName,
    input: object,
    { attempt, signal }: { readonly attempt: { sent: boolean }; readonly signal: Signal | undefined },
  ): Promise<ReceivedResponse> => {
    const request = new HttpRequest({
      ...to,
      method: "POST",
      headers: {
        host: to.host,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AmazonSSM.${operation}`,
        "user-agent": USER_AGENT,
      },
      body: JSON.stringify(input),
    });
    const signed = (await signer?.sign(request, { signingDate: new Date(now() + offset) })) ?? request;
    throwIfAborted(signal);
    attempt.sent = true;
    const { response } = await requestHandler.handle(
      HttpRequest.isInstance(signed) ? signed : new HttpRequest(signed),
      signal === undefined ? {} : { abortSignal: signal },
    );
    const { statusCode: status, body } = response;
    const headers = headersOver(response.headers);
    const text = toUtf8(await bytesOf(body, readers));
    const ahead = Date.parse(headers.get("date") ?? "") - now();
    if (Math.abs(ahead - offset) >= SKEW) offset = ahead;
    return { status, headers, text };
  };

  return {
    name: "aws",
    async send(operation, input, { signal }) {
      throwIfAborted(signal);
      const attempt = { sent: false, origin };
      const before = offset;
      let response: ReceivedResponse;
      try {
        response = await untilAborted(exchange(operation, input, { attempt, signal }), signal);
      } catch (error) {
        throwIfAborted(signal);
        throw noResponse(operation, error, attempt);
      }
      try {
        return readResponse(operation, attempt, response);
      } catch (error) {
        // The same request may succeed with AWS's time.
        const isCorrected = offset !== before && isWindowpaneError(error) && error.kind === "service";
        throw isCorrected ? serviceErrorWith(error, { retryable: true }) : error;
      }
    },
  };
};

/** Milliseconds that a clock may be wrong. AWS rejects signatures at five minutes; the SDK corrects its clock at four. */
const SKEW = 240_000;

/** CloudTrail shows it with each request. */
const USER_AGENT = "windowpane";

/** The URL as the SDK's requests have it, and its host with the port. */
const addressOf = (endpoint: string) => {
  const { protocol, hostname, port, path, query = {} } = parseUrl(endpoint);
  const address = { protocol, hostname, path, query, host: hostname };
  return port === undefined ? address : { ...address, port, host: `${hostname}:${port}` };
};

const readers = { utf8Decoder: fromUtf8, streamCollector };
