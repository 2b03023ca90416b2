/** Types of a streamed response. Declared here so that the reader does not depend on a platform. */

/** The part of `fetch` that `followEvents` needs. The platform's `fetch` fits. */
export type EventFetch = (
  url: string,
  init: {
    readonly method: "GET";
    readonly headers: Record<string, string>;
    readonly cache: "no-store";
    /** Redirects are not followed, so that credentials are not sent to another host. */
    readonly redirect: "manual";
    readonly signal: AbortSignal;
  },
) => Promise<EventResponse>;

/** The part of `Response` that `followEvents` needs. */
export interface EventResponse {
  /** HTTP status code. */
  readonly status: number;
  /** The headers, by name in any case. */
  readonly headers: { get(name: string): string | null };
  /** The body as a stream, or null without a body. */
  readonly body: { getReader(): ChunkReader } | null;
}

/** Reads a body in chunks. */
export interface ChunkReader {
  /** Returns the next chunk. */
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  /** Ends the stream. */
  cancel(): Promise<unknown>;
}
