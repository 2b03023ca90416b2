import { createHash } from "node:crypto";
import { documentation, documentationIds, fleet, fleetIds, patchNight } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { testApp } from "../test-app.ts";

const report = `/v1/executions/${fleetIds.WindowExecutionId}/report`;
const { app, get } = testApp({ mock: { scenario: fleet({ invocations: 30, failureRate: 0.2 }) } });

const formats = [
  ["html", "text/html", "<!doctype html>"],
  ["markdown", "text/markdown", "# ✖ "],
  ["csv", "text/csv", "kind,name,"],
  ["junit", "application/xml", "<?xml"],
  ["json", "application/json", '{"WindowExecutionId"'],
] as const;

describe("a report", () => {
  it.each(formats)("is available as %s, by Accept and by format", async (format, media, start) => {
    for (const response of [await get(report, { accept: media }), await get(`${report}?format=${format}`)]) {
      expect(response.headers.get("content-type")?.split(";")[0]).toBe(media);
      expect(response.text.startsWith(start)).toBe(true);
    }
  });

  it("has the format of the parameter, regardless of Accept", async () => {
    for (const accept of ["text/html", "image/png"]) {
      const { status, headers } = await get(`${report}?format=csv`, { accept });
      expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
    }
    expect((await get(report, { accept: "image/png" })).status).toBe(406);
  });

  it("starts CSV with a byte order mark on request only", async () => {
    // Decoding a response as text would drop the mark.
    const bytesOf = async (path: string): Promise<Buffer> =>
      Buffer.from(await (await app.request(path)).arrayBuffer());
    const [plain, marked] = [
      await bytesOf(`${report}?format=csv`),
      await bytesOf(`${report}?format=csv&bom=true`),
    ];
    expect(marked.toString("hex")).toBe(`efbbbf${plain.toString("hex")}`);
    expect((await get(`${report}?format=html&bom=true`)).text.startsWith("<!doctype")).toBe(true);
  });

  it("is HTML for a browser, and JSON by default", async () => {
    const accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    expect((await get(report, { accept })).headers.get("content-type")).toMatch(/^text\/html/u);
    expect((await get(report)).headers.get("content-type")).toBe("application/json");
  });

  it("has a content security policy that allows only its own style sheet", async () => {
    const { text, headers } = await get(report, { accept: "text/html" });
    const style = /<style>([\s\S]*?)<\/style>/u.exec(text)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/u);
    expect(policy).not.toContain("unsafe");
  });

  it.each(formats)("omits sensitive members from %s unless requested", async (format) => {
    const { get: getOther } = testApp({ mock: { scenario: documentation } });
    const path = `/v1/executions/${documentationIds.WindowExecutionId}/report?format=${format}`;
    const secret = /instanceIds|maxErrors/u;
    expect((await getOther(path)).text).not.toMatch(secret);
    expect((await getOther(`${path}&includeSensitive=true`)).text).toMatch(secret);
  });

  it("has the window's name and cutoff if windowId is set", async () => {
    const { get: getOther } = testApp({ mock: { scenario: patchNight } });
    const { body } = await getOther("/v1/windows?filter=db-snapshot");
    const WindowId = String(body["WindowIdentities"]?.[0]?.["WindowId"]);
    const { body: list } = await getOther(`/v1/windows/${WindowId}/executions`);
    const id = String(list["WindowExecutions"]?.[0]?.["WindowExecutionId"]);
    const { text } = await getOther(`/v1/executions/${id}/report?format=html&windowId=${WindowId}`);
    expect(text).toContain("<h1>db-snapshot-nightly</h1>");
    expect(text).toMatch(/>cutoff \d\d:\d\d</u);
  });
});
