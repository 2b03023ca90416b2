/** The built server on a real socket: the host names that it answers to, and compression. */
import { fleetIds } from "@windowpane/transport-mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectTo } from "./raw-client.ts";
import { serveProgram, type ServedProgram } from "./serve-program.ts";

let server: ServedProgram;
beforeAll(async () => {
  server = await serveProgram(["--demo=fleet:40", "--allowed-host", "windowpane.example.com"]);
});
afterAll(() => server.stop());

/** Sends lines as they are, and returns the whole response. */
const exchange = async (lines: readonly string[]): Promise<string> => {
  const client = await connectTo(server.url);
  client.send([...lines, "Connection: close", "", ""].join("\r\n"));
  return client.ended;
};

const statusOf = async (...lines: readonly string[]): Promise<string | undefined> =>
  /^HTTP\/1\.1 (\d+)/u.exec(await exchange(lines))?.[1];

describe("windowpane serve on loopback", () => {
  it.each(["localhost", "127.0.0.1:8080", "[::1]", "windowpane.example.com", "WINDOWPANE.example.com:443"])(
    "answers to the host %s",
    async (host) => {
      expect(await statusOf("GET /v1/windows HTTP/1.1", `Host: ${host}`)).toBe("200");
    },
  );

  it.each([
    ["the name of another server", ["GET /v1/windows HTTP/1.1", "Host: evil.example"]],
    ["the page under another name", ["GET / HTTP/1.1", "Host: evil.example", "Accept: text/html"]],
    ["a name in the request line", ["GET http://evil.example/v1/windows HTTP/1.1", "Host: localhost"]],
    [
      "a name behind a local one in the request line",
      ["GET http://localhost/v1/windows HTTP/1.1", "Host: evil.example"],
    ],
    ["a forwarded name", ["GET /v1/windows HTTP/1.1", "Host: evil.example", "X-Forwarded-Host: localhost"]],
    ["a user before the name", ["GET /v1/windows HTTP/1.1", "Host: localhost@evil.example"]],
  ])("refuses %s", async (_, lines) => {
    // Node itself refuses some of these.
    expect(["400", "421"]).toContain(await statusOf(...lines));
  });

  it("refuses two hosts", async () => {
    expect(await statusOf("GET /v1/windows HTTP/1.1", "Host: localhost", "Host: evil.example")).not.toBe(
      "200",
    );
  });

  it("serves a health check without a host (HTTP 1.0)", async () => {
    expect(await exchange(["GET /healthz HTTP/1.0"])).toMatch(/^HTTP\/1\.1 200/u);
  });

  it("refuses a form of another site that is sent to AWS's protocol", async () => {
    const lines = ["POST / HTTP/1.1", "Host: localhost", "Origin: https://evil.example", "Content-Length: 0"];
    expect(await statusOf(...lines)).toBe("403");
  });
});

describe("windowpane serve with compression", () => {
  it("sends reports, lists and the reference compressed, with a weak tag that still matches", async () => {
    for (const path of [`/v1/executions/${fleetIds.WindowExecutionId}/report`, "/docs", "/openapi.json"]) {
      const response = await fetch(server.url + path, { headers: { "accept-encoding": "gzip" } });
      await response.arrayBuffer();
      expect([path, response.headers.get("content-encoding")]).toEqual([path, "gzip"]);
      expect(response.headers.get("vary")?.toLowerCase()).toContain("accept-encoding");
      expect(response.headers.get("etag")).toMatch(/^W\/"/u);
    }
    const tag = (await fetch(`${server.url}/openapi.json`)).headers.get("etag") ?? "";
    const again = await fetch(`${server.url}/openapi.json`, { headers: { "if-none-match": tag } });
    expect(again.status).toBe(304);
  });

  it("sends lines compressed", async () => {
    const response = await fetch(`${server.url}/v1/windows`, {
      headers: { "accept-encoding": "gzip", accept: "application/x-ndjson" },
    });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    const [line = ""] = (await response.text()).split("\n");
    expect(JSON.parse(line)).toHaveProperty("WindowId");
  });

  it("does not compress AWS's protocol and HEAD", async () => {
    const aws = await fetch(server.url, {
      method: "POST",
      headers: {
        "accept-encoding": "gzip",
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
      },
      body: "{}",
    });
    expect([aws.status, aws.headers.get("content-encoding")]).toEqual([200, null]);
    const head = await fetch(`${server.url}/openapi.json`, {
      method: "HEAD",
      headers: { "accept-encoding": "gzip" },
    });
    expect([head.status, head.headers.get("content-encoding"), await head.text()]).toEqual([200, null, ""]);
  });
});
