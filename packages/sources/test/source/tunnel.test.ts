import { createServer, type Server } from "node:http";
import { createServer as createTlsServer, request } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { Proxy } from "../../src/source/proxies.ts";
import { proxyHeaders, tunnelAgent } from "../../src/source/tunnel.ts";

/** A certificate for tests only, of `sts.windowpane.example` and this machine. */
const tls = (name: string): string => readFileSync(new URL(`../tls/${name}.pem`, import.meta.url), "utf8");

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const listen = async (server: Server): Promise<number> => {
  open.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port; // It listens on a port, not on a pipe.
};

/** A proxy that leads every tunnel to one port, or refuses it with a status. */
const startProxy = async (to: { readonly port: number } | { readonly status: number }) => {
  const seen: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer();
  server.on("connect", ({ url, headers }, socket: Socket) => {
    seen.push(`${url} ${headers["proxy-authorization"] ?? "-"}`);
    if ("status" in to) return void socket.end(`HTTP/1.1 ${to.status} No\r\n\r\n`);
    const there = connect(to.port, "127.0.0.1", () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
    sockets.push(there, socket);
    there
      .pipe(socket)
      .pipe(there)
      .on("error", () => {});
  });
  open.push({ close: () => sockets.forEach((socket) => socket.destroy()) });
  return { port: await listen(server), seen };
};

const proxyAt = (port: number, user = ""): Proxy => ({
  url: `http://${user}127.0.0.1:${port}/`,
  origin: `http://127.0.0.1:${port}`,
  variable: "HTTPS_PROXY",
});

const get = (proxy: Proxy, ca?: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const agent = tunnelAgent(proxy, { keepAlive: false, ...(ca === undefined ? {} : { ca }) });
    const sent = request("https://sts.windowpane.example:8443/x", { agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve(text));
    });
    sent.on("error", reject).end();
  });

describe("a tunnel", () => {
  const serve = () =>
    listen(
      createTlsServer({ key: tls("key"), cert: tls("certificate") }, ({ url, headers }, response) => {
        response.end(`${headers.host} ${url}`);
      }),
    );

  it("leads to the host, with the proxy's user and password", async () => {
    const proxy = await startProxy({ port: await serve() });
    expect(await get(proxyAt(proxy.port, "me:p%40ss@"), tls("certificate"))).toBe(
      "sts.windowpane.example:8443 /x",
    );
    const authorization = `Basic ${Buffer.from("me:p@ss").toString("base64")}`;
    expect(proxy.seen).toEqual([`sts.windowpane.example:8443 ${authorization}`]);
  });

  it("checks the certificate of the host", async () => {
    const proxy = await startProxy({ port: await serve() });
    await expect(get(proxyAt(proxy.port))).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  it.each([
    [407, "the proxy requires authentication (HTTP 407)"],
    [502, "the proxy refused the connection (HTTP 502)"],
  ])("is an error if the proxy responds with %d", async (status, message) => {
    const { port } = await startProxy({ status });
    await expect(get(proxyAt(port))).rejects.toMatchObject({ code: "ERR_PROXY_TUNNEL", message });
  });

  it("is an error if nothing listens", async () => {
    await expect(get(proxyAt(1))).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});

it("a proxy without a user has no headers", () => {
  expect(proxyHeaders(proxyAt(1))).toEqual({});
});
