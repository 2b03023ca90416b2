import { describe, expect, it } from "vitest";
import { createEndpoint } from "../../src/index.ts";
import { responding, ids, request } from "../requests.ts";

const body = JSON.stringify(ids);
const TOO_LONG = {
  __type: "RequestEntityTooLargeException",
  message: "The request is larger than 100 bytes. Remove members that the operation does not need.",
};

/** A body in chunks, with the number of chunks that were read. */
const inPieces = (
  pieces: readonly string[],
): { readonly stream: ReadableStream; readonly given: () => number } => {
  let given = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const piece = pieces[given];
        if (piece === undefined) return controller.close();
        given += 1;
        controller.enqueue(new TextEncoder().encode(piece));
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, given: () => given };
};

const streamed = (stream: ReadableStream, headers: Record<string, string> = {}): Request => {
  // Streams need `duplex`, which is missing in the type.
  const init: RequestInit & { readonly duplex: "half" } = {
    method: "POST",
    headers: { ...Object.fromEntries(request().headers), ...headers },
    body: stream,
    duplex: "half",
  };
  return new Request("http://localhost/", init);
};

const endpointOf = (bodyLimit?: number) => createEndpoint(responding(() => ({})).transport, { bodyLimit });

describe("a body that breaks off", () => {
  const broken = (error: Error) =>
    new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(error) });
  const failures: unknown[] = [];
  const endpoint = createEndpoint(responding(() => ({})).transport, {
    onFailure: ({ error }) => failures.push(error),
  });

  it("does not count as an error of the server, although the platform does not report yet that the client has left", async () => {
    for (const headers of [{}, { "content-length": "50" }]) {
      const response = await endpoint(streamed(broken(new Error("Network connection lost.")), headers));
      expect(response.status).toBe(400);
    }
    expect(failures).toEqual([]);
  });

  it("is one if something else has read it", async () => {
    const read = request();
    await read.text();
    expect([(await endpoint(read)).status, failures.length]).toEqual([500, 1]);
  });
});

describe("a body", () => {
  it("can have the length of the limit", async () => {
    expect((await endpointOf(body.length)(request())).status).toBe(200);
  });

  it("cannot be longer than the limit", async () => {
    const response = await endpointOf(100)(request());
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual(TOO_LONG);
  });

  it("is measured in bytes", async () => {
    const text = JSON.stringify({ ...ids, NextToken: "ü".repeat(20) });
    expect((await endpointOf(text.length)(request({ body: text }))).status).toBe(413);
  });

  it("can have 64 KiB by default", async () => {
    const padded = (length: number): string => body.padEnd(length);
    expect((await endpointOf()(request({ body: padded(65_536) }))).status).toBe(200);
    expect((await endpointOf()(request({ body: padded(65_537) }))).status).toBe(413);
  });

  it("can arrive in chunks", async () => {
    const { transport, received } = responding(() => ({}));
    const { stream } = inPieces([body.slice(0, 7), body.slice(7, 8), body.slice(8)]);
    expect((await createEndpoint(transport)(streamed(stream))).status).toBe(200);
    expect(received[0]?.input).toEqual(ids);
  });

  it("is not read beyond the limit", async () => {
    const { stream, given } = inPieces(Array.from({ length: 1000 }, () => "x".repeat(60)));
    expect((await endpointOf(100)(streamed(stream))).status).toBe(413);
    expect(given()).toBe(2);
  });

  it("is not read if its content-length exceeds the limit", async () => {
    const { stream, given } = inPieces([body]);
    expect((await endpointOf(100)(streamed(stream, { "content-length": "101" }))).status).toBe(413);
    expect(given()).toBe(0);
  });
});
