import { EnvironmentError } from "@windowpane/http-api";
import { describe, expect, it } from "vitest";
import { readEnv, type Env } from "../src/env.ts";

const now = (): Date => new Date("2026-11-22T08:00:00Z");
const token = "0123456789abcdef0123456789abcdef";
const demo: Env = { WINDOWPANE_SOURCE: "demo", WINDOWPANE_TOKENS: `reader:read:${token}` };
const aws: Env = {
  ...demo,
  WINDOWPANE_SOURCE: "aws",
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
  AWS_SECRET_ACCESS_KEY: "secret-of-aws",
};

describe("the environment of the Worker", () => {
  it.each([
    { WINDOWPANE_SOURCE: "demo", source: { kind: "demo", scenario: undefined } },
    { WINDOWPANE_SOURCE: "demo:fleet:250", source: { kind: "demo", scenario: "fleet:250" } },
  ])("reads $WINDOWPANE_SOURCE", ({ WINDOWPANE_SOURCE, source }) => {
    expect(readEnv({ ...demo, WINDOWPANE_SOURCE }, now).source).toEqual(source);
  });

  it("reads AWS's keys, with a session token where there is one", () => {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-of-aws" };
    expect(readEnv(aws, now).source).toEqual({ kind: "aws", region: "eu-central-1", credentials });
    expect(readEnv({ ...aws, AWS_SESSION_TOKEN: "session" }, now).source).toMatchObject({
      credentials: { ...credentials, sessionToken: "session" },
    });
  });

  it("keeps within the 50 requests of a free Worker, two tries each, unless told of more", () => {
    expect(readEnv(demo, now).app.limits).toEqual({ requestsPerWalk: 24, requestsPerPage: 24 });
    const { limits } = readEnv({ ...demo, WINDOWPANE_REQUESTS_PER_WALK: "400" }, now).app;
    expect(limits).toEqual({ requestsPerWalk: 400, requestsPerPage: 24 });
  });

  it("counts a caller's requests with Cloudflare's limiter, by the caller's id", async () => {
    const keys: string[] = [];
    const RATE_LIMIT = {
      limit: async ({ key }: { readonly key: string }) => {
        keys.push(key);
        return { success: keys.length < 2 };
      },
    };
    const { rateLimit } = readEnv({ ...demo, RATE_LIMIT }, now).app;
    const caller = { id: "reader", roles: new Set(["read"] as const) };
    expect(await rateLimit?.(caller)).toEqual({ allowed: true });
    expect(await rateLimit?.(caller)).toMatchObject({ allowed: false });
    expect(keys).toEqual(["reader", "reader"]);
  });

  it("names the origins whose pages may read answers; none unless they are given", () => {
    expect(readEnv(demo, now).app.cors).toBeUndefined();
    const { cors } = readEnv(
      { ...demo, WINDOWPANE_CORS_ORIGINS: "https://a.example, https://b.example" },
      now,
    ).app;
    expect(cors).toEqual({ origins: ["https://a.example", "https://b.example"] });
  });

  it.each<{ readonly env: Env; readonly says: string }>([
    { env: {}, says: 'WINDOWPANE_SOURCE cannot be "".' },
    { env: { ...demo, WINDOWPANE_SOURCE: "AWS" }, says: 'WINDOWPANE_SOURCE cannot be "AWS".' },
    { env: { ...aws, WINDOWPANE_SOURCE: "aws:x" }, says: 'WINDOWPANE_SOURCE cannot be "aws:x".' },
    { env: { ...aws, AWS_REGION: "" }, says: "AWS_REGION is not set" },
    { env: { ...aws, AWS_REGION: "evil.example/" }, says: 'AWS_REGION cannot be "evil.example/".' },
    { env: { ...aws, AWS_SECRET_ACCESS_KEY: "" }, says: "AWS_SECRET_ACCESS_KEY is not set" },
    { env: { ...aws, WINDOWPANE_TOKENS: "" }, says: "No authentication is configured" },
    { env: { ...aws, WINDOWPANE_OPEN: "true" }, says: "A real account cannot be open to everybody." },
    { env: { WINDOWPANE_SOURCE: "demo" }, says: "No authentication is configured" },
    { env: { ...demo, WINDOWPANE_OPEN: "yes" }, says: 'WINDOWPANE_OPEN cannot be "yes".' },
    { env: { ...demo, WINDOWPANE_REQUESTS_PER_WALK: "many" }, says: "WINDOWPANE_REQUESTS_PER_WALK" },
    { env: { ...demo, WINDOWPANE_CORS_ORIGINS: "*" }, says: 'WINDOWPANE_CORS_ORIGINS cannot name "*".' },
  ])("refuses: $says", ({ env, says }) => {
    const thrown = ((): unknown => {
      try {
        return readEnv(env, now);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(EnvironmentError);
    const { message, advice } = thrown as EnvironmentError; // Just held.
    expect(message).toContain(says);
    expect(advice).not.toBe("");
    expect(message + advice).not.toContain("secret-of-aws");
  });
});
