/** The transport in Cloudflare's runtime, which has another fetch than Node. */
import { fileURLToPath } from "node:url";
import { createEndpoint } from "@windowpane/endpoint";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { build } from "esbuild";
import { Miniflare, Response as WorkerResponse, type Request as WorkerRequest } from "miniflare";
import { afterAll, beforeAll, expect, it } from "vitest";

const endpoint = createEndpoint(mockTransport({ scenario: fleet({ invocations: 250 }) }));

const script = `
  import { createClient } from "@windowpane/core";
  import { httpTransport } from "@windowpane/transport-http";
  const client = createClient(httpTransport({
    url: "https://windowpane.example/",
    fetch,
    authorize: () => ({ authorization: "Bearer a-token" }),
  }));
  const told = async ({ WindowExecutionId, TaskId }) => {
    let last;
    let count = 0;
    const walk = client.items("DescribeMaintenanceWindowExecutionTaskInvocations", { WindowExecutionId, TaskId });
    for await (const item of walk) { count += 1; last = item; }
    return { count, isDate: last.StartTime instanceof Date };
  };
  export default {
    fetch: async (request) =>
      Response.json(await told(await request.json()).catch(({ name, code, status }) => ({ name, code, status }))),
  };
`;

let worker: Miniflare | undefined;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: fileURLToPath(new URL(".", import.meta.url)), loader: "js" },
    bundle: true,
    write: false,
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import"],
    target: "es2022",
    format: "esm",
  });
  worker = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-01-01",
    outboundService: async (request: WorkerRequest) => {
      const headers = Object.fromEntries(request.headers);
      expect(headers["authorization"]).toBe("Bearer a-token");
      const forwarded = new Request(request.url, {
        method: request.method,
        headers,
        body: await request.text(),
      });
      const { text, ...rest } = await responseOf(forwarded);
      return new WorkerResponse(text, rest);
    },
  });
});

afterAll(() => worker?.dispose());

const responseOf = async (
  request: Request,
): Promise<{ readonly status: number; readonly headers: Record<string, string>; readonly text: string }> => {
  const response = await endpoint(request);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
};

const readInWorker = async (ids: object): Promise<unknown> =>
  (await worker?.dispatchFetch("http://worker.test/", { method: "POST", body: JSON.stringify(ids) }))?.json();

it("reads a list over the network of a Worker", async () => {
  expect(await readInWorker(fleetIds)).toEqual({ count: 250, isDate: true });
});

it("rejects in a Worker as on other platforms", async () => {
  const noId = "00000000-0000-0000-0000-000000000000";
  expect(await readInWorker({ WindowExecutionId: noId, TaskId: noId })).toEqual({
    name: "ServiceError",
    code: "DoesNotExistException",
    status: 400,
  });
});
