import { expect } from "vitest";
import { request, jsonOf } from "../subject/request.ts";
import type { HttpRule } from "../subject/subject.ts";
import { invocationIdsOf, invocationsPath } from "./lists.ts";

/** Rules about streams. */
export const streamRules: Readonly<Record<string, HttpRule>> = {
  "streams a list as lines of JSON": async ({ url, subject }) => {
    const response = await request(url, `${invocationsPath(subject)}?maxResults=50`, {
      accept: "application/x-ndjson",
    });
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    const lines = (await response.text()).trimEnd().split("\n");
    // If the list ended early, the last line is a problem without an InvocationId.
    const ids = lines.map((line) => (JSON.parse(line) as { readonly InvocationId?: string }).InvocationId);
    expect(ids).toEqual(await invocationIdsOf(subject));
  },

  "streams the events of an execution until it has ended": async ({ url, subject }) => {
    const response = await request(url, `/v1/executions/${subject.ids.WindowExecutionId}/events`, {
      accept: "text/event-stream",
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    // The execution has ended, so the stream ends.
    const text = await response.text();
    expect(text).toMatch(/^(event|data|id|retry): ?/m);
    expect(text).toMatch(/^data: \{.*\}$/m);
  },

  "handles other requests after a client aborts a stream": async ({ url, subject }) => {
    const leaving = new AbortController();
    const response = await request(url, `${invocationsPath(subject)}?maxResults=10`, {
      accept: "application/x-ndjson",
      signal: leaving.signal,
    });
    await response.body?.getReader().read();
    leaving.abort();
    expect((await request(url, "/v1/windows")).status).toBe(200);
  },

  "returns the report of an execution": async ({ url, subject }) => {
    const response = await request(url, `/v1/executions/${subject.ids.WindowExecutionId}/report`);
    expect(response.status).toBe(200);
    const { verdict } = await jsonOf(response);
    expect(["PARTIAL", "FAILED"]).toContain(verdict);
  },
};
