import { expect } from "vitest";
import { request, jsonOf } from "../subject/request.ts";
import type { HttpRule } from "../subject/subject.ts";
import { invocationsPath } from "./lists.ts";

/** Rules about public pages and common headers. */
export const pageRules: Readonly<Record<string, HttpRule>> = {
  "returns liveness and readiness without credentials": async ({ url }) => {
    for (const path of ["/healthz", "/readyz"]) {
      expect((await request(url, path, { token: null })).status, path).toBe(200);
    }
  },

  "returns an OpenAPI 3.1 document": async ({ url }) => {
    const response = await request(url, "/openapi.json", { token: null });
    const { openapi, paths } = await jsonOf(response);
    expect(openapi).toMatch(/^3\.1\./);
    expect(Object.keys(paths as object)).toContain("/v1/windows");
  },

  "returns a reference page without other hosts and inline scripts": async ({ url }) => {
    const response = await request(url, "/docs", { token: null });
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src 'unsafe-inline'");
    expect(await response.text()).not.toMatch(/(src|href)="https?:\/\//);
  },

  "sends security headers with all responses": async ({ url, subject }) => {
    for (const response of [
      await request(url, invocationsPath(subject)),
      await request(url, "/v1/windows", { token: null }),
      await request(url, "/nothing-here"),
    ]) {
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.has("content-security-policy")).toBe(true);
      expect(response.headers.has("access-control-allow-origin")).toBe(false);
      await response.body?.cancel();
    }
  },

  "returns 304 for a final page with a matching ETag": async ({ url, subject }) => {
    const path = `/v1/executions/${subject.ids.WindowExecutionId}`;
    const first = await request(url, path);
    const tag = first.headers.get("etag") ?? "";
    expect(tag).not.toBe("");
    await first.body?.cancel();
    const second = await request(url, path, { headers: { "if-none-match": tag } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe("");
  },

  "rejects unknown paths and methods": async ({ url }) => {
    expect((await request(url, "/v1/nothing")).status).toBe(404);
    const wrongMethod = await request(url, "/v1/windows", { method: "DELETE" });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get("allow")).toContain("GET");
  },
};
