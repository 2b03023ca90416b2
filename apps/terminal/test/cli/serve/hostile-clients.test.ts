import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectTo } from "./raw-client.ts";
import { serveProgram, type ServedProgram } from "./serve-program.ts";

let program: ServedProgram;
beforeAll(async () => {
  program = await serveProgram(["--demo=fleet:1000", "--connections", "40"]);
});
afterAll(() => program.stop());

const invocations =
  "/v1/executions/f1ee7000-5c3a-4d0e-9b1f-6a2d84c1e001/tasks/f1ee7000-2b7e-4f61-8c05-19e3d7a4b002/invocations";

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`;

const ssmHead =
  "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n" +
  "X-Amz-Target: AmazonSSM.DescribeMaintenanceWindows\r\n";

const statusesIn = (text: string): readonly string[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status = ""]) => status);

const expectService = async (): Promise<void> => {
  const response = await fetch(`${program.url}/v1/windows`);
  expect(response.status).toBe(200);
  await response.text();
};

describe("windowpane serve rejects", () => {
  it.each([
    {
      what: "headers of 20,000 bytes",
      text: `GET / HTTP/1.1\r\nX-A: ${"a".repeat(20_000)}\r\n\r\n`,
      status: 431,
    },
    { what: "a URL of 20,000 bytes", text: get(`/${"a".repeat(20_000)}`), status: 431 },
    { what: "a request that is not HTTP", text: "\u0016\u0003\u0001\u0002\u0000\r\n\r\n", status: 400 },
    { what: "a request without a host", text: "GET /v1/windows HTTP/1.1\r\n\r\n", status: 400 },
    {
      what: "an invalid host",
      text: "GET /v1/windows HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n",
      status: 400,
    },
    {
      what: "two lengths, as in request smuggling",
      text: `${ssmHead}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      status: 400,
    },
    {
      what: "a body without an end",
      text: `${ssmHead}Transfer-Encoding: chunked\r\n\r\n${`10000\r\n${"a".repeat(65_536)}\r\n`.repeat(2)}`,
      status: 413,
    },
  ])("$what", async ({ text, status }) => {
    const client = await connectTo(program.url);
    client.send(text);
    const answer = await client.ended;
    expect(statusesIn(answer)[0]).toBe(String(status));
    await expectService();
  });
});

describe("windowpane serve", () => {
  it("returns AWS's XML without a content type, as AWS does", async () => {
    const client = await connectTo(program.url);
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const [head = "", body = ""] = (await client.ended).split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 403 /);
    expect(head).not.toMatch(/^content-type:/im);
    expect(body).toMatch(/^<AccessDeniedException>/);
  });

  it("accepts HTTP 1.0 without a host, as load balancers send it", async () => {
    const client = await connectTo(program.url);
    client.send("GET /healthz HTTP/1.0\r\n\r\n");
    expect(await client.ended).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  it("responds to pipelined requests in order", async () => {
    const client = await connectTo(program.url);
    client.send([10, 11, 12].map((size) => get(`${invocations}?maxResults=${size}`)).join(""));
    client.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    const answer = await client.ended;
    expect(statusesIn(answer)).toEqual(["200", "200", "200", "404"]);
    const loaded = [...answer.matchAll(/"loaded":(\d+)/g)].map(([, count]) => count);
    expect(loaded).toEqual(["10", "11", "12"]);
  });

  it("disconnects a client that sends requests without reading the responses", async () => {
    const client = await connectTo(program.url);
    client.stopReading();
    client.send(get(`${invocations}?maxResults=100`).repeat(500));
    await client.ended;
    await expectService();
  });

  it("serves other clients while some send incomplete requests", async () => {
    const beginnings = ["", "GET /v1/wind", `${ssmHead}Content-Length: 100\r\n\r\n{`];
    const clients = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const client = await connectTo(program.url);
        client.send(beginnings[index % beginnings.length] ?? "");
        return client;
      }),
    );
    await expectService();
    for (const client of clients) client.leave();
    await Promise.all(clients.map((client) => client.ended));
  });

  it("limits the number of connections, and accepts new ones when others close", async () => {
    const clients = await Promise.all(Array.from({ length: 40 }, () => connectTo(program.url)));
    const late = await connectTo(program.url);
    // The server closes excess connections without a response.
    expect(await late.ended).toBe("");
    for (const client of clients) client.leave();
    await Promise.all(clients.map((client) => client.ended));
    const next = await connectTo(program.url);
    next.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect(statusesIn(await next.ended)).toEqual(["200"]);
  });

  it("writes one line of JSON for each request to stderr, without addresses", async () => {
    await (await fetch(`${program.url}${invocations}?maxResults=10&filter=hidden-word`)).text();
    await program.untilPrinted('"route":"/v1/executions/{windowExecutionId}/tasks/{taskId}/invocations"');
    const lines = program
      .printed()
      .split("\n")
      .filter((line) => line.startsWith("{"));
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty("requestId");
    expect(program.printed()).not.toContain("hidden-word");
  });
});
