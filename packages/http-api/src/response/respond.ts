import { nextPageLink } from "../links/own-url.ts";
import type { Freshness, RouteResponse, StreamedResponse, WholeResponse } from "../route/route-response.ts";

interface RespondOptions {
  readonly request: Request;
  readonly url: URL;
  /** Path of the app at its host, for links; empty at the root. */
  readonly base: string;
  /** Called when the last byte has been sent, or when the client has disconnected. */
  readonly onEnd: (isStream: boolean) => void;
  /** Called before each chunk of a stream. */
  readonly onChunk: () => void;
}

/** Builds the HTTP response: cache headers, links, and 304 if the client's copy is current. */
export const respond = async (response: RouteResponse, options: RespondOptions): Promise<Response> => {
  if (response.kind === "streamed") return respondStreamed(response, options);
  const built =
    response.kind === "empty" ? new Response(null, { status: 204 }) : await respondWhole(response, options);
  options.onEnd(false);
  return built;
};

const respondWhole = async (
  { status = 200, media, text, freshness, next, headers: extraHeaders }: WholeResponse,
  { request, url, base }: RespondOptions,
): Promise<Response> => {
  const headers = new Headers({
    "content-type": media === "application/json" ? media : `${media}; charset=utf-8`,
    "cache-control": cacheControl[freshness],
    ...extraHeaders,
  });
  if (next !== undefined) headers.append("link", nextPageLink(base, url, next));
  if (status !== 200) return new Response(text, { status, headers });
  const tag = await entityTag(media, text);
  headers.set("etag", tag);
  if (matchesTag(request.headers.get("if-none-match"), tag)) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, { status, headers });
};

const respondStreamed = async (
  { media, chunks }: StreamedResponse,
  { request, onEnd, onChunk }: RespondOptions,
): Promise<Response> => {
  const headers = { "content-type": `${media}; charset=utf-8`, "cache-control": "no-store" };
  if (request.method === "HEAD") {
    // The chunks are never read, so the generator must be closed here to free its scan slot.
    await chunks.return();
    onEnd(false);
    return new Response(null, { headers });
  }
  return new Response(textStream(chunks, { onEnd: () => onEnd(true), onChunk }), { headers });
};

/** Encodes chunks as a byte stream with backpressure. When the client disconnects, the generator is closed. */
const textStream = (
  chunks: AsyncGenerator<string, void, undefined>,
  { onEnd, onChunk }: { readonly onEnd: () => void; readonly onChunk: () => void },
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        onChunk();
        const { done, value } = await chunks.next();
        if (done !== true) {
          controller.enqueue(encoder.encode(value));
          return;
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      onEnd();
    },
    cancel: async () => {
      onEnd();
      // The pending request rejects with an abort, which is expected.
      await chunks.return().catch(() => {});
    },
  });
};

/** Final responses are cached for one day; they stay valid, but caches need not keep them for longer. */
const cacheControl: Readonly<Record<Freshness, string>> = {
  final: "private, max-age=86400, immutable",
  registered: "private, no-cache",
  moving: "no-store",
  published: "public, max-age=300",
};

/** A strong tag: the same bytes have the same tag in every process. */
const entityTag = async (media: string, text: string): Promise<string> => {
  const digest = await hexDigest(`${media}\n${text}`, 16);
  return `"${digest}"`;
};

/** Returns the first bytes of the SHA-256 hash of a text or of bytes, in hexadecimal. */
export const hexDigest = async (
  content: string | Uint8Array<ArrayBuffer>,
  bytes: number,
): Promise<string> => {
  const data = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest("SHA-256", data);
  return [...new Uint8Array(digest, 0, bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** Compares weakly, as RFC 9110 requires for If-None-Match: a compressing proxy marks the tag as weak. */
export const matchesTag = (header: string | null, tag: string): boolean =>
  header !== null &&
  (header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//u, "") === tag));
