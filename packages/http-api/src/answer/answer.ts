/** What a route gives; how it becomes a response is the same for all of them (`respond.ts`). */

/**
 * How long an answer holds.
 *
 * - `final`: it can no longer change, so it can be kept.
 * - `registered`: it tells of registrations and of lists that grow; it may be kept and is asked for anew with its ETag.
 * - `moving`: something in it is under way; it is not kept at all.
 * - `published`: the same for everybody until the next release.
 */
export type Freshness = "final" | "registered" | "moving" | "published";

/** A whole answer. */
export interface WholeAnswer {
  readonly kind: "whole";
  readonly status?: number | undefined;
  readonly media: string;
  readonly text: string;
  readonly freshness: Freshness;
  /** The query of the next page, where one follows. */
  readonly next?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An answer in pieces, each sent when there is room for it. Leaving early ends what makes them. */
export interface StreamedAnswer {
  readonly kind: "streamed";
  readonly media: string;
  readonly pieces: AsyncGenerator<string, void, undefined>;
}

/** No content: the client has everything already. */
export interface EmptyAnswer {
  readonly kind: "empty";
}

export type Answer = WholeAnswer | StreamedAnswer | EmptyAnswer;

/** A JSON answer. Dates become ISO 8601. */
export const json = (
  body: unknown,
  freshness: Freshness,
  rest: Pick<WholeAnswer, "status" | "next" | "headers"> = {},
): WholeAnswer => ({
  kind: "whole",
  media: "application/json",
  text: JSON.stringify(body),
  freshness,
  ...rest,
});
