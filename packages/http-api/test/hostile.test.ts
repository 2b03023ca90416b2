import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fleetIds } from "@windowpane/transport-mock";
import { read, testApp, type Document } from "./test-app.ts";

const { WindowId, WindowExecutionId, TaskId } = fleetIds;
const invocations = `/v1/executions/${WindowExecutionId}/tasks/${TaskId}/invocations`;

/** Path, status, problem, and the invalid parameters. */
const table: readonly (readonly [string, number, string, readonly string[]])[] = [
  ["/v1/windows?maxResults=9", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=101", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=0", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=-10", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=10.5", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=1e2", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=0x20", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=99999999999999999999", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=ten", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxResults=10&maxResults=20", 400, "invalid-request", ["maxResults"]],
  ["/v1/windows?maxresults=10", 400, "invalid-request", ["maxresults"]],
  ["/v1/windows?nextToken=", 400, "invalid-request", ["nextToken"]],
  ["/v1/windows?nextToken=unknown-token", 400, "invalid-input", []],
  ["/v1/windows?nextToken=%00", 400, "invalid-input", []],
  ["/v1/windows?colour=blue&size=9", 400, "invalid-request", ["colour", "size"]],
  [
    "/v1/windows?colour=blue&maxResults=1&includeSensitive=yes",
    400,
    "invalid-request",
    ["maxResults", "includeSensitive", "colour"],
  ],
  ["/v1/windows?constructor=1", 400, "invalid-request", ["constructor"]],
  ["/v1/windows?__proto__=1", 400, "invalid-request", ["__proto__"]],
  ["/v1/windows?toString", 400, "invalid-request", ["toString"]],
  ["/v1/windows?=1", 400, "invalid-request", [""]],
  ["/%zz", 400, "malformed-url", []],
  ["/v1/%ff/nothing", 400, "malformed-url", []],
  ["/v1/windows?%zz=1", 400, "malformed-url", []],
  ["/v1/windows?nextToken=%", 400, "malformed-url", []],
  ["/v1/windows?nextToken=%ff", 400, "malformed-url", []],
  ["/v1/windows?nextToken=%ed%a0%80", 400, "malformed-url", []],
  ["/v1/windows/%e0%a4%a", 400, "malformed-url", []],
  ["/v1/windows/mw-1", 400, "invalid-request", ["windowId"]],
  ["/v1/windows/mw-0F1EE7F1EE7F1EE70", 400, "invalid-request", ["windowId"]],
  ["/v1/windows/mw-0123456789abcdef0%0A", 400, "invalid-request", ["windowId"]],
  ["/v1/windows/mw-0123456789abcdef0%2Fexecutions", 400, "invalid-request", ["windowId"]],
  ["/v1/windows/..%2f..%2fetc%2fpasswd", 400, "invalid-request", ["windowId"]],
  ["/v1/windows/%F0%9F%AA%9F", 400, "invalid-request", ["windowId"]],
  ["/v1/windows/mw-0123456789abcdef0", 404, "not-found", []],
  [`/v1/windows/${WindowId}/executions?since=tomorrow`, 400, "invalid-request", ["since"]],
  [`/v1/windows/${WindowId}/executions?since=2099-01-01`, 400, "invalid-request", ["since"]],
  [`/v1/windows/${WindowId}/executions?since=1969-12-31`, 400, "invalid-request", ["since"]],
  [`/v1/windows/${WindowId}/executions?since=2026-13-01`, 400, "invalid-request", ["since"]],
  [`/v1/windows/${WindowId}/executions?since=999999w`, 400, "invalid-request", ["since"]],
  [`/v1/windows/${WindowId}/executions?since=-1h`, 400, "invalid-request", ["since"]],
  [`/v1/windows/${WindowId}/executions?since=`, 400, "invalid-request", ["since"]],
  [`/v1/windows/${WindowId}/executions?status=BROKEN`, 400, "invalid-request", ["status"]],
  [`/v1/windows/${WindowId}/executions?status=`, 400, "invalid-request", ["status"]],
  [`/v1/windows/${WindowId}/executions?status=%22`, 400, "invalid-request", ["status"]],
  ["/v1/executions/none", 400, "invalid-request", ["windowExecutionId"]],
  ["/v1/executions/none/tasks/neither/invocations", 400, "invalid-request", ["windowExecutionId", "taskId"]],
  [
    "/v1/executions/none/tasks/neither/invocations?maxResults=3&filter=(&x=1",
    400,
    "invalid-request",
    ["windowExecutionId", "taskId", "maxResults", "x"],
  ],
  [`${invocations}?filter=status:`, 400, "invalid-request", ["filter"]],
  [`${invocations}?filter=%22disk`, 400, "invalid-request", ["filter"]],
  [`${invocations}?filter=colour:blue`, 400, "invalid-request", ["filter"]],
  [`${invocations}?filter=${"a".repeat(4097)}`, 400, "invalid-request", ["filter"]],
  [`${invocations}?${"status=FAILED&".repeat(21)}`, 400, "invalid-request", ["status"]],
  [
    `${invocations}?${Array.from({ length: 101 }, (_, index) => `p${index}=1`).join("&")}`,
    400,
    "invalid-request",
    [],
  ],
  [`${invocations}?filter=${"a".repeat(9000)}`, 414, "url-too-long", []],
  [`${invocations}/none`, 400, "invalid-request", ["invocationId"]],
  [`/v1/executions/${WindowExecutionId}/targets?result=broken`, 400, "invalid-request", ["result"]],
  [`/v1/executions/${WindowExecutionId}/report?format=pdf`, 400, "invalid-request", ["format"]],
  [`/v1/executions/${WindowExecutionId}/report?windowId=mw-1`, 400, "invalid-request", ["windowId"]],
  [`/v1/executions/${WindowExecutionId}/events?x=1`, 400, "invalid-request", ["x"]],
  ["/v1/executions/00000000-0000-4000-8000-000000000000", 404, "not-found", []],
  ["/v1/executions/00000000-0000-4000-8000-000000000000/tasks", 404, "not-found", []],
  ["/v1/executions/00000000-0000-4000-8000-000000000000/report", 404, "not-found", []],
  ["/v1/executions/00000000-0000-4000-8000-000000000000/targets", 404, "not-found", []],
  ["/v1/executions/00000000-0000-4000-8000-000000000000/events", 404, "not-found", []],
  [
    `/v1/executions/${WindowExecutionId}/invocations/00000000-0000-4000-8000-000000000000`,
    404,
    "not-found",
    [],
  ],
  ["/v1/failures?cursor=", 400, "invalid-request", ["cursor"]],
  ["/v1/failures?cursor=!!!", 400, "invalid-request", ["cursor"]],
  ["/v1/failures?cursor=bnVsbA", 400, "invalid-request", ["cursor"]],
  [`/v1/failures?cursor=${"A".repeat(7000)}`, 400, "invalid-request", ["cursor"]],
  ["/healthz?verbose=1", 400, "invalid-request", ["verbose"]],
  ["/docs?theme=dark", 400, "invalid-request", ["theme"]],
];

describe("an invalid request", () => {
  it.each(table)("%s: %i %s", async (path, status, problem, parameters) => {
    const { body, headers, ...response } = await testApp().get(path);
    expect([response.status, body["type"]]).toEqual([status, `/docs#problem-${problem}`]);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(headers.get("cache-control")).toBe("no-store");
    expect((body["errors"] ?? []).map((fault: Document) => fault["parameter"])).toEqual(parameters);
  });

  it("sends nothing to AWS", async () => {
    const { get, mock } = testApp();
    await get("/v1/executions/none/report");
    await get("/v1/windows?maxResults=1");
    expect(mock.requests).toBe(0);
  });

  it("includes the position of an error in a filter", async () => {
    const { body } = await testApp().get(
      `${invocations}?filter=${encodeURIComponent('status:failed "disk')}`,
    );
    expect(body["errors"]).toEqual([
      { parameter: "filter", detail: 'The quotation mark is not closed. Add a " (column 15)', column: 15 },
    ]);
  });

  it("includes AWS's validation messages", async () => {
    const { body } = await testApp().get("/v1/windows?maxResults=5");
    expect(body["detail"]).toBe(
      "maxResults: Value '5' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 10",
    );
  });

  it("suggests the correct spelling of a parameter", async () => {
    const { body } = await testApp().get("/v1/windows?MAXRESULTS=50");
    expect(body["detail"]).toContain("Did you mean maxResults?");
  });

  it("never causes an internal error", async () => {
    const { app } = testApp();
    const segment = fc.oneof(
      fc.constantFrom(
        "v1",
        "windows",
        "executions",
        "tasks",
        "invocations",
        "failures",
        "report",
        "targets",
        "cancel",
        "docs",
      ),
      fc.constantFrom(WindowId, WindowExecutionId, TaskId),
      fc.string({ unit: "binary", maxLength: 12 }),
    );
    const name = fc.oneof(
      fc.constantFrom(
        "maxResults",
        "nextToken",
        "status",
        "filter",
        "since",
        "cursor",
        "result",
        "includeSensitive",
      ),
      fc.string({ maxLength: 5 }),
    );
    const method = fc.constantFrom("GET", "HEAD", "POST", "OPTIONS", "DELETE");
    const accept = fc.oneof(
      fc.constantFrom("*/*", "application/json", "application/x-ndjson", "text/html;q=0"),
      fc.string().filter(isHeader),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { maxLength: 6 }),
        fc.array(fc.tuple(name, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 4 }),
        method,
        accept,
        async (segments, pairs, verb, accepted) => {
          const path = segments.map((part) => part.replaceAll(/[/?#\s\\]/gu, "-")).join("/");
          const query = pairs.map(([key, value]) => `${escape(key)}=${escape(value)}`).join("&");
          const response = await app.request(`http://localhost/x/../${path}?${query}`, {
            method: verb,
            headers: { accept: accepted },
          });
          await read(response);
          expect(response.status).toBeLessThan(500);
        },
      ),
      { numRuns: 400 },
    );
  });
});

const isHeader = (text: string): boolean => /^[\u0020-\u007e]*$/u.test(text);
/** Keeps percent signs unchanged, valid or not. */
const escape = (text: string): string => text.replaceAll(/[#&]/gu, "");
