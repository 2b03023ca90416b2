/** What a transport hands to `readResponse`, spelled out because the core knows no platform. */

/** An HTTP response, as it was received. */
export interface ReceivedResponse {
  readonly status: number;
  /** Header fields by name, in any case; null if there is none. Repeated fields are joined by commas. */
  readonly headers: { get(name: string): string | null };
  /** The whole body, decoded. */
  readonly text: string;
}

/** The request that a response belongs to. */
export interface SentRequest {
  /** Scheme, host and port that it was sent to, for messages. Never a path or a query, which can hold secrets. */
  readonly origin: string;
}

/** The first of the values of a header that was sent more than once; empty if there is none. */
export const firstValue = (headers: ReceivedResponse["headers"], name: string): string =>
  (headers.get(name) ?? "").split(",", 1)[0]?.trim() ?? "";

/** The media type without its parameters, in lower case; empty if there is none. */
export const mediaTypeOf = (headers: ReceivedResponse["headers"]): string =>
  firstValue(headers, "content-type").split(";", 1)[0]?.trim().toLowerCase() ?? "";
