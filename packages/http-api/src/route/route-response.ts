/**
 * How long a response stays valid.
 *
 * - `final`: it can no longer change; clients may cache it.
 * - `registered`: registrations and growing lists; clients may cache it and must revalidate it with its ETag.
 * - `moving`: part of it is still running; clients must not cache it.
 * - `published`: the same for all callers until the next release.
 */
export type Freshness = "final" | "registered" | "moving" | "published";

/** A response with a complete body. */
export interface WholeResponse {
  readonly kind: "whole";
  readonly status?: number | undefined;
  readonly media: string;
  readonly text: string;
  readonly freshness: Freshness;
  /** Query parameters of the next page, if there is one. */
  readonly next?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Entity tag of the text. Default: computed for each response that has one. */
  readonly tag?: string | undefined;
}

/** A response in chunks, generated as the client reads them. When the client disconnects, the generator is closed. */
export interface StreamedResponse {
  readonly kind: "streamed";
  readonly media: string;
  readonly chunks: AsyncGenerator<string, void, undefined>;
}

/** A response without a body (204). */
export interface EmptyResponse {
  readonly kind: "empty";
}

/** Result of a route. `respond.ts` builds the HTTP response from it. */
export type RouteResponse = WholeResponse | StreamedResponse | EmptyResponse;

/** Creates a JSON response, with dates in ISO 8601. */
export const jsonResponse = (
  body: unknown,
  freshness: Freshness,
  options: Pick<WholeResponse, "status" | "next" | "headers"> = {},
): WholeResponse => ({
  kind: "whole",
  media: "application/json",
  text: JSON.stringify(body),
  freshness,
  ...options,
});
