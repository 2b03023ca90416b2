import { createClient, type Transport } from "@windowpane/core";
import { emptyExecution, reportExecution, reportFailures, type ExecutionSoFar } from "@windowpane/report";
import { fleet, fleetIds, mockTransport, patchNight } from "@windowpane/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cursor, writeCursor } from "../../src/failures/cursor.ts";
import { testApp, type TestResponse, type Document } from "../test-app.ts";

const demo = { mock: { scenario: patchNight } };

const allPages = async (
  get: ReturnType<typeof testApp>["get"],
  path: string,
): Promise<readonly TestResponse[]> => {
  const pages = [await get(path)];
  for (let page = pages[0]; page?.body["nextCursor"] !== undefined; page = pages.at(-1)) {
    pages.push(await get(`/v1/failures?cursor=${String(page.body["nextCursor"])}`));
    expect(pages.length).toBeLessThan(200);
  }
  return pages;
};

const sum = (pages: readonly TestResponse[], of: (body: Document) => unknown): number =>
  pages.reduce((total, { body }) => total + Number(of(body)), 0);

describe("the pages of failures", () => {
  it("contain the same as the report package's scan", async () => {
    const { get } = testApp(demo);
    const pages = await allPages(get, "/v1/failures?since=30h");
    const transport = mockTransport(demo.mock);
    const now = transport.clock.now();
    const since = new Date(now.getTime() - 30 * 3_600_000);
    const whole = await reportFailures(createClient(transport), { since, now });

    const found = pages
      .flatMap(({ body }) => [...(body["executions"] ?? [])])
      .map(({ WindowExecutionId, verdict }) => `${String(WindowExecutionId)} ${String(verdict)}`);
    expect(found.toSorted()).toEqual(
      whole.executions.map(({ WindowExecutionId, verdict }) => `${WindowExecutionId} ${verdict}`).toSorted(),
    );
    expect(sum(pages, (body) => body["page"]?.["counts"]?.["total"])).toBe(whole.counts.total);
    expect(sum(pages, (body) => body["page"]?.["verdicts"]?.["PASSED"])).toBe(whole.verdicts.PASSED);
    const keys = pages
      .flatMap(({ body }) => [...(body["page"]?.["groups"] ?? [])])
      .map(({ key }) => String(key));
    expect(new Set(keys)).toEqual(new Set(whole.groups.map(({ key }) => key)));
  });

  it.each([
    [4000, true],
    [6000, false],
  ])("have only cursors that are accepted with tokens of %i characters", async (length, isWhole) => {
    const transport = mockTransport({ scenario: fleet({ invocations: 400 }) });
    const padding = "x".repeat(length);
    const padded: Transport = {
      name: "long tokens",
      send: async (operation, input, options) => {
        const token: unknown = Reflect.get(input, "NextToken");
        const given = typeof token === "string" ? { NextToken: token.replace(padding, "") } : {};
        const output: unknown = await transport.send(operation, { ...input, ...given }, options);
        const hasToken = typeof output === "object" && output !== null && "NextToken" in output;
        return hasToken ? { ...output, NextToken: `${padding}${String(output.NextToken)}` } : output;
      },
    };
    const { get } = testApp({ transport: padded, limits: { requestsPerPage: 40 } });
    const pages = await allPages(get, "/v1/failures?since=48h");
    expect(pages.map(({ status }) => status)).toEqual(pages.map(() => 200));
    expect(pages.at(-1)?.body).toMatchObject({ done: true, complete: isWhole });
    const kinds = pages.flatMap(({ body }) => [...(body["gaps"] ?? [])]).map(({ code }) => code);
    expect(kinds).toEqual(isWhole ? [] : ["cursor-too-long"]);
    expect(pages.at(-1)?.body).not.toHaveProperty("unfinishedExecution");
  });

  it.each([1, 2, 7, 40])("send at most %i requests per page, and reach the end", async (most) => {
    const { get } = testApp({ ...demo, limits: { requestsPerPage: most } });
    const pages = await allPages(get, "/v1/failures?since=2h");
    for (const { body } of pages) expect(Number(body["requests"])).toBeLessThanOrEqual(most);
    expect(pages.at(-1)?.body["done"]).toBe(true);
    expect(
      new Set(pages.flatMap(({ body }) => [...(body["windows"] ?? [])]).map(({ WindowId }) => WindowId)).size,
    ).toBe(14);
  });

  it.each([
    [400, 40],
    [400, 12],
    [60, 9],
  ])(
    "contain all of an execution with %i machines, which is larger than %i requests",
    async (invocations, most) => {
      const { get } = testApp({
        mock: { scenario: fleet({ invocations }) },
        limits: { requestsPerPage: most },
      });
      const pages = await allPages(get, "/v1/failures?since=48h");
      expect(pages.length).toBeGreaterThan(invocations / most);
      for (const { body } of pages) expect(Number(body["requests"])).toBeLessThanOrEqual(most);
      const client = createClient(mockTransport({ scenario: fleet({ invocations }) }));
      const whole = await reportExecution(client, { WindowExecutionId: fleetIds.WindowExecutionId });
      expect(sum(pages, (body) => body["page"]?.["counts"]?.["total"])).toBe(invocations);
      expect(sum(pages, (body) => body["page"]?.["counts"]?.["results"]?.["passed"])).toBe(
        whole.counts.results.passed,
      );
      const failed = pages
        .flatMap(({ body }) => [...(body["page"]?.["groups"] ?? [])])
        .flatMap(({ members }) => [...(members ?? [])])
        .map(({ name }) => String(name));
      const expected = whole.groups.flatMap(({ members }) => members.map(({ name }) => name));
      expect(failed.toSorted()).toEqual(expected.toSorted());
      expect(failed.length).toBeGreaterThan(0);
      expect(pages.flatMap(({ body }) => [...(body["gaps"] ?? [])])).toEqual([]);
      expect(pages.map(({ body }) => body["done"])).toEqual([...pages.slice(1).map(() => false), true]);
    },
  );

  it("say that an execution is only a part, and that more pages follow", async () => {
    const { get } = testApp({
      mock: { scenario: fleet({ invocations: 400 }) },
      limits: { requestsPerPage: 40 },
    });
    const pages = await allPages(get, "/v1/failures?since=48h");
    const [first] = pages;
    expect(first?.body).toMatchObject({
      complete: false,
      done: false,
      unfinishedExecution: fleetIds.WindowExecutionId,
      summary: "Not the whole period: more pages follow. Continue with nextCursor until done is true.",
      page: { verdicts: { PARTIAL: 0 } },
    });
    const parts = pages.flatMap(({ body }) => [...(body["executions"] ?? [])]);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts.slice(0, -1)) {
      expect(part).toMatchObject({
        done: false,
        complete: false,
        verdict: "UNKNOWN",
        counts: { exact: false },
        reason: expect.stringMatching(/^Reading: .* The rest of it is not read yet\.$/) as string,
      });
    }
    expect(parts.at(-1)).toMatchObject({
      done: true,
      complete: false,
      verdict: "PARTIAL",
      counts: { exact: false },
      reason: "8 of 400 machines failed, 392 passed.",
    });
    expect(pages.at(-1)?.body).toMatchObject({
      complete: true,
      done: true,
      summary: "This is the last page. Add up the counts of all pages.",
      page: { verdicts: { PARTIAL: 1 } },
    });
  });

  it("report an execution with gaps if no page reaches its invocations", async () => {
    const { get } = testApp({
      mock: { scenario: fleet({ invocations: 500 }) },
      limits: { requestsPerPage: 4 },
    });
    const { body } = await get("/v1/failures?since=24h");
    expect([body["executions"]?.length, body["complete"], body["done"]]).toEqual([1, false, true]);
    expect(body["gaps"]?.[0]).toMatchObject({ code: "windowpane-request-limit" });
  });

  it("keep the period in the link to the next page", async () => {
    const { get } = testApp({ ...demo, limits: { requestsPerPage: 10 } });
    const { headers, body } = await get("/v1/failures?since=12h&includeSensitive=true");
    const link = headers.get("link") ?? "";
    expect(link).toBe(
      `</v1/failures?includeSensitive=true&cursor=${String(body["nextCursor"])}>; rel="next"`,
    );
    expect((await get(link.slice(1, link.indexOf(">")))).body["since"]).toBe(body["since"]);
  });

  it("cover the last day by default", async () => {
    const { body } = await testApp({ mock: { scenario: fleet({ invocations: 1 }) } }).get("/v1/failures");
    expect(Date.parse(String(body["now"])) - Date.parse(String(body["since"]))).toBe(86_400_000);
  });

  it("reject since with a cursor", async () => {
    const { get } = testApp({ ...demo, limits: { requestsPerPage: 5 } });
    const { body } = await get("/v1/failures");
    const again = await get(`/v1/failures?since=2h&cursor=${String(body["nextCursor"])}`);
    expect([again.status, again.body["errors"]?.[0]?.["parameter"]]).toEqual([400, "since"]);
  });

  it("report an unreadable window as a gap, and continue with the others", async () => {
    const faults = [
      { kind: "server-error", operations: ["DescribeMaintenanceWindowExecutions"], times: 1 },
    ] as const;
    const pages = await allPages(testApp({ mock: { ...demo.mock, faults } }).get, "/v1/failures?since=2h");
    const gaps = pages.flatMap(({ body }) => [...(body["gaps"] ?? [])]);
    expect(gaps[0]).toMatchObject({
      operation: "DescribeMaintenanceWindowExecutions",
      code: "InternalServerError",
      why: "The executions of a window could not be read: AWS had an internal error.",
    });
    expect(pages.at(-1)?.body["done"]).toBe(true);
  });

  it("respond with a problem if the windows cannot be listed", async () => {
    const faults = [{ kind: "access-denied", operations: ["DescribeMaintenanceWindows"] }] as const;
    expect((await testApp({ mock: { ...demo.mock, faults } }).get("/v1/failures")).status).toBe(502);
  });

  it("end with a gap if AWS repeats a token", async () => {
    const transport = {
      name: "circle",
      send: async (operation: string) =>
        operation === "DescribeMaintenanceWindows"
          ? { WindowIdentities: [{ WindowId: "mw-0123456789abcdef0" }] }
          : { WindowExecutions: [], NextToken: "again" },
    };
    const pages = await allPages(testApp({ transport, limits: { requestsPerPage: 3 } }).get, "/v1/failures");
    expect(pages.length).toBeLessThan(5);
    expect(pages.flatMap(({ body }) => [...(body["gaps"] ?? [])])).toEqual([
      expect.objectContaining({ code: "stalled", ids: { WindowId: "mw-0123456789abcdef0" } }),
    ]);
  });
});

