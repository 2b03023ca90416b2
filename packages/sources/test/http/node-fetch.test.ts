import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { nodeFetch } from "../../src/http/node-fetch.ts";

const open: (() => void)[] = [];

afterEach(() => {
  for (const close of open.splice(0)) close();
});

const serving = async (
  listener: RequestListener,
): Promise<{ readonly url: string; readonly port: number; readonly sockets: ReadonlySet<Socket> }> => {
  const sockets = new Set<Socket>();
  const server = createServer(listener);
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  return { url: `http://127.0.0.1:${port}/`, port, sockets };
};

const init = {
  method: "POST",
  headers: { "x-amz-target": "AmazonSSM.GetMaintenanceWindow" },
  body: "{}",
  redirect: "manual",
  signal: null,
} as const;

describe("a request over node:http", () => {
  it("sends what it is given, and returns status, headers and text", async () => {
    const { url } = await serving((request, response) => {
      response.writeHead(418, { "X-Amzn-RequestId": "r-1", "set-cookie": ["a", "b"] });
      response.write(`${request.method} ${String(request.headers["x-amz-target"])} `);
      request.pipe(response);
    });
    const answer = await nodeFetch(url, { env: {} })(url, { ...init, body: '{"Name":"größe"}' });
    expect(answer.status).toBe(418);
    expect(answer.headers.get("x-amzn-requestid")).toBe("r-1");
    expect(answer.headers.get("set-cookie")).toBe("a, b");
    expect(answer.headers.get("retry-after")).toBeNull();
    expect(await answer.text()).toBe('POST AmazonSSM.GetMaintenanceWindow {"Name":"größe"}');
  });

  it("reuses the connection of the previous request", async () => {
    const { url, sockets } = await serving((request, response) => {
      request.resume().on("end", () => response.end("{}"));
    });
    const fetch = nodeFetch(url, { env: {} });
    for (let time = 0; time < 5; time += 1) await (await fetch(url, init)).text();
    expect(sockets.size).toBe(1);
  });

  it("fails if its response ends early, even before the text is read", async () => {
    const { url } = await serving((_request, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"a', () => response.destroy());
    });
    const answer = await nodeFetch(url, { env: {} })(url, init);
    await expect(answer.text()).rejects.toThrow("aborted");
  });

  it("refuses an endless response", async () => {
    const chunk = Buffer.alloc(1_048_576);
    const { url } = await serving((_request, response) => {
      const send = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", send);
      send();
    });
    const answer = await nodeFetch(url, { env: {} })(url, init);
    await expect(answer.text()).rejects.toThrow("the response has more than 64 MiB");
  });

  it("ends and closes its connection when aborted", async () => {
    const controller = new AbortController();
    let closed: (word: string) => void = () => {};
    const connection = new Promise<string>((resolve) => {
      closed = resolve;
    });
    const { url } = await serving((request) => {
      request.socket.on("close", () => closed("closed"));
      controller.abort(new Error("the user left"));
    });
    await expect(nodeFetch(url, { env: {} })(url, { ...init, signal: controller.signal })).rejects.toThrow(
      "aborted",
    );
    expect(await connection).toBe("closed");
  });
});

describe("a proxy", () => {
  it("is used for other machines", async () => {
    const asked: (string | undefined)[] = [];
    const { url } = await serving((request, response) => {
      asked.push(request.url);
      response.end("{}");
    });
    const there = "http://windowpane.example/ssm";
    const answer = await nodeFetch(there, { env: { HTTP_PROXY: url } })(there, init);
    expect(await answer.text()).toBe("{}");
    expect(asked).toEqual([there]);
  });

  it("is not used for this machine", async () => {
    const { url } = await serving((request, response) => {
      request.resume().on("end", () => response.end("here"));
    });
    const env = { HTTP_PROXY: "http://127.0.0.1:1/", http_proxy: "http://127.0.0.1:1/" };
    expect(await (await nodeFetch(url, { env })(url, init)).text()).toBe("here");
  });
});
