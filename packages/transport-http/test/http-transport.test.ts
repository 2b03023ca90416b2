import {
  InvalidOutputError,
  ServiceError,
  TransportError,
  validateOutput,
  type Transport,
} from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { httpTransport, type Fetch, type HttpRequest } from "../src/index.ts";

const url = "https://windowpane.example/ssm?stage=one";
const OPERATION = "GetMaintenanceWindowExecution";
const input = { WindowExecutionId: "b40a588d-32a7-4ea7-9a6b-b4ef4aaaaaaa" };

type Init = Parameters<Fetch>[1];

/** Returns the same response for all requests and records them. */
const responding = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): { readonly fetch: Fetch; readonly sent: (Init & { readonly address: string })[] } => {
  const sent: (Init & { readonly address: string })[] = [];
  const fetch: Fetch = async (address, init) => {
    sent.push({ ...init, address });
    return new Response(new TextEncoder().encode(body), { status, headers });
  };
  return { fetch, sent };
};

const errorFrom = async (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> => errorOf(httpTransport({ url, fetch: responding(status, body, headers).fetch }));

const errorOf = (transport: Transport, signal?: AbortSignal): Promise<unknown> =>
  transport.send(OPERATION, input, { signal }).then(
    () => "resolved",
    (error: unknown) => error,
  );

describe("a request", () => {
  it("is AWS JSON and is sent to the URL unchanged", async () => {
    const { fetch, sent } = responding(200, "{}");
    const headers = { "X-Team": "night", "Content-Type": "text/plain" };
    await httpTransport({ url, fetch, headers }).send(OPERATION, { ...input }, {});
    expect(sent).toEqual([
      {
        address: url,
        method: "POST",
        redirect: "manual",
        signal: null,
        headers: {
          "x-team": "night",
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "AmazonSSM.GetMaintenanceWindowExecution",
        },
        body: JSON.stringify(input),
      },
    ]);
  });

  it("has authentication headers, created for each request from the whole request", async () => {
    const { fetch, sent } = responding(200, "{}");
    const seen: HttpRequest[] = [];
    const authorize = (request: HttpRequest): Record<string, string> => {
      seen.push(request);
      return { Authorization: `Bearer ${seen.length}` };
    };
    const transport = httpTransport({ url, fetch, authorize });
    await transport.send(OPERATION, input, {});
    await transport.send(OPERATION, input, {});
    expect(sent.map(({ headers }) => headers["authorization"])).toEqual(["Bearer 1", "Bearer 2"]);
    expect(seen[0]).toEqual({
      operation: OPERATION,
      method: "POST",
      url,
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.GetMaintenanceWindowExecution",
      },
      body: JSON.stringify(input),
    });
  });

  it("is not sent if authentication fails", async () => {
    const { fetch, sent } = responding(200, "{}");
    const failure = new Error("the keychain is locked");
    const ways = [
      () => {
        throw failure;
      },
      () => Promise.reject(failure),
    ];
    for (const authorize of ways)
      expect(await errorOf(httpTransport({ url, fetch, authorize }))).toBe(failure);
    expect(sent).toEqual([]);
  });

  it("rejects with the caller's reason while it waits for authentication", async () => {
    const { fetch, sent } = responding(200, "{}");
    const controller = new AbortController();
    const reason = { because: "the user left" };
    const sending = errorOf(
      httpTransport({ url, fetch, authorize: () => new Promise(() => {}) }),
      controller.signal,
    );
    controller.abort(reason);
    expect(await sending).toBe(reason);
    expect(sent).toEqual([]);
  });

  it.each(["", "windowpane.example", "ftp://windowpane.example/", "https://me:secret@windowpane.example/"])(
    "rejects the URL %o",
    (address) => {
      const { fetch } = responding(200, "{}");
      expect(() => httpTransport({ url: address, fetch })).toThrow(/^The URL of the endpoint (?!.*secret)/);
    },
  );
});

describe("a response", () => {
  it("has Dates for AWS's numbers and no null members", async () => {
    const { fetch } = responding(200, '{"StartTime":1.722810935170E9,"EndTime":null,"Grown":true}');
    const answer = await httpTransport({ url, fetch }).send(OPERATION, input, {});
    expect(answer).toEqual({ StartTime: new Date("2024-08-04T22:35:35.170Z"), Grown: true });
    expect(validateOutput(OPERATION, answer)).toBe(answer);
  });

  it.each(["null", "[]", '"text"', "7"])("must not be %s", async (body) => {
    const error = await errorFrom(200, body);
    expect(error).toBeInstanceOf(InvalidOutputError);
    expect(error).toMatchObject({ operation: OPERATION });
  });

  it.each([
    [
      "<html>secret</html>",
      { "content-type": "text/html; charset=utf-8" },
      "foreign",
      "https://windowpane.example returned text/html (HTTP 200) for GetMaintenanceWindowExecution",
    ],
    [
      '{"a',
      { "content-type": "application/x-amz-json-1.1" },
      "no-response",
      "The response from https://windowpane.example to GetMaintenanceWindowExecution is incomplete (HTTP 200)",
    ],
  ])("%o with content type %o is not from the service", async (body, headers, meaning, words) => {
    const error = await errorFrom(200, body, headers);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ retryable: true, meaning });
    expect(String(error)).toContain(words);
    expect(String(error)).not.toContain("secret");
  });
});