describe("windows on several pages", () => {
  const windowsOn = (tokens: Readonly<Record<string, string | undefined>>): Transport => ({
    name: "many windows",
    send: async (operation, input) => {
      const token = "NextToken" in input ? String(input.NextToken) : "first";
      return operation === "DescribeMaintenanceWindows"
        ? {
            WindowIdentities: [{ WindowId: `mw-${"0".repeat(16)}${Object.keys(tokens).indexOf(token)}` }],
            NextToken: tokens[token],
          }
        : { WindowExecutions: [] };
    },
  });

  it("are all read", async () => {
    const { get } = testApp({
      transport: windowsOn({ first: "b", b: "c", c: undefined }),
      limits: { requestsPerPage: 3 },
    });
    const pages = await allPages(get, "/v1/failures");
    const ids = pages
      .flatMap(({ body }) => [...(body["windows"] ?? [])])
      .map(({ WindowId }) => String(WindowId).at(-1));
    expect([...new Set(ids)]).toEqual(["0", "1", "2"]);
  });

  it("leave a gap if AWS repeats a token", async () => {
    const { get } = testApp({ transport: windowsOn({ first: "b", b: "b" }), limits: { requestsPerPage: 3 } });
    const pages = await allPages(get, "/v1/failures");
    expect(pages.flatMap(({ body }) => [...(body["gaps"] ?? [])])).toEqual([
      expect.objectContaining({ operation: "DescribeMaintenanceWindows", code: "stalled" }),
    ]);
  });
});

