/** Input of `readResponse`. Declared here because the core uses no platform types. */

/** An HTTP response as received. */
export interface ReceivedResponse {
  /** HTTP status code. */
  readonly status: number;
  /** Returns a header by its name in any case, or null. Repeated headers are joined by commas. */
  readonly headers: { get(name: string): string | null };
  /** The whole body as text. */
  readonly text: string;
}

/** The request of a response. */
export interface SentRequest {
  /** Scheme, host and port, for messages. Without path and query, which can contain secrets. */
  readonly origin: string;
}

/** First value of a header that can be repeated. Empty if the header is missing. */
export const firstValue = (headers: ReceivedResponse["headers"], name: string): string =>
  (headers.get(name) ?? "").split(",", 1)[0]?.trim() ?? "";

/** Media type in lower case without parameters. Empty if the header is missing. */
export const mediaTypeOf = (headers: ReceivedResponse["headers"]): string =>
  firstValue(headers, "content-type").split(";", 1)[0]?.trim().toLowerCase() ?? "";
