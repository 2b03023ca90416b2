import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { send, type Destination, type MessageContent, type Outcome } from "../../src/index.ts";
import { guardedFetch, type GuardedFetchOptions } from "../../src/node/index.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
  for (const server of servers) server.close();
});

/** Starts a server on a loopback address. Returns its port. */
const serve = async (listener: RequestListener): Promise<number> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

const content: MessageContent = { type: "test", timestamp: "2026-11-29T02:00:00Z", data: { text: "Test" } };

const sendTo = (
  url: string,
  change: Partial<Destination> = {},
  resolve?: GuardedFetchOptions["resolve"],
  timeout?: number,
): Promise<Outcome> =>
  send({
    destination: { name: "ops", type: "webhook", url, privateAddress: true, ...change },
    id: "msg_1",
    content,
    fetch: guardedFetch({ resolve }),
    now: () => new Date("2026-11-29T02:00:00Z"),
    timeout,
  });

describe("guardedFetch", () => {
  it("sends the message and reads the response", async () => {
    const seen: unknown[] = [];
    const port = await serve((request, response) => {
      request.on("data", (part: Buffer) => {
        seen.push(request.method, request.url, request.headers["webhook-id"], part.toString());
      });
      request.on("end", () => response.end("ok"));
    });
    expect(await sendTo(`http://127.0.0.1:${port}/hook?x=1`)).toEqual({
      result: "sent",
      status: 200,
      body: "ok",
    });
    expect(seen).toEqual(["POST", "/hook?x=1", "msg_1", JSON.stringify(content)]);
  });

  it("resolves a name once and connects to the address that it checked", async () => {
    let hits = 0;
    const port = await serve((_request, response) => {
      hits += 1;
      response.end("ok");
    });
    let lookups = 0;
    const rebinding: GuardedFetchOptions["resolve"] = async () => {
      lookups += 1;
      return [{ address: lookups === 1 ? "127.0.0.1" : "169.254.169.254", family: 4 }];
    };
    expect(await sendTo(`http://localhost:${port}/x`, {}, rebinding)).toMatchObject({ result: "sent" });
    expect({ hits, lookups }).toEqual({ hits: 1, lookups: 1 });
    expect(await sendTo(`http://localhost:${port}/x`, {}, rebinding)).toMatchObject({
      result: "retry",
      error: `ops (localhost:${port}) did not answer: its name leads to an address that is not allowed: 169.254.169.254 is the address of a metadata service. Check the network and the host of its URL.`,
      mayHaveArrived: false,
    });
    expect(hits).toBe(1);
  });

  it.each([
    [["10.0.0.1"], "10.0.0.1 is not a public address (private network)"],
    [["8.8.8.8", "192.168.0.1"], "192.168.0.1 is not a public address (private network)"],
    [["169.254.169.254"], "169.254.169.254 is the address of a metadata service"],
    [["::ffff:127.0.0.1"], "::ffff:127.0.0.1 is not a public address (loopback)"],
    [["fd00::1"], "fd00::1 is not a public address (private network)"],
  ])("refuses a name with the addresses %j", async (addresses, reason) => {
    const outcome = await sendTo("https://chat.example/x", { privateAddress: false }, async () =>
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
    expect(outcome).toMatchObject({ result: "retry", mayHaveArrived: false });
    expect("error" in outcome && outcome.error).toContain(`not allowed: ${reason}.`);
  });

  it("follows no redirect", async () => {
    let hits = 0;
    const target = await serve((_request, response) => {
      hits += 1;
      response.end();
    });
    const port = await serve((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${target}/` }).end("moved");
    });
    expect(await sendTo(`http://127.0.0.1:${port}/x`)).toMatchObject({ result: "refused", status: 307 });
    expect(hits).toBe(0);
  });

  it("closes the connection of a response that does not end", async () => {
    let closed = (): void => undefined;
    const isClosed = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const port = await serve((_request, response) => {
      response.writeHead(500);
      const write = (): void => {
        while (!response.destroyed && response.write("x".repeat(16_384)));
      };
      response.on("drain", write);
      response.on("close", closed);
      write();
    });
    expect(await sendTo(`http://127.0.0.1:${port}/x`)).toMatchObject({ result: "retry", status: 500 });
    await isClosed;
  });

  it("waits for a response and for a name only as long as it may", async () => {
    const port = await serve(() => {
      // Never answers.
    });
    expect(await sendTo(`http://127.0.0.1:${port}/x`, {}, undefined, 50)).toMatchObject({
      result: "retry",
      error: `ops (127.0.0.1:${port}) did not answer: no response in time. Check the network and the host of its URL.`,
      mayHaveArrived: true,
    });
    const never = () => new Promise<never>(() => {});
    expect(await sendTo("https://chat.example/x", {}, never, 50)).toMatchObject({
      result: "retry",
      error:
        "ops (chat.example) did not answer: its name was not resolved in time. Check the network and the host of its URL.",
      mayHaveArrived: false,
    });
  });

  it("takes the status of a response whose body does not end in time", async () => {
    const port = await serve((_request, response) => {
      response.writeHead(200);
      response.write("o");
    });
    expect(await sendTo(`http://127.0.0.1:${port}/x`, {}, undefined, 50)).toMatchObject({
      result: "sent",
      status: 200,
      body: "o",
    });
  });

  it("reports a refused connection as not arrived, and a closed one as possibly arrived", async () => {
    const port = await serve((request) => {
      request.socket.destroy();
    });
    expect(await sendTo(`http://127.0.0.1:${port}/x`)).toMatchObject({
      error: `ops (127.0.0.1:${port}) did not answer: it closed the connection. Check the network and the host of its URL.`,
      mayHaveArrived: true,
    });
    for (const server of servers.splice(0)) {
      await new Promise((resolve) => {
        server.close(resolve);
      });
    }
    expect(await sendTo(`http://127.0.0.1:${port}/x`)).toMatchObject({
      error: `ops (127.0.0.1:${port}) did not answer: it refused the connection. Check the network and the host of its URL.`,
      mayHaveArrived: false,
    });
  });
});
