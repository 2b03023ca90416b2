import type { Context } from "hono";
import { parseAccept } from "hono/utils/accept";
import { isBelow } from "../links/base-path.ts";
import { ownUrl } from "../links/own-url.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { hexDigest, matchesTag } from "../response/entity-tag.ts";
import type { AppEnvironment } from "./log.ts";
import { checkUrl } from "./rest-handler.ts";
import { INDEX, pageHeaders, type PageFile, type PageFiles } from "./page-files.ts";

/** Serves the web page. Its files need no authentication; the API that the page reads does. */
export interface PageServer {
  /** Serves the document at the root. Its links are relative, so a root without a trailing slash redirects to one with it. */
  index(context: Context<AppEnvironment>): Promise<Response>;
  /**
   * Serves a file below `assets/`.
   *
   * @throws ProblemError if the page has no such file.
   */
  asset(context: Context<AppEnvironment>): Promise<Response>;
}

/** Creates the handlers of the page. */
export const servePage = (files: PageFiles): PageServer => {
  const digests = new WeakMap<Uint8Array, Promise<string>>();
  const digestOf = (bytes: Uint8Array<ArrayBuffer>): Promise<string> => {
    const digest = digests.get(bytes) ?? hexDigest(bytes, 16);
    digests.set(bytes, digest);
    return digest;
  };

  const serve = async (path: string, { req }: Context, base?: string): Promise<Response> => {
    checkUrl(req.url);
    const found = await files.file(path);
    if (found === undefined) {
      throw new ProblemError("route-not-found", {
        detail:
          "The page has no file at this path. Reload the page: after an update its files have new names.",
      });
    }
    const file = base === undefined ? found : withBase(found, base);
    const { encoding, bytes } = encode(file, req.header("accept-encoding"));
    const headers = new Headers(pageHeaders(path));
    if (base !== undefined) {
      const policy = headers.get("content-security-policy") ?? "";
      headers.set("content-security-policy", policy.replace("base-uri 'none'", "base-uri 'self'"));
    }
    // Each encoding is a separate representation, so it has another tag.
    const tag = `"${await digestOf(bytes)}"`;
    headers.set("etag", tag);
    if (matchesTag(req.header("if-none-match") ?? null, tag))
      return new Response(null, { status: 304, headers });
    const isText = /^text\/|javascript$|json$/u.test(file.media);
    headers.set("content-type", isText ? `${file.media}; charset=utf-8` : file.media);
    headers.set("content-length", String(bytes.byteLength));
    if (encoding !== undefined) headers.set("content-encoding", encoding);
    return new Response(req.method === "HEAD" ? null : bytes, { headers });
  };

  return {
    index: async (context) => {
      record(context, "/");
      const { base } = context.get("windowpaneRecord");
      const { pathname, search } = new URL(context.req.url);
      // Where the path was removed, the trailing slash is unknown, so the document names its base.
      if (!isBelow(base, pathname)) return serve(INDEX, context, base);
      if (!pathname.endsWith("/")) return context.redirect(`${ownUrl(base, "/")}${search}`, 308);
      return serve(INDEX, context);
    },
    asset: (context) => {
      record(context, "/assets/{file}");
      return serve(`assets/${context.req.param("file") ?? ""}`, context);
    },
  };
};

/** Adds the path of the app to the document, for its relative links. */
const withBase = ({ media, bytes }: PageFile, base: string): PageFile => {
  const text = new TextDecoder().decode(bytes);
  const named = text.replace(/<head[^>]*>/u, (head) => `${head}<base href="${ownUrl(base, "/")}" />`);
  return { media, bytes: new TextEncoder().encode(named) };
};

const record = (context: Context<AppEnvironment>, route: string): void => {
  Object.assign(context.get("windowpaneRecord"), { route, isPage: true });
};

/** Selects the smallest encoding that the file has and the client accepts. */
const encode = (
  { bytes, br, gzip }: PageFile,
  accepted: string | undefined,
): { readonly encoding?: "br" | "gzip"; readonly bytes: Uint8Array<ArrayBuffer> } => {
  const ranges = accepted === undefined ? [] : parseAccept(accepted.slice(0, 2000));
  const accepts = (encoding: string): boolean => {
    const range =
      ranges.find(({ type }) => type.toLowerCase() === encoding) ?? ranges.find(({ type }) => type === "*");
    return range !== undefined && range.q > 0;
  };
  if (br !== undefined && accepts("br")) return { encoding: "br", bytes: br };
  if (gzip !== undefined && accepts("gzip")) return { encoding: "gzip", bytes: gzip };
  return { bytes };
};
