import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import {
  accountFetch,
  bearer,
  createAccountApp,
  createFront,
  isHandedOver,
  type FrontOptions,
  type LogEntry,
} from "../../src/index.ts";

const reader = "reader-0123456789abcdef";
const canceller = "canceller-0123456789abcdef";
const access = [
  bearer({
    tokens: [
      { id: "reader", roles: ["read"], token: reader },
      { id: "canceller", roles: ["cancel"], token: canceller },
    ],
  }),
];

/** Starts a front and the app of its account, which share one log. */
const start = (options: Partial<FrontOptions> = {}) => {
  const log: LogEntry[] = [];
  const forwarded: Request[] = [];
  let ids = 0;
  const mock = mockTransport({ scenario: fleet({ invocations: 30 }) });
  const platform = {
    now: () => mock.clock.now(),
    randomUUID: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, "0")}`,
    log: (entry: LogEntry) => log.push(entry),
    sleep: (_: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve())),
  };
  const inner = createAccountApp({ ...platform, open: options.open, transport: mock });
  const front = createFront({
    ...platform,
    access,
    account: {
      fetch: async (request) => {
        forwarded.push(request);
        return inner.fetch(request);
      },
    },
    ...options,
  });
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    front.request(path, { headers });
  const ssm = async (target: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    front.request("/", {
      method: "POST",
      headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target, ...headers },
      body,
    });
  return { front, inner, log, forwarded, get, ssm };
};

const as = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe("a front", () => {
  it("passes the requests of authenticated callers on, without their credentials", async () => {
    const { get, forwarded } = start();
    const response = await get("/v1/windows", { ...as(reader), cookie: "CF_Authorization=secret" });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(fleetIds.WindowId);
    expect(forwarded).toHaveLength(1);
    const headers = JSON.stringify([...(forwarded[0]?.headers ?? [])]);
    expect(headers).not.toContain(reader);
    expect(headers).not.toContain("secret");
  });

  it("sets the security headers once, and assigns the request ID", async () => {
    const { get } = start();
    const { headers } = await get("/v1/windows", as(reader));
    expect(headers.get("x-request-id")).toBe("00000000-0000-4000-8000-000000000001");
    expect(headers.get("vary")).toBe("Accept, Authorization");
    expect(headers.get("x-frame-options")).toBe("DENY");
  });

  it.each([
    ["no credentials", {}, 401],
    ["an invalid token", as("another-0123456789abcdef"), 401],
    ["a caller without the role", as(canceller), 403],
  ])("refuses %s itself", async (_, headers, status) => {
    const { get, forwarded, log } = start();
    expect((await get("/v1/windows", headers)).status).toBe(status);
    expect(forwarded).toHaveLength(0);
    expect(log.map((entry) => [entry.status, entry.caller])).toEqual([
      [status, status === 403 ? "canceller" : undefined],
    ]);
  });

  it("refuses a caller that has reached its rate limit", async () => {
    const { get, ssm, forwarded } = start({ rateLimit: async () => ({ allowed: false }) });
    expect((await get("/v1/windows", as(reader))).status).toBe(429);
    const response = await ssm("AmazonSSM.DescribeMaintenanceWindows", "{}", as(reader));
    expect(await response.text()).toContain("ThrottlingException");
    expect(forwarded).toHaveLength(0);
  });

  it("serves the routes without authentication itself", async () => {
    const { get, forwarded } = start();
    for (const path of ["/healthz", "/readyz", "/openapi.json", "/docs"]) {
      expect((await get(path)).status).toBe(200);
    }
    expect(forwarded).toHaveLength(0);
  });

  it.each([
    [
      "an unknown operation before the credentials",
      "AmazonSSM.Unknown",
      "{}",
      {},
      "UnknownOperationException",
    ],
    [
      "a malformed body before the credentials",
      "AmazonSSM.DescribeMaintenanceWindows",
      "{",
      {},
      "SerializationException",
    ],
    [
      "missing credentials before the constraints",
      "AmazonSSM.DescribeMaintenanceWindows",
      '{"MaxResults":1}',
      {},
      "MissingAuthenticationTokenException",
    ],
    [
      "a constraint last",
      "AmazonSSM.DescribeMaintenanceWindows",
      '{"MaxResults":1}',
      as(reader),
      "ValidationException",
    ],
  ])("reports %s, as AWS does", async (_, target, body, headers, code) => {
    const { ssm, forwarded } = start();
    const response = await ssm(target, body, headers);
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(code)]);
    expect(forwarded).toHaveLength(0);
  });

  it("passes requests in AWS's protocol on", async () => {
    const { ssm, log } = start();
    const response = await ssm("AmazonSSM.DescribeMaintenanceWindows", "{}", as(reader));
    expect(await response.text()).toContain(fleetIds.WindowId);
    expect(response.headers.get("x-amzn-requestid")).toBe("00000000-0000-4000-8000-000000000001");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ api: "ssm", caller: "reader", operation: "DescribeMaintenanceWindows" });
  });

  it("writes one log entry per request, with the facts of the account's app", async () => {
    const { get, log } = start();
    await get("/v1/windows?filter=x:1", as(reader));
    await get(`/v1/executions/${fleetIds.WindowExecutionId}`, as(reader));
    expect(
      log.map(({ status, problem, caller, requestId }) => ({ status, problem, caller, requestId })),
    ).toEqual([
      expect.objectContaining({ status: 400, problem: "invalid-request", caller: "reader" }),
      {
        status: 200,
        problem: undefined,
        caller: "reader",
        requestId: "00000000-0000-4000-8000-000000000002",
      },
    ]);
  });

  it("ignores a client that claims to be a front", async () => {
    const { get, inner, forwarded } = start();
    await get("/v1/windows", as(reader));
    const header = forwarded[0]?.headers.get("x-windowpane-handover") ?? "";
    expect(header).not.toBe("");
    expect((await get("/v1/windows", { "x-windowpane-handover": header })).status).toBe(401);
    expect((await inner.request("/v1/windows")).status).toBe(401);
  });

  it("responds with 503 and logs the cause if the account's app cannot be reached", async () => {
    const { get, ssm, log } = start({ account: { fetch: () => Promise.reject(new TypeError("reset")) } });
    const response = await get("/v1/windows", as(reader));
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("2");
    expect((await ssm("AmazonSSM.DescribeMaintenanceWindows", "{}", as(reader))).status).toBe(500);
    expect(log.map(({ status, caller }) => [status, caller])).toEqual([
      [503, "reader"],
      [500, "reader"],
    ]);
  });

  it("aborts the request to the account's app when the client disconnects", async () => {
    let signal: AbortSignal | undefined;
    const { front } = start({
      account: {
        fetch: (request) => {
          ({ signal } = request);
          client.abort();
          return new Promise((_, reject) =>
            signal?.addEventListener("abort", () => reject(new Error("aborted"))),
          );
        },
      },
    });
    const client = new AbortController();
    const response = await front.request("/v1/windows", { headers: as(reader), signal: client.signal });
    expect([response.status, signal?.aborted]).toEqual([499, true]);
  });

  it.each([
    ["with the base path", "/tools/windowpane"],
    ["below a proxy that removes it", ""],
  ])("passes requests on %s, whose links have it", async (_, sent) => {
    const { get, front } = start({ basePath: "/tools/windowpane" });
    const list = `/v1/executions/${fleetIds.WindowExecutionId}/tasks/${fleetIds.TaskId}/invocations`;
    const { status, headers } = await get(`${sent}${list}?maxResults=10`, as(reader));
    expect([status, headers.get("link")]).toEqual([
      200,
      expect.stringMatching(/^<\/tools\/windowpane\/v1\/executions\/[^>]+nextToken=[^>]+>; rel="next"$/u),
    ]);
    const problem = await (await get(`${sent}/v1/windows?filter=x:1`, as(reader))).text();
    expect(problem).toContain('"type":"/tools/windowpane/docs#problem-invalid-request"');
    const output = await front.request(`${sent}/`, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
        ...as(reader),
      },
      body: "{}",
    });
    expect([output.status, await output.text()]).toEqual([200, expect.stringContaining(fleetIds.WindowId)]);
  });

  it("passes requests on from below a path of a host app", async () => {
    const { front } = start();
    const host = new Hono().route("/hosts/:host/windowpane", front);
    const response = await host.request("/hosts/a/windowpane/v1/windows?filter=x:1", { headers: as(reader) });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('"/hosts/a/windowpane/docs#problem-invalid-request"'),
    ]);
  });

  it("passes an open account on without credentials", async () => {
    const { front, log } = start({ open: true, access: [] });
    expect((await front.request("/v1/windows")).status).toBe(200);
    expect(log).toMatchObject([{ caller: "anonymous", status: 200 }]);
  });
});

describe("requests of the server itself", () => {
  const target = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
  };

  it("reach the app of an account with the roles of their caller", async () => {
    const { inner, log } = start();
    const send = accountFetch(
      { fetch: async (request) => inner.fetch(request) },
      { caller: { id: "fleet", roles: new Set(["read"]) }, now: () => new Date(), randomUUID: () => "id" },
    );
    const response = await send("https://account.invalid/", { method: "POST", headers: target, body: "{}" });
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining(fleetIds.WindowId),
    ]);
    expect(log).toMatchObject([{ caller: "fleet", api: "ssm", status: 200, requestId: "id" }]);
  });

  it("are those without the mark of a front, which a client cannot avoid", async () => {
    const { get, forwarded } = start();
    await get("/v1/windows", { ...as(reader), "x-windowpane-handover": "" });
    expect(forwarded.map(isHandedOver)).toEqual([true]);
    expect(isHandedOver(new Request("https://account.invalid/collect", { method: "POST" }))).toBe(false);
  });
});
