/** Reads the demo account with the client of hey-api. */
import { client } from "./hey-api/client.gen";
import {
  cancelExecution,
  followExecution,
  getReport,
  listExecutions,
  listFailures,
  listWindows,
} from "./hey-api/sdk.gen";
import type { ExecutionReport } from "./hey-api/types.gen";

const [, , baseUrl = ""] = process.argv;
client.setConfig({ baseUrl });

const windowIds: string[] = [];
let nextToken: string | undefined;
do {
  const { data, error } = await listWindows({
    query: { maxResults: 10, ...(nextToken === undefined ? {} : { nextToken }) },
  });
  if (error !== undefined) throw new Error(error.detail);
  windowIds.push(...data.WindowIdentities.flatMap(({ WindowId }) => WindowId ?? []));
  nextToken = data.NextToken;
} while (nextToken !== undefined);

const refused = await listWindows({ query: { maxResults: 5 } });

let failed: ExecutionReport | undefined;
let cursor: string | undefined;
do {
  const { data, error } = await listFailures({ query: cursor === undefined ? { since: "24h" } : { cursor } });
  if (error !== undefined) throw new Error(error.detail);
  failed ??= data.executions.find(({ counts }) => counts.results.failed > 0);
  cursor = data.nextCursor;
} while (cursor !== undefined && failed === undefined);
if (failed === undefined) throw new Error("No machine of the demo failed.");
const windowExecutionId = failed.WindowExecutionId;

// A repeated parameter.
const executions = await listExecutions({
  path: { windowId: failed.WindowId ?? "" },
  query: { status: ["SUCCESS", "FAILED"] },
});
const statuses = executions.data?.WindowExecutions.map(({ Status }) => Status) ?? [];

const report = await getReport({ path: { windowExecutionId }, query: { includeSensitive: true } });

const { stream } = await followExecution({ path: { windowExecutionId }, sseMaxRetryAttempts: 1 });
let verdict: string | undefined;
for await (const event of stream) {
  if (typeof event === "object" && "verdict" in event) verdict = event.verdict;
}

const cancelled = await cancelExecution({
  path: { windowExecutionId },
  body: { WindowExecutionId: "another" },
});

console.log(
  JSON.stringify({
    windows: new Set(windowIds).size,
    refused: refused.error,
    statuses: [...new Set(statuses)],
    verdicts: [report.data?.verdict, verdict],
    cancelled: cancelled.error?.errors,
  }),
);
