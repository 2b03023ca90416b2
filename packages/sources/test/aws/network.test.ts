import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { connectOne } from "../../src/connect/connect.ts";
import type { NetworkOptions } from "../../src/source/source.ts";
import { fakePlatform } from "../fake-platform.ts";
import { certificate, privateKey } from "./self-signed.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port; // It listens on a port, not on a pipe.
};

const answer = (_: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1", connection: "close" });
  response.end('{"WindowIdentities":[]}');
};

/** Lists the windows of an endpoint. Nothing is retried. */
const windows = async (source: string, endpointUrl: string | undefined, network: NetworkOptions) => {
  const { platform } = fakePlatform();
  const { client } = await connectOne({
    source,
    profiles: [],
    regions: source === "aws" ? ["eu-west-1"] : [],
    endpointUrl,
    network,
    platform: {
      ...platform,
      env: network.sign === false ? {} : { AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "y" },
      readFile: async (path) => {
        if (path === "bundle.pem") return certificate;
        throw Object.assign(new Error("ENOENT"), { code: "ENOENT" });
      },
    },
    retry: { attempts: 1 },
  });
  return client.call("DescribeMaintenanceWindows", {});
};

it.each(["/?b=c%20d&stage=a", "/v1?stage=a", "/v1/?stage=a", "/v1"])(
  "requests go to the path and the query of the endpoint: %s",
  async (path) => {
    const seen: (string | undefined)[] = [];
    const port = await listen(
      createHttpServer((request, response) => {
        seen.push(request.url);
        answer(request, response);
      }),
    );
    await windows("aws", `http://127.0.0.1:${port}${path}`, {});
    expect(seen).toEqual([path]);
  },
);

describe("network options", () => {
  it("send unsigned requests to AWS without credentials", async () => {
    const seen: (string | undefined)[] = [];
    const port = await listen(
      createHttpServer((request, response) => {
        seen.push(request.headers.authorization);
        answer(request, response);
      }),
    );
    await windows("aws", `http://127.0.0.1:${port}`, { sign: false });
    await windows("aws", `http://127.0.0.1:${port}`, {});
    expect(seen).toEqual([undefined, expect.stringContaining("AWS4-HMAC-SHA256 Credential=x/")]);
  });

  it("do not name a bundle of certificates if its name is empty", async () => {
    const port = await listen(createHttpServer(answer));
    await expect(windows("aws", `http://127.0.0.1:${port}`, { caBundle: "" })).resolves.toEqual({
      WindowIdentities: [],
    });
  });

  it("verify certificates, trust a bundle, and can be told not to verify", async () => {
    const port = await listen(createTlsServer({ cert: certificate, key: privateKey }, answer));
    const url = `https://127.0.0.1:${port}`;
    await expect(windows("aws", url, {})).rejects.toThrow(/certificate/i);
    await expect(windows("aws", url, { caBundle: "bundle.pem" })).resolves.toEqual({ WindowIdentities: [] });
    await expect(windows("aws", url, { verifyTls: false })).resolves.toEqual({ WindowIdentities: [] });
    await expect(windows(url, undefined, {})).rejects.toThrow(/certificate/i);
    await expect(windows(url, undefined, { verifyTls: false })).resolves.toEqual({ WindowIdentities: [] });
  });

  it.each(["aws", "http"])("give up after the time without a response: %s", async (source) => {
    const port = await listen(createHttpServer(() => {}));
    const url = `http://127.0.0.1:${port}`;
    const reading = source === "aws" ? windows("aws", url, quick) : windows(url, undefined, quick);
    await expect(reading).rejects.toMatchObject({ kind: "transport" });
  });
});

const quick: NetworkOptions = { readTimeout: 50 };
