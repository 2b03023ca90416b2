import { createClient, type Transport } from "@windowpane/core";
import { reportFailures } from "@windowpane/report";
import { fleet, mockTransport, patchNight } from "@windowpane/transport-mock";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cursor, writeCursor } from "../../src/failures/cursor.ts";
import { world, type Answer, type Document } from "../world.ts";

const demo = { mock: { scenario: patchNight } };

const allPages = async (get: ReturnType<typeof world>["get"], path: string): Promise<readonly Answer[]> => {
  const pages = [await get(path)];
  for (let page = pages[0]; page?.body["nextCursor"] !== undefined; page = pages.at(-1)) {
    pages.push(await get(`/v1/failures?cursor=${String(page.body["nextCursor"])}`));
    expect(pages.length).toBeLessThan(200);
  }
  return pages;
};

const sum = (pages: readonly Answer[], of: (body: Document) => unknown): number =>
  pages.reduce((total, { body }) => total + Number(of(body)), 0);

describe("what failed over all windows, page by page", () => {
  it("is what the report package finds in one go", async () => {
    const { get } = world(demo);
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
    expect(sum(pages, (body) => body["counts"]?.["total"])).toBe(whole.counts.total);
    expect(sum(pages, (body) => body["verdicts"]?.["PASSED"])).toBe(whole.verdicts.PASSED);
    const keys = pages.flatMap(({ body }) => [...(body["groups"] ?? [])]).map(({ key }) => String(key));
    expect(new Set(keys)).toEqual(new Set(whole.groups.map(({ key }) => key)));
  });

  it.each([1, 2, 7, 40])(
    "costs at most %i requests a page where so many are allowed, and comes to its end",
    async (most) => {
      const { get } = world({ ...demo, limits: { requestsPerPage: most } });
      const pages = await allPages(get, "/v1/failures?since=2h");
      for (const { body } of pages) expect(Number(body["requests"])).toBeLessThanOrEqual(most);
      expect(pages.at(-1)?.body["done"]).toBe(true);
      expect(
        new Set(pages.flatMap(({ body }) => [...(body["windows"] ?? [])]).map(({ WindowId }) => WindowId))
          .size,
      ).toBe(14);
    },
  );

  it("gives an execution that does not fit a page with gaps, says so, and goes on", async () => {
    const { get } = world({
      mock: { scenario: fleet({ invocations: 500 }) },
      limits: { requestsPerPage: 12 },
    });
    const { body } = await get("/v1/failures?since=24h");
    expect([body["executions"]?.length, body["complete"], body["done"]]).toEqual([1, false, true]);
    expect(body["gaps"]?.[0]).toMatchObject({ code: "windowpane-request-limit" });
  });

  it("leads on with a link that holds the stretch of time", async () => {
    const { get } = world({ ...demo, limits: { requestsPerPage: 10 } });
    const { headers, body } = await get("/v1/failures?since=12h&includeSensitive=true");
    const link = headers.get("link") ?? "";
    expect(link).toBe(
      `</v1/failures?includeSensitive=true&cursor=${String(body["nextCursor"])}>; rel="next"`,
    );
    expect((await get(link.slice(1, link.indexOf(">")))).body["since"]).toBe(body["since"]);
  });

  it("takes the last day where nothing is said", async () => {
    const { body } = await world({ mock: { scenario: fleet({ invocations: 1 }) } }).get("/v1/failures");
    expect(Date.parse(String(body["now"])) - Date.parse(String(body["since"]))).toBe(86_400_000);
  });

  it("does not take a new beginning beside a cursor", async () => {
    const { get } = world({ ...demo, limits: { requestsPerPage: 5 } });
    const { body } = await get("/v1/failures");
    const again = await get(`/v1/failures?since=2h&cursor=${String(body["nextCursor"])}`);
    expect([again.status, again.body["errors"]?.[0]?.["parameter"]]).toEqual([400, "since"]);
  });

  it("tells a window that could not be read as a gap, and reads the others", async () => {
    const faults = [
      { kind: "server-error", operations: ["DescribeMaintenanceWindowExecutions"], times: 1 },
    ] as const;
    const pages = await allPages(world({ mock: { ...demo.mock, faults } }).get, "/v1/failures?since=2h");
    const gaps = pages.flatMap(({ body }) => [...(body["gaps"] ?? [])]);
    expect(gaps[0]).toMatchObject({
      operation: "DescribeMaintenanceWindowExecutions",
      code: "InternalServerError",
      why: "The executions of a window could not be read: AWS had an internal error.",
    });
    expect(pages.at(-1)?.body["done"]).toBe(true);
  });

  it("is a problem when not even the windows can be listed", async () => {
    const faults = [{ kind: "access-denied", operations: ["DescribeMaintenanceWindows"] }] as const;
    expect((await world({ mock: { ...demo.mock, faults } }).get("/v1/failures")).status).toBe(502);
  });

  it("does not go round for ever when AWS's pages do", async () => {
    const transport = {
      name: "circle",
      send: async (operation: string) =>
        operation === "DescribeMaintenanceWindows"
          ? { WindowIdentities: [{ WindowId: "mw-0123456789abcdef0" }] }
          : { WindowExecutions: [], NextToken: "again" },
    };
    const pages = await allPages(world({ transport, limits: { requestsPerPage: 3 } }).get, "/v1/failures");
    expect(pages.length).toBeLessThan(5);
    expect(pages.flatMap(({ body }) => [...(body["gaps"] ?? [])])).toEqual([
      expect.objectContaining({ code: "stalled", ids: { WindowId: "mw-0123456789abcdef0" } }),
    ]);
  });
});

