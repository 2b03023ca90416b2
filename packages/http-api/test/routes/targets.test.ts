/** Machines of an execution: pages and filters. */
import { fixedClock, fleet, fleetIds } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { linesOf, testApp, type Document } from "../test-app.ts";

const scenario = fleet({ invocations: 120, failureRate: 0.2 });
const { get } = testApp({ mock: { scenario, clock: fixedClock("2026-11-22T12:00:00Z") } });
const path = `/v1/executions/${fleetIds.WindowExecutionId}/targets`;
const idsOf = (body: Document): readonly string[] =>
  [...(body["machines"] ?? [])].map(({ InstanceId }) => String(InstanceId));

describe("pages of machines", () => {
  it.each(["", "result=failed", "filter=result:failed", "status=Failed"])(
    "have every machine of %s once, with the counts of the whole",
    async (query) => {
      const all = (await get(`${path}?${query}`)).body;
      const ids: string[] = [];
      let next: string | undefined = `${path}?maxResults=7&${query}`;
      let pages = 0;
      while (next !== undefined) {
        const { body, headers } = await get(next);
        expect([body["counts"], body["shown"], body["Name"]]).toEqual([
          all["counts"],
          all["shown"],
          all["Name"],
        ]);
        ids.push(...idsOf(body));
        pages += 1;
        const link = /^<(?<url>[^>]+)>; rel="next"$/u.exec(headers.get("link") ?? "")?.groups?.["url"];
        expect(link === undefined).toBe(body["nextCursor"] === undefined);
        next = link;
      }
      expect(pages).toBe(Math.ceil(Number(all["shown"]) / 7));
      expect(ids).toEqual(idsOf(all));
      expect(new Set(ids).size).toBe(Number(all["shown"]));
    },
  );

  it("are the same at every request, and can be cached", async () => {
    const first = await get(`${path}?maxResults=10`);
    const second = await get(`${path}?maxResults=10&cursor=${String(first.body["nextCursor"])}`);
    const again = await get(`${path}?maxResults=10&cursor=${String(first.body["nextCursor"])}`);
    expect(second.text).toBe(again.text);
    expect(second.headers.get("etag")).toBe(again.headers.get("etag"));
    expect(second.headers.get("cache-control")).toContain("immutable");
  });

  it("are available as NDJSON", async () => {
    const lines = linesOf(await get(`${path}?maxResults=3`, { accept: "application/x-ndjson" }));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ Name: "fleet", result: "failed" });
  });

  it("reject a cursor of another list, and an invalid one", async () => {
    const { body } = await get(`${path}?maxResults=5`);
    const cursor = String(body["nextCursor"]);
    const other = await get(`${path}?maxResults=5&result=failed&cursor=${cursor}`);
    expect([other.status, other.body["errors"]?.[0]?.["parameter"]]).toEqual([400, "cursor"]);
    const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const text of [
      "x",
      "",
      encoded([1, -1, "00000000"]),
      encoded([1, 1.5, "00000000"]),
      encoded([2, 5, "00000000"]),
      encoded([1, 5, "00000000", 1]),
      encoded({ length: 3 }),
      encoded(null),
      "A".repeat(7000),
    ]) {
      const { status } = await get(`${path}?cursor=${text}`);
      expect([text.slice(0, 40), status]).toEqual([text.slice(0, 40), 400]);
    }
    for (const most of ["0", "-1", "1e3", "10001", "", "5 "])
      expect([most, (await get(`${path}?maxResults=${encodeURIComponent(most)}`)).status]).toEqual([
        most,
        400,
      ]);
  });

  it("have the name of the window, also without searching for it", async () => {
    const { body } = await get(`${path}?maxResults=1&windowId=${fleetIds.WindowId}`);
    expect(body).toMatchObject({ Name: "fleet", WindowId: fleetIds.WindowId });
    expect(body["machines"]?.[0]).toMatchObject({ Name: "fleet", TaskArn: "AWS-RunShellScript" });
  });
});