/** Evidence of half of an execution. */
const soFar: ExecutionSoFar = {
  execution: {
    ...emptyExecution.execution,
    counts: {
      total: 3,
      exact: true,
      results: { ...emptyExecution.execution.counts.results, passed: 1, notRun: 2 },
      stopped: 1,
    },
    verdicts: { ...emptyExecution.execution.verdicts, PARTIAL: 1 },
    badParts: 1,
    hasCause: true,
    hasCalls: true,
  },
  task: emptyExecution.task,
};

describe("a cursor", () => {
  it("decodes to its position", () => {
    const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(
        fc.array(hex, { maxLength: 60 }),
        fc.option(fc.string({ minLength: 1, unit: "grapheme" }), { nil: undefined }),
        fc.nat(1000),
        fc.option(
          fc.record({
            TaskExecutionId: fc.uuid(),
            token: fc.constantFrom(undefined, "next"),
            done: fc.nat(1000),
            soFar: fc.constantFrom(undefined, soFar),
          }),
          {
            nil: undefined,
          },
        ),
        (windows, token, done, within) => {
          const position = {
            since: new Date("2026-11-20T00:00:00Z"),
            now: new Date("2026-11-22T00:00:00Z"),
            windows: windows.map((id) => `mw-${id}`),
            windowsToken: undefined,
            executionsToken: token,
            done,
            within,
            hasGaps: done % 2 === 1,
          };
          expect(cursor.read([writeCursor(position) ?? ""], { now: position.now })).toEqual(position);
        },
      ),
    );
  });

  const numbers = (length: number) => Array.from({ length }, () => 0);
  const level = (verdicts: readonly number[]) => [numbers(9), 0, [], verdicts, 0, 1];
  const part = (...members: readonly unknown[]) => [3, 0, 1, [], null, null, 0, members, 0];
  const task = "0".repeat(36);

  it.each([
    ["another version", [2, 0, 1, [], null, null, 0, null, 0]],
    ["too few parts", [3, 0, 1, [], null, null]],
    ["an end before its start", [3, 2, 1, [], null, null, 0, null, 0]],
    ["an invalid time", [3, 0, 1e300, [], null, null, 0, null, 0]],
    ["an invalid ID", [3, 0, 1, ["../../etc/passwd"], null, null, 0, null, 0]],
    ["an empty token", [3, 0, 1, [], "", null, 0, null, 0]],
    ["a negative count", [3, 0, 1, [], null, null, -1, null, 0]],
    ["an invalid flag", [3, 0, 1, [], null, null, 0, null, 2]],
    ["an invalid position in an execution", part("../x", null, 0, null)],
    ["a negative position in an execution", part(task, null, -1, null)],
    ["evidence of another type", part(task, null, 0, {})],
    ["evidence of one level", part(task, null, 0, [level(numbers(7))])],
    ["evidence with too few verdicts", part(task, null, 0, [level(numbers(7)), level(numbers(6))])],
    [
      "evidence with a negative verdict",
      part(task, null, 0, [level(numbers(7)), level([-1, ...numbers(6)])]),
    ],
    [
      "evidence with a billion verdicts",
      part(task, null, 0, [level(numbers(7)), level([1e9, ...numbers(6)])]),
    ],
    [
      "evidence with many verdicts",
      part(task, null, 0, [level(numbers(7)), level([2e5, 2e5, ...numbers(5)])]),
    ],
    ["another type", { since: 0 }],
  ])("with %s is rejected", async (_, stored) => {
    const { status, body } = await testApp().get(
      `/v1/failures?cursor=${btoa(JSON.stringify(stored)).replaceAll("=", "")}`,
    );
    expect([status, body["errors"]?.[0]?.["parameter"]]).toEqual([400, "cursor"]);
  });

  it("with evidence of both levels is accepted", async () => {
    const stored = part(task, null, 0, [level(numbers(7)), level(numbers(7))]);
    const encoded = btoa(JSON.stringify(stored)).replaceAll("=", "");
    expect((await testApp().get(`/v1/failures?cursor=${encoded}`)).status).toBe(200);
  });

  it("with an expired token leads to the end", async () => {
    const stored = [3, 0, 1_795_334_400_000, ["0123456789abcdef0"], null, "expired-token", 0, null, 0];
    const { status, body } = await testApp().get(
      `/v1/failures?cursor=${btoa(JSON.stringify(stored)).replaceAll("=", "")}`,
    );
    expect([status, body["done"], body["complete"]]).toEqual([200, true, false]);
  });
});
