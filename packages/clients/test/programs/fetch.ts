/** Reads the demo account with openapi-typescript and openapi-fetch. */
import createClient from "openapi-fetch";
import type { components, paths } from "./schema";

const [, , baseUrl = ""] = process.argv;
const client = createClient<paths>({ baseUrl });

const windowIds: string[] = [];
let nextToken: string | undefined;
do {
  const { data, error } = await client.GET("/v1/windows", {
    params: { query: { maxResults: 10, ...(nextToken === undefined ? {} : { nextToken }) } },
  });
  if (error !== undefined) throw new Error(error.detail);
  windowIds.push(...data.WindowIdentities.flatMap(({ WindowId }) => WindowId ?? []));
  nextToken = data.NextToken;
} while (nextToken !== undefined);

const filtered = await client.GET("/v1/windows", { params: { query: { filter: "name:linux" } } });

const refused = await client.GET("/v1/windows", { params: { query: { maxResults: 5 } } });

let failed: components["schemas"]["ExecutionReport"] | undefined;
let cursor: string | undefined;
do {
  const query = cursor === undefined ? { since: "24h", includeSensitive: true } : { cursor };
  const { data, error } = await client.GET("/v1/failures", { params: { query } });
  if (error !== undefined) throw new Error(error.detail);
  failed ??= data.executions.find(({ counts }) => counts.results.failed > 0);
  cursor = data.nextCursor;
} while (cursor !== undefined && failed === undefined);
if (failed === undefined) throw new Error("No machine of the demo failed.");
const { WindowExecutionId } = failed;

// A repeated parameter.
const targets = await client.GET("/v1/executions/{windowExecutionId}/targets", {
  params: { path: { windowExecutionId: WindowExecutionId }, query: { result: ["failed", "timedOut"] } },
});

const lines = await client.GET("/v1/windows", {
  headers: { accept: "application/x-ndjson" },
  parseAs: "text",
});
const names = (lines.data ?? "")
  .trim()
  .split("\n")
  .map((line) => (JSON.parse(line) as components["schemas"]["MaintenanceWindowIdentity"]).Name);

const events = await client.GET("/v1/executions/{windowExecutionId}/events", {
  params: { path: { windowExecutionId: WindowExecutionId } },
  parseAs: "text",
});

const cancelled = await client.POST("/v1/executions/{windowExecutionId}/cancel", {
  params: { path: { windowExecutionId: WindowExecutionId } },
  body: { WindowExecutionId: "another" },
});

console.log(
  JSON.stringify({
    windows: new Set(windowIds).size,
    filtered: filtered.data?.WindowIdentities.map(({ Name }) => Name),
    refused: refused.error,
    results: [...new Set(targets.data?.machines.map(({ result }) => result))],
    names: names.length,
    events: events.data?.includes("event: done"),
    cancelled: cancelled.error?.errors,
  }),
);
