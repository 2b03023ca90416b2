/** When the endpoint authorizes requests, and its responses. */
import { ServiceError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { createEndpoint, createSignatureCheck, type RequestToAuthorize } from "../../src/index.ts";
import { responding, read, request } from "../requests.ts";
import { changed, key, MISMATCH, now, sign } from "./sign.ts";

const authorize = createSignatureCheck({ keys: [key], now: () => now });
const MISSING = '{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}';

describe("an endpoint with keys", () => {
  it("accepts requests that are signed with one of them", async () => {
    const { transport, received } = responding(() => ({ WindowIdentities: [] }));
    expect(await read(createEndpoint(transport, { authorize }), sign({ body: '{"MaxResults":10}' }))).toEqual(
      [200, '{"WindowIdentities":[]}'],
    );
    expect(received).toEqual([{ operation: "DescribeMaintenanceWindows", input: { MaxResults: 10 } }]);
  });

  it("does not send other requests to the transport", async () => {
    const { transport, received } = responding(() => ({}));
    const response = await read(
      createEndpoint(transport, { authorize }),
      await changed(sign(), { body: '{"a":1}' }),
    );
    const [__type, message] = MISMATCH;
    expect(response).toEqual([400, JSON.stringify({ __type, message })]);
    expect(received).toEqual([]);
  });

  it.each([
    ["an unreadable body", { body: "{" }, "SerializationException"],
    ["an empty body", { body: "" }, "SerializationException"],
    ["an unknown target", { target: "AmazonSSM.Nothing" }, "UnknownOperationException"],
    ["a body too long", { body: `{"a":"${"x".repeat(70_000)}"}` }, "RequestEntityTooLargeException"],
    ["another method", { method: "GET" }, "AccessDeniedException"],
  ])("reports %s of an unsigned request first, as AWS does", async (_case, given, code) => {
    const endpoint = createEndpoint(responding(() => ({})).transport, { authorize });
    const [, body] = await read(endpoint, request(given));
    expect(body).toContain(code);
  });

  it.each([
    ["types", '{"MaxResults":"10"}'],
    ["constraints", '{"MaxResults":1}'],
  ])("does not report %s of an unsigned request", async (_case, body) => {
    const endpoint = createEndpoint(responding(() => ({})).transport, { authorize });
    expect(await read(endpoint, request({ body }))).toEqual([400, MISSING]);
  });

  it("checks the bytes of a body with a byte order mark", async () => {
    const endpoint = createEndpoint(responding(() => ({})).transport, { authorize });
    expect((await read(endpoint, sign({ body: "\uFEFF{}" })))[0]).toBe(200);
  });

  it("sends its time if the client's clock is wrong, so that AWS's clients can correct it", async () => {
    const endpoint = createEndpoint(responding(() => ({})).transport, { authorize });
    const stale = await endpoint(sign({ date: new Date("2026-11-22T09:15:00Z") }));
    expect(stale.headers.get("date")).toBe("Sun, 22 Nov 2026 10:15:00 GMT");
    expect((await endpoint(request())).headers.has("date")).toBe(false);
  });
});

describe("a custom authorize function", () => {
  it("is called once with the request, the bytes of its body and the operation", async () => {
    const seen: RequestToAuthorize[] = [];
    const endpoint = createEndpoint(responding(() => ({})).transport, {
      authorize: (given) => Promise.resolve(seen.push(given)),
    });
    const given = sign();
    await endpoint(given);
    expect(seen).toEqual([
      { request: given, body: new TextEncoder().encode("{}"), operation: "DescribeMaintenanceWindows" },
    ]);
  });

  it("can reject with other AWS errors", async () => {
    const endpoint = createEndpoint(responding(() => ({})).transport, {
      authorize: ({ operation }) =>
        Promise.reject(
          new ServiceError(operation, { code: "AccessDeniedException", message: "Reading only." }),
        ),
    });
    expect(await read(endpoint, sign())).toEqual([
      400,
      '{"__type":"AccessDeniedException","message":"Reading only."}',
    ]);
  });

  it("rejects the request without details if it throws", async () => {
    const { transport, received } = responding(() => ({}));
    const errors: unknown[] = [];
    const endpoint = createEndpoint(transport, {
      authorize: () => Promise.reject(new Error("keys: out of reach")),
      onFailure: ({ error }) => errors.push(error),
    });
    const [status, body] = await read(endpoint, sign());
    expect([status, body.includes("keys")]).toEqual([500, false]);
    expect([received, errors]).toEqual([[], [new Error("keys: out of reach")]]);
  });
});
