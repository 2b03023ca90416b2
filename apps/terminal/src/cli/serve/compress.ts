/** Compresses responses, as a reverse proxy would. AWS's protocol stays unchanged, because AWS's clients expect no compression. */
import { promisify } from "node:util";
import { brotliCompress, constants, createGzip, gzip } from "node:zlib";
import { Readable } from "node:stream";

type Handle = (request: Request) => Response | Promise<Response>;

/** Compresses the responses of a handler for clients that accept it. */
export const compressed =
  (handle: Handle): Handle =>
  async (request) => {
    const response = await handle(request);
    // It updates the headers of a stored response, which may be compressed: a cache must not serve that one to all clients.
    if (response.status === 304) addVary(response.headers);
    const type = (response.headers.get("content-type") ?? "").split(";", 1)[0] ?? "";
    const isLines = type === "application/x-ndjson";
    if (!compressible.has(type) || response.headers.has("content-encoding")) return response;
    addVary(response.headers);
    const coding = codingFor(request.headers.get("accept-encoding"), isLines ? ["gzip"] : ["br", "gzip"]);
    if (coding === undefined || response.status !== 200 || request.method === "HEAD") return response;
    if (response.body === null) return response;
    return isLines ? asStream(response, response.body) : asWhole(response, coding);
  };

const addVary = (headers: Headers): void => {
  if (!/accept-encoding/iu.test(headers.get("vary") ?? "")) headers.append("vary", "Accept-Encoding");
};

/** Media types that compress well. Event streams are small and must arrive at once. */
const compressible: ReadonlySet<string> = new Set([
  "application/json",
  "application/problem+json",
  "application/x-ndjson",
  "application/xml",
  "text/css",
  "text/csv",
  "text/html",
  "text/markdown",
]);

/** Smaller bodies fit in a packet anyway, in bytes. */
const LEAST = 1024;

/** Quality 4 of 11 takes about as long as gzip, and saves more. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** Compresses in Node's thread pool, so that other requests are served meanwhile. */
const asWhole = async (response: Response, coding: Coding): Promise<Response> => {
  const body = Buffer.from(await response.arrayBuffer());
  if (body.length < LEAST) return new Response(body, response);
  const bytes =
    coding === "br" ? await promisify(brotliCompress)(body, brotliOptions) : await promisify(gzip)(body);
  return new Response(bytes, { status: response.status, headers: headersFor(response, coding) });
};

/** Compresses line by line as they arrive: each chunk is flushed. */
const asStream = (response: Response, body: ReadableStream<Uint8Array>): Response => {
  const gzipped = createGzip({ flush: constants.Z_SYNC_FLUSH });
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]); // Node's own type of the same class.
  source.on("error", (error) => gzipped.destroy(error));
  gzipped.on("close", () => source.destroy());
  source.pipe(gzipped);
  const stream = Readable.toWeb(gzipped) as unknown as ReadableStream<Uint8Array>; // As above.
  return new Response(stream, { status: response.status, headers: headersFor(response, "gzip") });
};

const headersFor = ({ headers }: Response, coding: Coding): Headers => {
  const own = new Headers(headers);
  own.set("content-encoding", coding);
  own.delete("content-length");
  // The bytes are others than those of the strong tag. `If-None-Match` compares weakly.
  const tag = own.get("etag");
  if (tag !== null && !tag.startsWith("W/")) own.set("etag", `W/${tag}`);
  return own;
};

type Coding = "br" | "gzip";

/** The first coding that the client accepts. Undefined: none, or the client prefers no coding. */
const codingFor = (accept: string | null, codings: readonly Coding[]): Coding | undefined => {
  if (accept === null) return undefined;
  const qualities = new Map<string, number>();
  for (const part of accept.slice(0, 1000).split(",")) {
    const [name = "", ...parameters] = part.split(";").map((word) => word.trim().toLowerCase());
    const quality = parameters.find((word) => word.startsWith("q="))?.slice(2);
    qualities.set(name, quality === undefined ? 1 : Number(quality));
  }
  const qualityOf = (coding: string): number => qualities.get(coding) ?? qualities.get("*") ?? 0;
  const best = codings.toSorted((one, other) => qualityOf(other) - qualityOf(one))[0];
  return best !== undefined && qualityOf(best) > 0 ? best : undefined;
};
