import { describe, expect, it } from "vitest";
import { createEndpoint, requestHandler } from "../src/index.ts";
import { responding, ids, LIST } from "./requests.ts";

const given = {
  method: "POST",
  protocol: "https:",
  hostname: "ssm.eu-central-1.amazonaws.com",
  path: "/",
  headers: {
    host: "ssm.eu-central-1.amazonaws.com",
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AmazonSSM.${LIST}`,
  },
  body: JSON.stringify(ids),
};

const text = (body: Uint8Array): string => new TextDecoder().decode(body);

describe("requestHandler", () => {
  it.each([
    ["text", given.body],
    ["bytes", new TextEncoder().encode(given.body)],
  ])("passes a request with a body of %s to the endpoint and returns the response", async (_case, body) => {
    const fake = responding(() => ({ NextToken: "more" }));
    const { response } = await requestHandler(createEndpoint(fake.transport)).handle({ ...given, body });
    expect(fake.received).toEqual([{ operation: LIST, input: ids }]);
    expect(response.statusCode).toBe(200);
    expect(response.headers["x-amzn-requestid"]).toMatch(/./);
    expect(text(response.body)).toBe('{"NextToken":"more"}');
  });

  it("passes the URL to the endpoint", async () => {
    const seen: Request[] = [];
    const handler = requestHandler((request) => {
      seen.push(request);
      return Promise.resolve(new Response("{}"));
    });
    await handler.handle({ ...given, protocol: "http:", hostname: "localhost", port: 8080, path: "/x" });
    expect([seen[0]?.url, seen[0]?.headers.get("host")]).toEqual([
      "http://localhost:8080/x",
      "ssm.eu-central-1.amazonaws.com",
    ]);
  });

  it("passes the client's signal", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const handler = requestHandler(
      createEndpoint({
        name: "slow",
        send: (_operation, _input, { signal }) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener("abort", () => reject(new Error("stopped")));
            controller.abort(reason);
          }),
      }),
    );
    await expect(handler.handle(given, { abortSignal: controller.signal })).rejects.toBe(reason);
  });

  it("accepts the SDK's older signals without using them", async () => {
    const handler = requestHandler(createEndpoint(responding(() => ({})).transport));
    const { response } = await handler.handle(given, { abortSignal: { aborted: false, onabort: null } });
    expect(response.statusCode).toBe(200);
  });
});
