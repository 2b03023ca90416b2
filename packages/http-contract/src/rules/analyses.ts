import { expect } from "vitest";
import { request, jsonOf } from "../subject/request.ts";
import type { HttpRule } from "../subject/subject.ts";

/** Rules about what is computed over several responses of AWS. They hold whatever the limits of the runtime are. */
export const analysisRules: Readonly<Record<string, HttpRule>> = {
  "returns the execution in lists over all windows, and counts it on its day": async ({ url, subject }) => {
    const { WindowExecutionId, WindowId } = subject.ids;
    const listed = await jsonOf(await request(url, "/v1/executions?since=7d"));
    expect(listed["executions"]).toMatchObject([{ WindowExecutionId, WindowId }]);
    const latest = await jsonOf(await request(url, "/v1/windows/latest"));
    expect(latest["windows"]).toMatchObject([{ window: { WindowId }, execution: { WindowExecutionId } }]);
    const counts = await jsonOf(await request(url, "/v1/counts?since=7d&timeZone=Asia/Tokyo"));
    expect(counts["timeZone"]).toBe("Asia/Tokyo");
    expect(counts["days"]).toMatchObject([{ windows: [{ WindowId }] }]);
  },

  "returns a timeline and pages of machines": async ({ url, subject }) => {
    const path = `/v1/executions/${subject.ids.WindowExecutionId}`;
    const timeline = await jsonOf(await request(url, `${path}/timeline`));
    expect((timeline["rows"] as readonly object[])[0]).toMatchObject({ level: "execution", name: "fleet" });
    const first = await jsonOf(await request(url, `${path}/targets?maxResults=5`));
    expect(first["machines"]).toHaveLength(5);
    const cursor = encodeURIComponent(String(first["nextCursor"]));
    const second = await jsonOf(await request(url, `${path}/targets?maxResults=5&cursor=${cursor}`));
    expect(second["machines"]).toHaveLength(5);
    expect(second["shown"]).toBe(first["shown"]);
  },

  "lists the fields of a list if a filter has another one": async ({ url, subject }) => {
    const path = `/v1/executions/${subject.ids.WindowExecutionId}/targets?filter=severity:high`;
    const response = await request(url, path);
    expect(response.status).toBe(400);
    const [error] = (await jsonOf(response))["errors"] as readonly { readonly allowed?: readonly string[] }[];
    expect(error?.allowed).toContain("result");
  },
};
