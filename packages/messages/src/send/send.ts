/** Sends one message once. */
import { retryAfterOf } from "@windowpane/core";
import type { MessageContent } from "../model/content.ts";
import type { Destination } from "../model/destination.ts";
import { slackMessage } from "../form/slack.ts";
import { teamsMessage } from "../form/teams.ts";
import { viewOf } from "../form/view.ts";
import { signatureHeaders } from "../form/webhook.ts";
import { readDestinationUrl } from "./address.ts";
import { describeDestination, outcomeOf, outcomeOfError, type Outcome } from "./outcome.ts";

/** The part of `fetch` that sending needs. On Node, pass `guardedFetch()` of `@windowpane/messages/node`. */
export type MessageFetch = (url: URL, request: MessageRequest) => Promise<Response>;

/** The request of a message. */
export interface MessageRequest {
  readonly method: "POST";
  /** The headers, with the signature of webhooks. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, as the destination receives it. */
  readonly body: string;
  /** Redirects are not followed. */
  readonly redirect: "manual";
  /** Aborts the request. */
  readonly signal: AbortSignal;
  /** The rule that `guardedFetch` applies to the addresses of the host. Other functions ignore it. */
  readonly privateAddress: boolean;
}

/** A message and how to send it. */
export interface Sending {
  /** Where to send it. */
  readonly destination: Destination;
  /** The `webhook-id`. */
  readonly id: string;
  /** What to send. */
  readonly content: MessageContent;
  /** Sends a request. */
  readonly fetch: MessageFetch;
  /** Returns the current time, for the signature. */
  readonly now: () => Date;
  /** Aborts the request. */
  readonly signal?: AbortSignal | undefined;
  /** Maximum time of the request, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined;
}

/** Default of `timeout`. */
const TIMEOUT = 10_000;
/** Maximum bytes that are read of a response. */
const READ = 4096;

/** The body of a message, as its destination receives it. */
export const bodyOf = ({ type }: Pick<Destination, "type">, content: MessageContent): string => {
  if (type === "webhook") return JSON.stringify(content);
  const view = viewOf(content);
  return JSON.stringify(type === "slack" ? slackMessage(view) : teamsMessage(view));
};

/** Sends a message once. Never throws for what a receiver does. */
export const send = async ({
  destination,
  id,
  content,
  fetch,
  now,
  signal,
  timeout = TIMEOUT,
}: Sending): Promise<Outcome> => {
  const { privateAddress = false } = destination;
  const read = readDestinationUrl(destination.url, { privateAddress });
  if ("refused" in read) {
    return {
      result: "refused",
      error: `${describeDestination(destination)} cannot be used. ${read.refused}`,
      mayHaveArrived: false,
    };
  }
  const written = await write(destination, { id, content, now });
  if (written === undefined) {
    return {
      result: "refused",
      error: `The message to ${describeDestination(destination)} cannot be written. Check the secrets of the destination; if they are right, report the error.`,
      mayHaveArrived: false,
    };
  }
  const limit = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(read.url, {
      method: "POST",
      ...written,
      redirect: "manual",
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      privateAddress,
    });
    return outcomeOf(destination, {
      // A browser's fetch hides the status of redirects.
      status: response.type === "opaqueredirect" ? 302 : response.status,
      body: await startOf(response),
      retryAfter: retryAfterOf(response.headers),
    });
  } catch (error) {
    return outcomeOfError(destination, connectionReason(error));
  }
};

/** The headers and body of a message. Undefined: it cannot be written, and later attempts could not either. */
const write = async (
  destination: Destination,
  { id, content, now }: Pick<Sending, "id" | "content" | "now">,
): Promise<Pick<MessageRequest, "headers" | "body"> | undefined> => {
  const { type, secrets = [] } = destination;
  try {
    const body = bodyOf(destination, content);
    return {
      body,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "windowpane",
        ...(type === "webhook" ? await signatureHeaders({ id, sentAt: now(), body, secrets }) : {}),
      },
    };
  } catch {
    return undefined;
  }
};

/** The start of a body as text. An error while reading it changes nothing: the status has arrived. */
const startOf = async (response: Response): Promise<string> => {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const bytes: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < READ) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes.push(value.subarray(0, READ - length));
      length += value.length;
    }
  } catch {
    // What was read is enough.
  }
  reader.cancel().catch(() => undefined);
  const decoder = new TextDecoder();
  return bytes.map((part) => decoder.decode(part, { stream: true })).join("");
};

/** A failed request. The message of other errors can contain the URL, so only their code is shown. */
export class SendError extends Error {
  override readonly name = "SendError";
  /** Whether the request may have been sent. */
  readonly mayHaveArrived: boolean;

  constructor(message: string, mayHaveArrived: boolean) {
    super(message);
    this.mayHaveArrived = mayHaveArrived;
  }
}

/** Why a request failed, as part of a sentence. Never contains the URL. */
export const connectionReason = (
  error: unknown,
): { readonly text: string; readonly mayHaveArrived: boolean } => {
  if (error instanceof SendError) return { text: error.message, mayHaveArrived: error.mayHaveArrived };
  if (error instanceof Error && error.name === "TimeoutError")
    return { text: "no response in time", mayHaveArrived: true };
  if (error instanceof Error && error.name === "AbortError")
    return { text: "the request was cancelled", mayHaveArrived: true };
  const code = codeOf(error) ?? (error instanceof Error ? codeOf(error.cause) : undefined);
  return {
    text:
      code === undefined ? "the connection failed" : (codeWords[code] ?? `the connection failed (${code})`),
    mayHaveArrived: code === undefined || !beforeSending.has(code),
  };
};

const codeOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** Errors of a connection that was never made. */
const beforeSending: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

const codeWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: "it refused the connection",
  ECONNRESET: "it closed the connection",
  ENOTFOUND: "its name cannot be resolved",
  EAI_AGAIN: "its name cannot be resolved at the moment",
  CERT_HAS_EXPIRED: "its certificate has expired",
};
