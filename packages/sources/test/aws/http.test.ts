import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpRequest } from "@smithy/core/protocols";
import { afterEach, describe, expect, it } from "vitest";
import { createHttp } from "../../src/aws/http.ts";
import { newReach } from "../../src/aws/reach.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const serve = async (
  status: number,
  contentType = "application/json",
): Promise<{ readonly port: number; readonly seen: string[] }> => {
  const seen: string[] = [];
  const server = createServer(({ headers, url }, response) => {
    seen.push(`${headers.host} ${url}`);
    response.writeHead(status, { "content-type": contentType }).end("{}");
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
  return { port, seen };
};

const http = (env: Readonly<Record<string, string>> = {}) =>
  createHttp({ env, readFile: async () => "", network: {} });

const to = (origin: string, path = "/") => {
  const { protocol, hostname, port } = new URL(origin);
  return new HttpRequest({
    protocol,
    hostname,
    path,
    method: "GET",
    ...(port === "" ? {} : { port: Number(port) }),
  });
};

describe("a handler", () => {
  it("sends requests to the configured endpoint of their path, with the endpoint's path", async () => {
    const { port, seen } = await serve(200);
    const endpoints: Readonly<Record<string, string>> = {
      "/federation/credentials": `http://127.0.0.1:${port}`,
      "/token": `http://localhost:${port}/oidc/`,
    };
    const handler = (await http()).handler({ endpointOf: (path) => endpoints[path] });
    await handler.handle(to("https://portal.sso.example", "/federation/credentials"));
    await handler.handle(to("https://portal.sso.example", "/token"));
    expect(seen).toEqual([`127.0.0.1:${port} /federation/credentials`, `localhost:${port} /oidc/token`]);
    handler.destroy();
  });

  it("refuses an endless response", async () => {
    const chunk = Buffer.alloc(1_048_576);
    const server = createServer((_request, response) => {
      const send = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", send);
      send();
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // It listens on a port, not on a pipe.
    const reach = newReach();
    const handler = (await http()).handler({ service: "STS", reach });
    await expect(handler.handle(to(`http://127.0.0.1:${port}`))).rejects.toThrow("more than 64 MiB");
    expect(reach.last).toMatchObject({ service: "STS", reason: "the response has more than 64 MiB" });
    handler.destroy();
  });

  it("names the proxy if a connection is lost", async () => {
    const handler = (await http({ HTTP_PROXY: "http://me:SECRET@127.0.0.1:1" })).handler();
    await expect(handler.handle(to("http://ssm.example"))).rejects.toMatchObject({
      code: "ECONNREFUSED",
      message: "connect ECONNREFUSED 127.0.0.1:1 (through the proxy http://127.0.0.1:1 of HTTP_PROXY)",
    });
  });

  it.each([
    [200, "application/json", undefined],
    [403, "application/json", undefined],
    [503, "text/xml", "it failed with HTTP 503"],
    [407, "text/html", "the proxy requires authentication (HTTP 407)"],
    [302, "text/plain", "it redirects to another address (HTTP 302)"],
    [200, "text/html; charset=utf-8", "a web page responded"],
  ])("tells whether a host was reached: %d with %s: %s", async (status, type, reason) => {
    const { port } = await serve(status, type);
    const reach = newReach();
    const origin = `http://127.0.0.1:${port}`;
    await (await http()).handler({ service: "STS", reach }).handle(to(origin));
    expect(reach.last).toEqual(
      reason === undefined ? undefined : { service: "STS", origin, reason, proxy: undefined },
    );
  });
});

describe("a bundle of certificates", () => {
  it("is refused if it cannot be read or has no certificate", async () => {
    const error: unknown = expect.objectContaining({
      kind: "configuration",
      message: "The certificates in /etc/company.pem cannot be read.",
      advice: "Set --ca-bundle, AWS_CA_BUNDLE, or ca_bundle in the profile, to a file in PEM format.",
    });
    const create = (readFile: () => Promise<string>) =>
      createHttp({ env: {}, readFile, network: { caBundle: "/etc/company.pem" } });
    await expect(create(() => Promise.reject(new Error("ENOENT")))).rejects.toEqual(error);
    await expect(create(async () => "PEM")).rejects.toEqual(error);
  });
});
