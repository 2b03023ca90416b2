/** Behaviour of the Worker only: its refusal to serve, and its requests to AWS from workerd. */
import { createEndpoint, createSignatureCheck } from "@windowpane/endpoint";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { afterEach, describe, expect, it } from "vitest";
import { startWorker, type RunningWorker, type WorkerOptions } from "./start-worker.ts";

const token = "reader-0123456789abcdef0123456789abcdef";
const awsKey = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-of-aws" };
const aws = {
  WINDOWPANE_SOURCE: "aws",
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: awsKey.accessKeyId,
  AWS_SECRET_ACCESS_KEY: awsKey.secretAccessKey,
};

let worker: RunningWorker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});

const start = async (
  variables: Readonly<Record<string, string>>,
  options?: WorkerOptions,
): Promise<RunningWorker> => (worker = await startWorker(variables, options));

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${worker?.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });

describe("the Worker over AWS without authentication", () => {
  it("refuses every request with 503 and advice, and sends nothing to AWS", async () => {
    let requests = 0;
    const outside = async (): Promise<Response> => {
      requests += 1;
      return new Response("{}");
    };
    const { output } = await start(aws, { outside });
    for (const path of ["/v1/windows", "/healthz", "/docs", "/"]) {
      const response = await get(path, { method: path === "/" ? "POST" : "GET" });
      expect(response.status).toBe(503);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const text = await response.text();
      expect(text).toContain("No authentication is configured");
      expect(text).toContain("WINDOWPANE_TOKENS");
      expect(text).not.toContain("secret-of-aws");
    }
    expect(requests).toBe(0);
    expect(output()).toContain("No authentication is configured");
    expect(output()).not.toContain("secret-of-aws");
  });
});

describe("the Worker over AWS", () => {
  const variables = { ...aws, WINDOWPANE_TOKENS: `reader:read:${token}` };
  const path = `/v1/executions/${fleetIds.WindowExecutionId}/tasks/${fleetIds.TaskId}/invocations`;

  /** Simulates AWS, and checks the signatures made in workerd. */
  const awsOutside = (urls: string[]): WorkerOptions["outside"] => {
    const now = (): Date => new Date();
    const account = mockTransport({ scenario: fleet({ invocations: 250 }), clock: { now } });
    // AWS accepts a signature repeatedly.
    const authorize = createSignatureCheck({ keys: [awsKey], now, replays: 0 });
    const endpoint = createEndpoint(account, { authorize });
    return async ({ url, method, headers, body }) => {
      urls.push(url);
      const text = await new Response(body).text();
      // Each platform has its own Request class.
      return endpoint(new Request(url, { method, headers: Object.fromEntries(headers), body: text }));
    };
  };

  it("sends signatures that AWS accepts, and one request per page", async () => {
    const urls: string[] = [];
    await start(variables, { outside: awsOutside(urls) });
    const response = await get(`${path}?maxResults=100`);
    expect(response.status).toBe(200);
    const { WindowExecutionTaskInvocationIdentities: items } = (await response.json()) as {
      readonly WindowExecutionTaskInvocationIdentities: readonly unknown[]; // As the route documents.
    };
    expect(items).toHaveLength(100);
    expect(new Set(urls)).toEqual(new Set(["https://ssm.eu-central-1.amazonaws.com/"]));
    // One for the page, and one for its cache headers.
    expect(urls.length).toBeLessThanOrEqual(2);
  });

  it("caches final responses", async () => {
    const urls: string[] = [];
    await start(variables, { outside: awsOutside(urls) });
    await (await get(path)).text();
    const before = urls.length;
    await (await get(path)).text();
    expect(urls.length).toBe(before);
  });

  it("responds with 502 after two attempts, without AWS's message", async () => {
    let requests = 0;
    const outside = async (): Promise<Response> => {
      requests += 1;
      return new Response('{"__type":"InternalServerError","Message":"arn:aws:iam::123456789012:user/x"}', {
        status: 500,
        headers: { "content-type": "application/x-amz-json-1.1" },
      });
    };
    await start(variables, { outside });
    const response = await get("/v1/windows");
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain("123456789012");
    expect(requests).toBe(2);
  });
});
