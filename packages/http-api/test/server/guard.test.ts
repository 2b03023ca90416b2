import { fleet, fleetIds } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { loopbackHosts } from "../../src/index.ts";
import { testApp } from "../test-app.ts";

const report = `/v1/executions/${fleetIds.WindowExecutionId}/report`;

describe("a server on loopback", () => {
  const served = () => testApp({ allowedHosts: loopbackHosts(["windowpane.example.com"]) });
  const statusFor = async (host: string, path = "/v1/windows"): Promise<number> => {
    const response = await served().app.request(`http://${host}${path}`, { headers: { host } });
    return response.status;
  };

  it.each([
    "localhost",
    "LOCALHOST:8080",
    "localhost.:8080",
    "127.0.0.1",
    "127.0.0.1:65535",
    "127.8.8.8",
    "[::1]:8080",
    "windowpane.example.com",
    "Windowpane.Example.com:443",
  ])("answers to %s", async (host) => {
    expect(await statusFor(host)).toBe(200);
  });

  it.each([
    "evil.example",
    "evil.example:8080",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "windowpane.example.com.evil.example",
    "evil-windowpane.example.com",
    "192.168.0.1",
    "0.0.0.0",
    "[::2]",
    "xn--localhost-.example",
  ])("refuses %s with 421 on every route, and sends nothing to AWS", async (host) => {
    const { app, mock, log } = served();
    for (const path of ["/v1/windows", report, "/docs", "/openapi.json", "/healthz", "/"]) {
      const response = await app.request(`http://${host}${path}`, {
        headers: { host, accept: "text/html, */*" },
      });
      expect([path, response.status]).toEqual([path, 421]);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const text = await response.text();
      expect(text).toContain("--allowed-host");
    }
    const aws = await app.request(`http://${host}/`, {
      method: "POST",
      headers: {
        host,
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
      },
      body: "{}",
    });
    expect([aws.status, mock.requests]).toEqual([421, 0]);
    expect(log.at(-1)?.problem).toBe("host-not-allowed");
  });

  it("compares the Host header although the request line has another host", async () => {
    const { app } = served();
    for (const [url, host] of [
      ["http://localhost/v1/windows", "evil.example"],
      ["http://evil.example/v1/windows", "localhost"],
    ] as const)
      expect((await app.request(url, { headers: { host } })).status).toBe(421);
  });

  it("ignores X-Forwarded-Host", async () => {
    const headers = { host: "evil.example", "x-forwarded-host": "localhost", forwarded: "host=localhost" };
    expect((await served().app.request("http://evil.example/v1/windows", { headers })).status).toBe(421);
    const local = { host: "localhost", "x-forwarded-host": "evil.example" };
    expect((await served().app.request("http://localhost/v1/windows", { headers: local })).status).toBe(200);
  });

  it("names a hostile host in at most 100 characters, and quotes it", async () => {
    const host = `${"a".repeat(60)}.${"b".repeat(60)}.example`;
    const response = await served().app.request(`http://${host}/v1/windows`, { headers: { host } });
    const { detail } = (await response.json()) as { readonly detail: string }; // As the problem documents.
    expect(detail.length).toBeLessThan(260);
  });
});

describe("an app without allowed hosts", () => {
  it("answers to every host, because its host decides", async () => {
    expect((await testApp().app.request("http://any.example/v1/windows")).status).toBe(200);
  });
});

describe("a request that a page of another site causes", () => {
  const image = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" };
  const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  const own = { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" };

  it.each([
    ["an image", image],
    ["a script of another port", { ...image, "sec-fetch-site": "same-site" }],
    ["a frame", { ...link, "sec-fetch-dest": "iframe" }],
    ["fetch without permission", { ...own, "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ])("does not start work: %s", async (_, headers) => {
    const { get, mock } = testApp({ mock: { scenario: fleet({ invocations: 3 }) } });
    // The router decodes a path.
    const encoded = [report.replace("/v1/", "/%761/"), "/v%31/failures", "/%76%31/windows"];
    for (const path of [report, "/v1/failures?since=30d", "/v1/windows", ...encoded]) {
      const { status, body } = await get(path, headers);
      expect([path, status, body["type"]]).toEqual([path, 403, "/docs#problem-cross-origin"]);
    }
    expect(mock.requests).toBe(0);
  });

  it("opens a link", async () => {
    expect((await testApp().get(`${report}?format=html`, link)).status).toBe(200);
  });

  it.each([
    ["the page itself", own],
    ["the address bar", { ...link, "sec-fetch-site": "none" }],
    ["curl", {}],
  ])("is something else: %s", async (_, headers) => {
    expect((await testApp().get("/v1/windows", headers)).status).toBe(200);
  });

  it("is admitted from an allowed origin", async () => {
    const { get } = testApp({ cors: { origins: ["https://app.example"] } });
    const headers = { ...own, "sec-fetch-site": "cross-site" };
    expect((await get("/v1/windows", { ...headers, origin: "https://app.example" })).status).toBe(200);
    expect((await get("/v1/windows", { ...headers, origin: "https://evil.example" })).status).toBe(403);
    expect((await get("/v1/windows", headers)).status).toBe(403);
  });

  const cancel = `/v1/executions/${fleetIds.WindowExecutionId}/cancel`;
  const post = async (path: string, headers: Readonly<Record<string, string>>): Promise<number> => {
    const { app } = testApp();
    const response = await app.request(`http://localhost:8080${path}`, {
      method: "POST",
      headers: { host: "localhost:8080", ...headers },
      body: "{}",
    });
    return response.status;
  };

  it.each([
    ["a form", { ...link, "content-type": "text/plain", origin: "https://evil.example" }],
    ["a form of a sandboxed frame", { ...link, "content-type": "text/plain", origin: "null" }],
    [
      "a browser over http, which sends only the origin",
      { "content-type": "text/plain", origin: "http://evil.example" },
    ],
    ["another port", { "content-type": "text/plain", origin: "http://localhost:3000" }],
    ["a beacon", { ...image, "content-type": "text/plain", origin: "https://evil.example" }],
  ])("does not change anything, nor reach AWS's protocol: %s", async (_, headers) => {
    expect(await post(cancel, headers)).toBe(403);
    expect(await post("/", headers)).toBe(403);
    expect(
      await post("/any/path", { ...headers, "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows" }),
    ).toBe(403);
  });

  it("does not reach AWS's protocol as a simple request either, which has no target", async () => {
    const statuses = await Promise.all(
      ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"].map((type) =>
        post("/", { "content-type": type }),
      ),
    );
    expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);
  });

  it("is something else if the origin is the server's own", async () => {
    const headers = { "content-type": "application/json", origin: "http://localhost:8080" };
    // The body has no confirmation.
    expect(await post(cancel, headers)).toBe(400);
  });
});

describe("a malformed URL", () => {
  it.each([
    "/%zz",
    "/v1/%zz",
    "/v1/windows/%zz",
    "/v1/windows?filter=%zz",
    "/%",
    "/a%ff",
    "/v1/failures?cursor=%C3%28",
  ])("is refused with 400 for every method: %s", async (path) => {
    const { app } = testApp();
    for (const method of ["GET", "HEAD", "POST", "DELETE"]) {
      const response = await app.request(`http://localhost${path}`, { method });
      expect([method, response.status]).toEqual([method, 400]);
    }
    const { body } = await testApp().get(path);
    expect(body["type"]).toBe("/docs#problem-malformed-url");
  });
});
