import type { Answer, Freshness, StreamedAnswer, WholeAnswer } from "./answer.ts";

interface Asked {
  readonly request: Request;
  readonly url: URL;
  /** Told when the last byte has been handed over, or the client has gone. */
  readonly onEnd: (streamed: boolean) => void;
  /** Starts the time for the next piece of a stream. */
  readonly onPiece: () => void;
}

/** The response that an answer is: its cache headers, its links, and 304 where the client has it already. */
export const respond = async (answer: Answer, asked: Asked): Promise<Response> => {
  if (answer.kind === "streamed") return streamed(answer, asked);
  const response = answer.kind === "empty" ? new Response(null, { status: 204 }) : await whole(answer, asked);
  asked.onEnd(false);
  return response;
};

const whole = async (answer: WholeAnswer, { request, url }: Asked): Promise<Response> => {
  const { status = 200, media, text, freshness, next } = answer;
  const headers = new Headers({
    "content-type": media === "application/json" ? media : `${media}; charset=utf-8`,
    "cache-control": cacheControl[freshness],
    ...answer.headers,
  });
  if (next !== undefined) headers.append("link", nextLink(url, next));
  if (freshness === "moving" || status !== 200) return new Response(text, { status, headers });
  const tag = await entityTag(media, text);
  headers.set("etag", tag);
  if (isKnown(request.headers.get("if-none-match"), tag)) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, { status, headers });
};

const streamed = async (answer: StreamedAnswer, { request, onEnd, onPiece }: Asked): Promise<Response> => {
  const headers = { "content-type": `${answer.media}; charset=utf-8`, "cache-control": "no-store" };
  if (request.method === "HEAD") {
    // Nobody will read the pieces: what makes them must end, or its place is never free again.
    await answer.pieces.return();
    onEnd(false);
    return new Response(null, { headers });
  }
  return new Response(textStream(answer.pieces, { onEnd: () => onEnd(true), onPiece }), { headers });
};

/** Streams pieces as bytes. A slow reader slows the generator down and costs no memory; a reader that leaves ends it. */
const textStream = (
  pieces: AsyncGenerator<string, void, undefined>,
  { onEnd, onPiece }: { readonly onEnd: () => void; readonly onPiece: () => void },
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        onPiece();
        const { done, value } = await pieces.next();
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
      // What is under way ends with an abort, which is news to nobody.
      await pieces.return().catch(() => {});
    },
  });
};

/** A day: what is final stays so, but a cache need not outlive the reader's interest. */
const cacheControl: Readonly<Record<Freshness, string>> = {
  final: "private, max-age=86400, immutable",
  registered: "private, no-cache",
  moving: "no-store",
  published: "public, max-age=300",
};

const nextLink = (url: URL, next: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(url.searchParams);
  // A cursor holds where the walk began.
  if ("cursor" in next) query.delete("since");
  for (const [name, value] of Object.entries(next)) query.set(name, value);
  return `<${url.pathname}?${query.toString()}>; rel="next"`;
};

/** Strong: the same bytes have the same tag, in every process and after every restart. */
const entityTag = async (media: string, text: string): Promise<string> => {
  const digest = await hexDigest(`${media}\n${text}`, 16);
  return `"${digest}"`;
};

/** The first bytes of a text's SHA-256 in hexadecimal. */
export const hexDigest = async (text: string, bytes: number): Promise<string> => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest, 0, bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

/** Compared weakly, as RFC 9110 wants it for If-None-Match: a proxy that compresses marks the tag as weak. */
const isKnown = (header: string | null, tag: string): boolean =>
  header !== null &&
  (header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//u, "") === tag));
