import { brotliDecompressSync, createGunzip, gunzipSync } from "node:zlib";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { compressed } from "../../../src/cli/serve/compress.ts";

const body = JSON.stringify(Array.from({ length: 200 }, (_, index) => ({ index, name: "machine" })));

const respondWith =
  (text: string, headers: Readonly<Record<string, string>> = {}, status = 200) =>
  (): Response =>
    new Response(text, {
      status,
      headers: { "content-type": "application/json", etag: '"tag"', ...headers },
    });

const ask = (handle: () => Response, accept?: string, method = "GET"): Promise<Response> =>
  Promise.resolve(
    compressed(handle)(
      new Request("http://localhost/", {
        method,
        headers: accept === undefined ? {} : { "accept-encoding": accept },
      }),
    ),
  );

describe("a response to a client that accepts compression", () => {
  it.each([
    ["br, gzip", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["br;q=0.5, gzip;q=0.9", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["*", "br"],
    ["GZIP", "gzip"],
  ])("is compressed for %s with %s", async (accept, coding) => {
    const response = await ask(respondWith(body), accept);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([response.headers.get("content-encoding"), response.headers.get("etag")]).toEqual([
      coding,
      'W/"tag"',
    ]);
    expect(response.headers.get("vary")).toBe("Accept-Encoding");
    expect((coding === "br" ? brotliDecompressSync(bytes) : gunzipSync(bytes)).toString()).toBe(body);
    expect(bytes.length).toBeLessThan(body.length / 3);
  });

  it.each([
    ["no Accept-Encoding", undefined, respondWith(body)],
    ["identity", "identity", respondWith(body)],
    ["codings that are refused", "br;q=0, gzip;q=0", respondWith(body)],
    ["an unknown coding", "zstd", respondWith(body)],
    ["a quality that is not a number", "gzip;q=x", respondWith(body)],
    ["a short body", "gzip", respondWith("{}")],
    ["a problem", "gzip", respondWith(body, {}, 404)],
    ["events", "gzip", respondWith(body, { "content-type": "text/event-stream; charset=utf-8" })],
    ["AWS's protocol", "gzip", respondWith(body, { "content-type": "application/x-amz-json-1.1" })],
    ["a file that is compressed already", "gzip", respondWith(body, { "content-encoding": "br" })],
  ])("is unchanged: %s", async (_, accept, handle) => {
    const original = handle();
    const response = await ask(handle, accept);
    expect(response.headers.get("content-encoding")).toBe(original.headers.get("content-encoding"));
    expect(response.headers.get("etag")).toBe('"tag"');
    expect(await response.text()).toBe(await original.text());
  });

  it("has no body and no coding for HEAD", async () => {
    const response = await ask(
      () => new Response(null, { headers: { "content-type": "application/json" } }),
      "gzip",
      "HEAD",
    );
    expect([response.headers.get("content-encoding"), await response.text()]).toEqual([null, ""]);
  });

  it("has no coding without a body (304)", async () => {
    const handle = (): Response => new Response(null, { status: 304, headers: { etag: '"tag"' } });
    const response = await ask(handle, "gzip");
    expect([response.status, response.headers.get("content-encoding")]).toEqual([304, null]);
    expect(response.headers.get("vary")).toBe("Accept-Encoding");
  });
});

describe("Vary", () => {
  it("names the coding once, also in the 304 of a file of the page", async () => {
    const headers = { etag: '"tag"', vary: "Accept, Accept-Encoding" };
    const unchanged = await ask(() => new Response(null, { status: 304, headers }), "gzip");
    const whole = await ask(respondWith(body, headers), "gzip");
    expect([unchanged.headers.get("vary"), whole.headers.get("vary")]).toEqual([headers.vary, headers.vary]);
  });
});

describe("a stream of lines", () => {
  /** A stream whose chunks the test provides. */
  const source = () => {
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    let isCancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (own) => {
        controller = own;
      },
      cancel: () => {
        isCancelled = true;
      },
    });
    const handle = (): Response =>
      new Response(stream, { headers: { "content-type": "application/x-ndjson" } });
    return {
      handle,
      write: (text: string) => controller?.enqueue(new TextEncoder().encode(text)),
      end: () => controller?.close(),
      isCancelled: () => isCancelled,
    };
  };

  it("arrives compressed line by line, before the stream ends", async () => {
    const { handle, write, end } = source();
    const response = await ask(handle, "br, gzip");
    expect(response.headers.get("content-encoding")).toBe("gzip");
    if (response.body === null) throw new Error("The response has no body.");
    const text = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]) // Node's own type.
      .pipe(createGunzip())
      .setEncoding("utf8");
    const lines = text[Symbol.asyncIterator]();
    write('{"line":1}\n');
    expect((await lines.next()).value).toBe('{"line":1}\n');
    write('{"line":2}\n');
    expect((await lines.next()).value).toBe('{"line":2}\n');
    end();
    expect((await lines.next()).done).toBe(true);
  });

  it("is cancelled when the client disconnects", async () => {
    const { handle, write, isCancelled } = source();
    const response = await ask(handle, "gzip");
    write("{}\n");
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isCancelled()).toBe(true);
  });
});