describe("an error response", () => {
  const json = { "content-type": "application/x-amz-json-1.1" };
  const long = "com.amazonaws.ssm#DoesNotExistException:http://internal.amazon.com/coral/";

  it.each([
    ["the model's form", { __type: "DoesNotExistException", Message: "gone" }, json],
    ["the framework's form", { __type: "DoesNotExistException", message: "gone" }, json],
    ["with a namespace", { __type: long, message: "gone" }, json],
    ["with a code", { code: "DoesNotExistException", message: "gone" }, json],
    ["with a header", { message: "gone" }, { ...json, "x-amzn-errortype": long }],
  ])("is AWS's error in %s", async (_form, body, headers) => {
    const error = await errorFrom(400, JSON.stringify(body), { ...headers, "x-amzn-requestid": "r-1" });
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({
      operation: OPERATION,
      code: "DoesNotExistException",
      message: "gone",
      status: 400,
      requestId: "r-1",
      retryable: false,
      retryAfter: undefined,
    });
  });

  it.each([
    ['{"__type":"UnknownOperationException"}', 400, "UnknownOperationException", "UnknownOperationException"],
    [
      '{"Output":{"__type":"com.amazon.coral.service#UnknownOperationException"},"Version":"1.0"}',
      404,
      "UnknownOperationException",
      "UnknownOperationException",
    ],
    ["<UnknownOperationException/>\n", 404, "UnknownOperationException", "UnknownOperationException"],
    [
      "<AccessDeniedException>\n  <Message>Unable to determine</Message>\n</AccessDeniedException>\n",
      403,
      "AccessDeniedException",
      "Unable to determine",
    ],
  ])("reads the code from %s", async (body, status, code, message) => {
    expect(await errorFrom(status, body)).toMatchObject({ kind: "service", code, message, status });
  });

  it.each([401, 403])("with status %i and without an AWS error is not an AWS error", async (status) => {
    const error = await errorFrom(status, "<html>secret</html>", { "content-type": "text/html" });
    expect(error).toMatchObject({ kind: "transport", meaning: "foreign", status, retryable: false });
  });

  it.each([
    [400, '{"__type":"ThrottlingException","message":"Rate exceeded"}', { "retry-after": "2" }, 2000],
    [400, '{"__type":"ThrottlingException"}', { "x-amz-retry-after": "1500" }, 1500],
    [429, "slow down", { "retry-after": "0.5" }, 500],
    [
      503,
      "<html/>",
      { "retry-after": "Sun, 22 Nov 2026 08:00:03 GMT", date: "Sun, 22 Nov 2026 08:00:00 GMT" },
      3000,
    ],
    [503, "", { "retry-after": "soon" }, undefined],
    [500, '{"__type":"InternalServerError"}', {}, undefined],
  ])("with status %i has retryable %s for %o", async (status, body, headers, retryAfter) => {
    expect(await errorFrom(status, body, headers)).toMatchObject({
      kind: status === 503 ? "transport" : "service",
      retryable: true,
      retryAfter,
    });
  });

  it.each([
    [404, "application/problem+json", false],
    [404, "", false],
    [502, "text/html", true],
  ])("with status %i and %o is not from the service", async (status, type, retryable) => {
    const error = await errorFrom(status, '{"title":"secret"}', type === "" ? {} : { "content-type": type });
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ retryable });
    expect(String(error)).toContain(`https://windowpane.example returned HTTP ${status}`);
    expect(String(error)).not.toContain("secret");
  });

  it.each([
    [{ location: "https://login.example/in?ticket=secret" }, " to https://login.example (HTTP 302)"],
    [{ location: "/elsewhere" }, " to https://windowpane.example (HTTP 302)"],
    [{}, `redirects ${OPERATION} (HTTP 302)`],
  ])("as a redirect is not followed: %o", async (headers, words) => {
    const error = await errorFrom(302, "", headers);
    expect(error).toMatchObject({ kind: "transport", retryable: false });
    expect(String(error)).toContain(words);
    expect(String(error)).not.toContain("secret");
  });
});

describe("no response", () => {
  it.each<[string, unknown, string]>([
    [
      "fetch's own words hide the reason",
      new TypeError("fetch failed", { cause: new Error("ENOTFOUND") }),
      "ENOTFOUND.",
    ],
    [
      "a reason without words",
      Object.assign(new AggregateError([]), { code: "ECONNREFUSED" }),
      "ECONNREFUSED.",
    ],
    ["a message of several lines", new Error("reset\nhint"), "reset. Check"],
    ["a value that is not an error", "gone", "gone."],
  ])("is described: %s", async (_case, cause, words) => {
    const error = await errorOf(httpTransport({ url, fetch: () => Promise.reject(cause) }));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ retryable: true, cause });
    expect(String(error)).toContain(`No response to ${OPERATION} from https://windowpane.example: ${words}`);
  });

  it("is not retryable for an untrusted certificate", async () => {
    const cause = new TypeError("fetch failed", {
      cause: Object.assign(
        new Error("self-signed certificate; if the root CA is installed locally, try --use-system-ca"),
        { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
      ),
    });
    const error = await errorOf(httpTransport({ url, fetch: () => Promise.reject(cause) }));
    expect(error).toMatchObject({ retryable: false });
    // Without Node's hint.
    expect(String(error)).toContain(": self-signed certificate. Check the URL");
  });

  it("is an incomplete response", async () => {
    const fetch: Fetch = async () => ({
      status: 200,
      headers: new Headers(),
      text: () => Promise.reject(new Error("terminated")),
    });
    expect(await errorOf(httpTransport({ url, fetch }))).toMatchObject({
      kind: "transport",
      retryable: true,
    });
  });
});
