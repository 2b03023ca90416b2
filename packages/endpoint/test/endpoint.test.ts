import { describe, expect, it } from "vitest";
import { createEndpoint } from "../src/index.ts";
import { responding, ids, LIST, read, request } from "./requests.ts";

const invocation = {
  WindowExecutionId: ids.WindowExecutionId,
  Status: "SUCCESS",
  StartTime: new Date("2024-08-04T18:35:35.170Z"),
  EndTime: new Date("2024-08-04T18:42:11.330Z"),
};

describe("a response", () => {
  it("has AWS's content type and the request ID", async () => {
    const { transport } = responding(() => ({}));
    const response = await createEndpoint(transport, { requestId: () => "the-id" })(request());
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/x-amz-json-1.1",
      "x-amzn-requestid": "the-id",
    });
  });

  it("has a new UUID as its request ID by default", async () => {
    const endpoint = createEndpoint(responding(() => ({})).transport);
    const given = [await endpoint(request()), await endpoint(request({ method: "GET" }))];
    expect(given.map((response) => response.headers.get("x-amzn-requestid"))).toEqual([
      "00000000-0000-4000-8000-000000000001",
      "00000000-0000-4000-8000-000000000002",
    ]);
  });

  it("has times as seconds with milliseconds as decimals", async () => {
    const { transport } = responding(() => ({ WindowExecutionTaskInvocationIdentities: [invocation] }));
    const [, text] = await read(createEndpoint(transport), request());
    expect(text).toBe(
      '{"WindowExecutionTaskInvocationIdentities":[{"WindowExecutionId":"b40a588d-32a7-4ea7-9a6b-b4ef4aaaaaaa",' +
        '"Status":"SUCCESS","StartTime":1722796535.17,"EndTime":1722796931.33}]}',
    );
  });

  it("does not have x-amzn-query-error, which botocore would use", async () => {
    const endpoint = createEndpoint(responding(() => ({})).transport);
    for (const given of [request(), request({ body: "{" }), request({ body: "{}" })]) {
      expect((await endpoint(given)).headers.has("x-amzn-query-error")).toBe(false);
    }
  });
});

describe("a request", () => {
  it("reaches the transport as the operation and its members", async () => {
    const { transport, received } = responding(() => ({}));
    const input = { ...ids, MaxResults: 10, Filters: [{ Key: "STATUS", Values: ["FAILED"] }] };
    await createEndpoint(transport)(request({ body: JSON.stringify(input) }));
    expect(received).toEqual([{ operation: LIST, input }]);
  });

  it("drops unknown members at every level, and null members", async () => {
    const { transport, received } = responding(() => ({}));
    const body = {
      ...ids,
      Verbose: { deep: [1] },
      NextToken: null,
      Filters: [{ Key: "STATUS", Values: ["FAILED"], Negate: true }],
    };
    const [status] = await read(createEndpoint(transport), request({ body: JSON.stringify(body) }));
    expect(status).toBe(200);
    expect(received[0]?.input).toStrictEqual({ ...ids, Filters: [{ Key: "STATUS", Values: ["FAILED"] }] });
  });

  it("cannot reach the prototype of an object", async () => {
    const { transport, received } = responding(() => ({}));
    const body = `{"__proto__":{"MaxResults":10},"constructor":1,${JSON.stringify(ids).slice(1)}`;
    await createEndpoint(transport)(request({ body }));
    expect(received[0]?.input).toStrictEqual(ids);
  });

  it.each([
    "application/x-amz-json-1.1; charset=utf-8",
    "application/x-amz-json-1.1;charset=UTF-8",
    "APPLICATION/X-AMZ-JSON-1.1",
  ])("can have the content type %s", async (contentType) => {
    const [status] = await read(createEndpoint(responding(() => ({})).transport), request({ contentType }));
    expect(status).toBe(200);
  });

  it("can have any path, as with AWS", async () => {
    const { transport } = responding(() => ({}));
    const { headers } = request();
    const given = new Request("http://localhost/ssm/?x=1", {
      method: "POST",
      headers,
      body: JSON.stringify(ids),
    });
    expect((await createEndpoint(transport)(given)).status).toBe(200);
  });

  it("does not reach the transport if it is rejected", async () => {
    const { transport, received } = responding(() => ({}));
    await createEndpoint(transport)(request({ body: '{"MaxResults":1}' }));
    expect(received).toEqual([]);
  });
});

describe("a client that disconnects", () => {
  it("aborts the transport's request, and the endpoint rejects with the reason", async () => {
    const controller = new AbortController();
    const reason = { because: "closed" };
    const endpoint = createEndpoint({
      name: "slow",
      send: (_operation, _input, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => reject(new Error("stopped")));
          controller.abort(reason);
        }),
    });
    await expect(endpoint(request({ signal: controller.signal }))).rejects.toBe(reason);
  });
});
