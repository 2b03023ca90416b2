import { expect } from "vitest";
import { ask, jsonOf } from "../subject/ask.ts";
import type { Line } from "../subject/subject.ts";
import { invocationsPath } from "./lists.ts";

/** What needs no credential, and what every answer carries. */
export const pageLines: Readonly<Record<string, Line>> = {
  "says that it lives and is ready, to everybody": async ({ url }) => {
    for (const path of ["/healthz", "/readyz"]) {
      expect((await ask(url, path, { token: null })).status, path).toBe(200);
    }
  },

  "describes itself in OpenAPI 3.1": async ({ url }) => {
    const response = await ask(url, "/openapi.json", { token: null });
    const { openapi, paths } = await jsonOf(response);
    expect(openapi).toMatch(/^3\.1\./);
    expect(Object.keys(paths as object)).toContain("/v1/windows");
  },

  "has a reference page that needs no other host and runs no inline script": async ({ url }) => {
    const response = await ask(url, "/docs", { token: null });
    expect(response.status).toBe(200);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src 'unsafe-inline'");
    expect(await response.text()).not.toMatch(/(src|href)="https?:\/\//);
  },

  "sends its security headers with answers and refusals alike": async ({ url, subject }) => {
    for (const response of [
      await ask(url, invocationsPath(subject)),
      await ask(url, "/v1/windows", { token: null }),
      await ask(url, "/nothing-here"),
    ]) {
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
      expect(response.headers.has("content-security-policy")).toBe(true);
      expect(response.headers.has("access-control-allow-origin")).toBe(false);
      await response.body?.cancel();
    }
  },

  "sends a finished page once: then its tag is enough": async ({ url, subject }) => {
    const path = `/v1/executions/${subject.ids.WindowExecutionId}`;
    const first = await ask(url, path);
    const tag = first.headers.get("etag") ?? "";
    expect(tag).not.toBe("");
    await first.body?.cancel();
    const second = await ask(url, path, { headers: { "if-none-match": tag } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe("");
  },

  "says what there is not": async ({ url }) => {
    expect((await ask(url, "/v1/nothing")).status).toBe(404);
    const wrongMethod = await ask(url, "/v1/windows", { method: "DELETE" });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get("allow")).toContain("GET");
  },
};