describe("windows over several pages", () => {
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

  it("are all looked at", async () => {
    const { get } = world({
      transport: windowsOn({ first: "b", b: "c", c: undefined }),
      limits: { requestsPerPage: 3 },
    });
    const pages = await allPages(get, "/v1/failures");
    const ids = pages
      .flatMap(({ body }) => [...(body["windows"] ?? [])])
      .map(({ WindowId }) => String(WindowId).at(-1));
    expect([...new Set(ids)]).toEqual(["0", "1", "2"]);
  });

  it("that go round in a circle leave a gap, and come to an end", async () => {
    const { get } = world({ transport: windowsOn({ first: "b", b: "b" }), limits: { requestsPerPage: 3 } });
    const pages = await allPages(get, "/v1/failures");
    expect(pages.flatMap(({ body }) => [...(body["gaps"] ?? [])])).toEqual([
      expect.objectContaining({ operation: "DescribeMaintenanceWindows", code: "stalled" }),
    ]);
  });
});

describe("a cursor", () => {
  it("gives back the position that it was made from", () => {
    const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(
        fc.array(hex, { maxLength: 60 }),
        fc.option(fc.string({ minLength: 1, unit: "grapheme" }), { nil: undefined }),
        fc.nat(1000),
        (windows, token, done) => {
          const position = {
            since: new Date("2026-11-20T00:00:00Z"),
            now: new Date("2026-11-22T00:00:00Z"),
            windows: windows.map((id) => `mw-${id}`),
            windowsToken: undefined,
            executionsToken: token,
            done,
          };
          expect(cursor.read([writeCursor(position)], { now: position.now })).toEqual(position);
        },
      ),
    );
  });

  it.each([
    ["another form", [2, 0, 1, [], null, null, 0]],
    ["too few parts", [1, 0, 1, [], null, null]],
    ["an end before its beginning", [1, 2, 1, [], null, null, 0]],
    ["a time that is none", [1, 0, 1e300, [], null, null, 0]],
    ["an id that is none", [1, 0, 1, ["../../etc/passwd"], null, null, 0]],
    ["an empty token", [1, 0, 1, [], "", null, 0]],
    ["a count below nothing", [1, 0, 1, [], null, null, -1]],
    ["something else", { since: 0 }],
  ])("of %s is refused", async (_, written) => {
    const { status, body } = await world().get(
      `/v1/failures?cursor=${btoa(JSON.stringify(written)).replaceAll("=", "")}`,
    );
    expect([status, body["errors"]?.[0]?.["parameter"]]).toEqual([400, "cursor"]);
  });

  it("that leads nowhere any more gives an end, not a fault of ours", async () => {
    const written = [1, 0, 1_795_334_400_000, ["0123456789abcdef0"], null, "made-up", 0];
    const { status, body } = await world().get(
      `/v1/failures?cursor=${btoa(JSON.stringify(written)).replaceAll("=", "")}`,
    );
    expect([status, body["done"], body["complete"]]).toEqual([200, true, false]);
  });
});
