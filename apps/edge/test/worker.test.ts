/** What only the Worker has: its refusal to serve, and how it asks AWS from workerd. */
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

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${worker?.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}` } });

describe("with AWS behind it and no authentication configured, the Worker", () => {
  it("refuses every request with 503, says what to do, and asks AWS nothing", async () => {
    let asked = 0;
    const outside = async (): Promise<Response> => {
      asked += 1;
      return new Response("{}");
    };
    const { said } = await start(aws, { outside });
    for (const path of ["/v1/windows", "/healthz", "/docs", "/"]) {
      const response = await ask(path, { method: path === "/" ? "POST" : "GET" });
      expect(response.status).toBe(503);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      const text = await response.text();
      expect(text).toContain("No authentication is configured");
      expect(text).toContain("WINDOWPANE_TOKENS");
      expect(text).not.toContain("secret-of-aws");
    }
    expect(asked).toBe(0);
    expect(said()).toContain("No authentication is configured");
    expect(said()).not.toContain("secret-of-aws");
  });
});

describe("with AWS behind it, the Worker", () => {
  const variables = { ...aws, WINDOWPANE_TOKENS: `reader:read:${token}` };
  const path = `/v1/executions/${fleetIds.WindowExecutionId}/tasks/${fleetIds.TaskId}/invocations`;

  /** AWS, as far as it can be had here: it checks the signature that was made in workerd. */
  const awsOutside = (asked: string[]): WorkerOptions["outside"] => {
    const now = (): Date => new Date();
    const account = mockTransport({ scenario: fleet({ invocations: 250 }), clock: { now } });
    // AWS takes a signature as often as it comes.
    const authorize = createSignatureCheck({ keys: [awsKey], now, replays: 0 });
    const endpoint = createEndpoint(account, { authorize });
    return async ({ url, method, headers, body }) => {
      asked.push(url);
      const text = await new Response(body).text();
      // The platforms' classes are not each other's.
      return endpoint(new Request(url, { method, headers: Object.fromEntries(headers), body: text }));
    };
  };

  it("asks with signatures that AWS accepts, and once for a page", async () => {
    const asked: string[] = [];
    await start(variables, { outside: awsOutside(asked) });
    const response = await ask(`${path}?maxResults=100`);
    expect(response.status).toBe(200);
    const { WindowExecutionTaskInvocationIdentities: items } = (await response.json()) as {
      readonly WindowExecutionTaskInvocationIdentities: readonly unknown[]; // As the route documents.
    };
    expect(items).toHaveLength(100);
    expect(new Set(asked)).toEqual(new Set(["https://ssm.eu-central-1.amazonaws.com/"]));
    // One for the page, and one that tells whether it may be kept.
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it("remembers what can no longer change", async () => {
    const asked: string[] = [];
    await start(variables, { outside: awsOutside(asked) });
    await (await ask(path)).text();
    const before = asked.length;
    await (await ask(path)).text();
    expect(asked.length).toBe(before);
  });

  it("says that AWS does not answer, without AWS's words, after two tries", async () => {
    let asked = 0;
    const outside = async (): Promise<Response> => {
      asked += 1;
      return new Response('{"__type":"InternalServerError","Message":"arn:aws:iam::123456789012:user/x"}', {
        status: 500,
        headers: { "content-type": "application/x-amz-json-1.1" },
      });
    };
    await start(variables, { outside });
    const response = await ask("/v1/windows");
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain("123456789012");
    expect(asked).toBe(2);
  });
});
