/** Where an endpoint asks who is asking, and what it makes of the answer. */
import { ServiceError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { createEndpoint, createSignatureCheck, type RequestToAuthorize } from "../../src/index.ts";
import { answering, read, request } from "../ask.ts";
import { changed, key, MISMATCH, now, sign } from "./sign.ts";

const authorize = createSignatureCheck({ keys: [key], now: () => now });
const MISSING = '{"__type":"MissingAuthenticationTokenException","message":"Missing Authentication Token"}';

describe("an endpoint with keys", () => {
  it("accepts requests that are signed with one of them", async () => {
    const { transport, asked } = answering(() => ({ WindowIdentities: [] }));
    expect(await read(createEndpoint(transport, { authorize }), sign({ body: '{"MaxResults":10}' }))).toEqual(
      [200, '{"WindowIdentities":[]}'],
    );
    expect(asked).toEqual([{ operation: "DescribeMaintenanceWindows", input: { MaxResults: 10 } }]);
  });

  it("does not send other requests to the transport", async () => {
    const { transport, asked } = answering(() => ({}));
    const answer = await read(
      createEndpoint(transport, { authorize }),
      await changed(sign(), { body: '{"a":1}' }),
    );
    const [__type, message] = MISMATCH;
    expect(answer).toEqual([400, JSON.stringify({ __type, message })]);
    expect(asked).toEqual([]);
  });

  it.each([
    ["an unreadable body", { body: "{" }, "SerializationException"],
    ["an empty body", { body: "" }, "SerializationException"],
    ["an unknown target", { target: "AmazonSSM.Nothing" }, "UnknownOperationException"],
    ["a body too long", { body: `{"a":"${"x".repeat(70_000)}"}` }, "RequestEntityTooLargeException"],
    ["another method", { method: "GET" }, "AccessDeniedException"],
  ])("reports %s of an unsigned request first, as AWS does", async (_case, asked, code) => {
    const endpoint = createEndpoint(answering(() => ({})).transport, { authorize });
    const [, body] = await read(endpoint, request(asked));
    expect(body).toContain(code);
  });

  it.each([
    ["types", '{"MaxResults":"10"}'],
    ["constraints", '{"MaxResults":1}'],
  ])("does not report %s of an unsigned request", async (_case, body) => {
    const endpoint = createEndpoint(answering(() => ({})).transport, { authorize });
    expect(await read(endpoint, request({ body }))).toEqual([400, MISSING]);
  });

  it("checks the bytes of a body with a byte order mark", async () => {
    const endpoint = createEndpoint(answering(() => ({})).transport, { authorize });
    expect((await read(endpoint, sign({ body: "\uFEFF{}" })))[0]).toBe(200);
  });

  it("sends its time if the client's clock is wrong, so that AWS's clients can correct it", async () => {
    const endpoint = createEndpoint(answering(() => ({})).transport, { authorize });
    const stale = await endpoint(sign({ date: new Date("2026-11-22T09:15:00Z") }));
    expect(stale.headers.get("date")).toBe("Sun, 22 Nov 2026 10:15:00 GMT");
    expect((await endpoint(request())).headers.has("date")).toBe(false);
  });
});

describe("a custom authorize function", () => {
  it("is called once with the request, the bytes of its body and the operation", async () => {
    const seen: RequestToAuthorize[] = [];
    const endpoint = createEndpoint(answering(() => ({})).transport, {
      authorize: (asked) => Promise.resolve(seen.push(asked)),
    });
    const asked = sign();
    await endpoint(asked);
    expect(seen).toEqual([
      { request: asked, body: new TextEncoder().encode("{}"), operation: "DescribeMaintenanceWindows" },
    ]);
  });

  it("can reject with other AWS errors", async () => {
    const endpoint = createEndpoint(answering(() => ({})).transport, {
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
    const { transport, asked } = answering(() => ({}));
    const errors: unknown[] = [];
    const endpoint = createEndpoint(transport, {
      authorize: () => Promise.reject(new Error("keys: out of reach")),
      onFailure: ({ error }) => errors.push(error),
    });
    const [status, body] = await read(endpoint, sign());
    expect([status, body.includes("keys")]).toEqual([500, false]);
    expect([asked, errors]).toEqual([[], [new Error("keys: out of reach")]]);
  });
});
