import { expect } from "vitest";
import { ask, jsonOf } from "../subject/ask.ts";
import type { Line } from "../subject/subject.ts";
import { invocationIdsOf, invocationsPath } from "./lists.ts";

/** Answers that come in pieces. */
export const streamLines: Readonly<Record<string, Line>> = {
  "streams a whole list as lines": async ({ url, subject }) => {
    const response = await ask(url, `${invocationsPath(subject)}?maxResults=50`, {
      accept: "application/x-ndjson",
    });
    expect(response.headers.get("content-type")).toContain("application/x-ndjson");
    const lines = (await response.text()).trimEnd().split("\n");
    // A line that is no item would be the problem that ended the list early.
    const ids = lines.map((line) => (JSON.parse(line) as { readonly InvocationId?: string }).InvocationId);
    expect(ids).toEqual(await invocationIdsOf(subject));
  },

  "sends events of an execution, to the last one when it is over": async ({ url, subject }) => {
    const response = await ask(url, `/v1/executions/${subject.ids.WindowExecutionId}/events`, {
      accept: "text/event-stream",
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    // The fleet's execution is over, so the stream ends of itself.
    const text = await response.text();
    expect(text).toMatch(/^(event|data|id|retry): ?/m);
    expect(text).toMatch(/^data: \{.*\}$/m);
  },

  "answers others when a client leaves in the middle of a stream": async ({ url, subject }) => {
    const leaving = new AbortController();
    const response = await ask(url, `${invocationsPath(subject)}?maxResults=10`, {
      accept: "application/x-ndjson",
      signal: leaving.signal,
    });
    await response.body?.getReader().read();
    leaving.abort();
    expect((await ask(url, "/v1/windows")).status).toBe(200);
  },

  "reports on an execution, machine by machine": async ({ url, subject }) => {
    const response = await ask(url, `/v1/executions/${subject.ids.WindowExecutionId}/report`);
    expect(response.status).toBe(200);
    const { verdict } = await jsonOf(response);
    expect(["PARTIAL", "FAILED"]).toContain(verdict);
  },
};
