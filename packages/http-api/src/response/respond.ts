import { nextPageLink } from "../links/own-url.ts";
import type { Freshness, RouteResponse, StreamedResponse, WholeResponse } from "../route/route-response.ts";
import { entityTag, matchesTag } from "./entity-tag.ts";

interface RespondOptions {
  readonly request: Request;
  readonly url: URL;
  /** Path of the app at its host, for links; empty at the root. */
  readonly base: string;
  /** Aborts at the deadline, and when the client disconnects. */
  readonly signal: AbortSignal;
  /** Called before each chunk of a stream. */
  readonly onChunk: () => void;
  /** Called once when the stream has ended, for whatever reason. */
  readonly onEnd: () => void;
}

/** Builds the HTTP response: cache headers, links, and 304 if the client's copy is current. */
export const respond = async (response: RouteResponse, options: RespondOptions): Promise<Response> => {
  if (response.kind === "streamed") return respondStreamed(response, options);
  return response.kind === "empty" ? new Response(null, { status: 204 }) : respondWhole(response, options);
};

const respondWhole = async (
  { status = 200, media, text, freshness, next, headers: extraHeaders, tag: known }: WholeResponse,
  { request, url, base }: Pick<RespondOptions, "request" | "url" | "base">,
): Promise<Response> => {
  const headers = new Headers({
    "content-type": media === "application/json" ? media : `${media}; charset=utf-8`,
    "cache-control": cacheControl[freshness],
    ...extraHeaders,
  });
  if (next !== undefined) headers.append("link", nextPageLink(base, url, next));
  if (status !== 200) return new Response(text, { status, headers });
  const tag = known ?? (await entityTag(media, text));
  headers.set("etag", tag);
  if (matchesTag(request.headers.get("if-none-match"), tag)) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, { status, headers });
};

const respondStreamed = async (
  { media, chunks }: StreamedResponse,
  { request, ...options }: RespondOptions,
): Promise<Response> => {
  const headers = { "content-type": `${media}; charset=utf-8`, "cache-control": "no-store" };
  if (request.method === "HEAD") {
    // The chunks are never read.
    await chunks.return();
    return new Response(null, { headers });
  }
  return new Response(textStream(chunks, options), { headers });
};

/**
 * Encodes chunks as a byte stream with backpressure. The stream ends early when the signal aborts: the client has disconnected,
 * or it did not take a chunk before the deadline. The generator is then closed, also if the client never read anything.
 */
const textStream = (
  chunks: AsyncGenerator<string, void, undefined>,
  { signal, onChunk, onEnd }: Pick<RespondOptions, "signal" | "onChunk" | "onEnd">,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let isEnded = false;
  const end = (): void => {
    if (isEnded) return;
    isEnded = true;
    signal.removeEventListener("abort", onAbort);
    onEnd();
  };
  let onAbort = (): void => {};
  const source: UnderlyingDefaultSource<Uint8Array> = {
    start: (controller) => {
      onAbort = () => {
        end();
        controller.error(signal.reason);
        // The pending request rejects with an abort, which is expected.
        chunks.return().catch(() => {});
      };
      if (signal.aborted) onAbort();
      else signal.addEventListener("abort", onAbort, { once: true });
    },
    pull: async (controller) => {
      try {
        onChunk();
        const { done, value } = await chunks.next();
        if (isEnded) return;
        if (done !== true) {
          controller.enqueue(encoder.encode(value));
          return;
        }
        controller.close();
      } catch (error) {
        if (isEnded) return;
        controller.error(error);
      }
      end();
    },
    cancel: async () => {
      end();
      await chunks.return().catch(() => {});
    },
  };
  // Nothing is read before the client takes it, so that an unread stream makes no progress.
  return new ReadableStream(source, { highWaterMark: 0 });
};

/** Final responses are cached for one day; they stay valid, but caches need not keep them for longer. */
const cacheControl: Readonly<Record<Freshness, string>> = {
  final: "private, max-age=86400, immutable",
  registered: "private, no-cache",
  moving: "no-store",
  published: "public, max-age=300",
};
