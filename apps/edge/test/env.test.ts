import { EnvironmentError, limitNames, limitTable, limitVariable } from "@windowpane/http-api";
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

describe("readEnv", () => {
  it.each([
    { WINDOWPANE_SOURCE: "demo", source: { kind: "demo", scenario: undefined } },
    { WINDOWPANE_SOURCE: "demo:fleet:250", source: { kind: "demo", scenario: "fleet:250" } },
  ])("reads $WINDOWPANE_SOURCE", ({ WINDOWPANE_SOURCE, source }) => {
    expect(readEnv({ ...demo, WINDOWPANE_SOURCE }, now).source).toEqual(source);
  });

  it("reads AWS's keys, with an optional session token", () => {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-of-aws" };
    expect(readEnv(aws, now).source).toEqual({ kind: "aws", region: "eu-central-1", credentials });
    expect(readEnv({ ...aws, AWS_SESSION_TOKEN: "session" }, now).source).toMatchObject({
      credentials: { ...credentials, sessionToken: "session" },
    });
  });

  it("reads another endpoint of AWS, without its path", () => {
    expect(readEnv({ ...aws, AWS_ENDPOINT_URL: "http://127.0.0.1:4566/" }, now).source).toMatchObject({
      endpoint: "http://127.0.0.1:4566",
    });
  });

  it("reads a fleet, whose region is optional", () => {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-of-aws" };
    const configuration = '{"regions":["eu-west-1"]}';
    const fleet = { ...aws, WINDOWPANE_FLEET: ` ${configuration}\n` };
    expect(readEnv(fleet, now).source).toEqual({
      kind: "fleet",
      configuration,
      region: "eu-central-1",
      credentials,
    });
    const { AWS_REGION: _, ...withoutRegion } = fleet;
    expect(readEnv(withoutRegion, now).source).toMatchObject({ region: undefined });
  });

  it("limits requests to AWS to the 50 of a free plan, with some second attempts, by default", () => {
    expect(readEnv(aws, now).app.limits).toEqual({
      requestsPerScan: 40,
      requestsPerPage: 40,
      concurrency: 6,
      memoryBytes: 33_554_432,
    });
    expect(readEnv(demo, now).app.limits).toEqual({ memoryBytes: 33_554_432 });
  });

  it("reads every limit from a variable, and names the variables in messages", () => {
    const variables = {
      WINDOWPANE_BODY_BYTES: "2048",
      WINDOWPANE_REQUEST_TIMEOUT: "20s",
      WINDOWPANE_SCANS_PER_CALLER: "3",
      WINDOWPANE_REQUESTS_PER_MINUTE: "60",
      WINDOWPANE_REQUESTS_PER_PAGE: "400",
      WINDOWPANE_REQUESTS_PER_SCAN: "401",
      WINDOWPANE_CONCURRENCY: "5",
      WINDOWPANE_POLL_INTERVAL: "1m",
      WINDOWPANE_FOLLOW_TIME: "2m",
      WINDOWPANE_KEEP: "3s",
      WINDOWPANE_MEMORY_BYTES: "2000000",
    };
    expect(Object.keys(variables)).toEqual(limitNames.map((name) => limitVariable(limitTable[name])));
    const { limits, limitName } = readEnv({ ...demo, ...variables }, now).app;
    expect(Object.values(limits ?? {}).toSorted((one, other) => one - other)).toEqual([
      3, 5, 60, 400, 401, 2048, 3000, 20_000, 60_000, 120_000, 2_000_000,
    ]);
    expect(limitName?.("requestsPerScan")).toBe("WINDOWPANE_REQUESTS_PER_SCAN");
  });

  it("uses Cloudflare's rate limiter with the caller's ID", async () => {
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

  it("reads the origins for CORS; none by default", () => {
    expect(readEnv(demo, now).app.cors).toBeUndefined();
    const { cors } = readEnv(
      { ...demo, WINDOWPANE_CORS_ORIGINS: "https://a.example, https://b.example" },
      now,
    ).app;
    expect(cors).toEqual({ origins: ["https://a.example", "https://b.example"] });
  });

  it("reads the path of the Worker's route; the root by default", () => {
    expect(readEnv(demo, now).app.basePath).toBe("");
    const { basePath } = readEnv({ ...demo, WINDOWPANE_BASE_PATH: "/tools/windowpane/" }, now).app;
    expect(basePath).toBe("/tools/windowpane");
  });

  it.each<{ readonly env: Env; readonly expected: string }>([
    {
      env: { ...demo, WINDOWPANE_BASE_PATH: "tools" },
      expected: 'WINDOWPANE_BASE_PATH "tools" is not a valid path.',
    },
    { env: {}, expected: '"" is not a valid WINDOWPANE_SOURCE.' },
    { env: { ...demo, WINDOWPANE_SOURCE: "AWS" }, expected: '"AWS" is not a valid WINDOWPANE_SOURCE.' },
    { env: { ...aws, WINDOWPANE_SOURCE: "aws:x" }, expected: '"aws:x" is not a valid WINDOWPANE_SOURCE.' },
    {
      env: { ...demo, WINDOWPANE_FLEET: "{}" },
      expected: "WINDOWPANE_FLEET does not apply to the demo.",
    },
    {
      env: { ...aws, WINDOWPANE_FLEET: "{}", AWS_REGION: "x/" },
      expected: '"x/" is not a valid AWS_REGION.',
    },
    {
      env: { ...aws, WINDOWPANE_FLEET: "{}", AWS_SECRET_ACCESS_KEY: "" },
      expected: "AWS_SECRET_ACCESS_KEY is not set",
    },
    {
      env: { ...aws, AWS_ENDPOINT_URL: "http://user:password@x" },
      expected: "is not a valid AWS_ENDPOINT_URL.",
    },
    { env: { ...aws, AWS_REGION: "" }, expected: "AWS_REGION is not set" },
    { env: { ...aws, AWS_REGION: "evil.example/" }, expected: '"evil.example/" is not a valid AWS_REGION.' },
    { env: { ...aws, AWS_REGION: "eu-central-1\n" }, expected: "AWS_REGION has a line break at its end." },
    {
      env: { ...aws, AWS_ACCESS_KEY_ID: " AKIDEXAMPLE" },
      expected: "AWS_ACCESS_KEY_ID has a space at its start.",
    },
    {
      env: { ...aws, AWS_SECRET_ACCESS_KEY: '"secret-of-aws"' },
      expected: "AWS_SECRET_ACCESS_KEY has a quotation mark at its start or end.",
    },
    {
      env: { ...aws, AWS_SECRET_ACCESS_KEY: "secret-of-aws\r\n" },
      expected: "AWS_SECRET_ACCESS_KEY has a line break at its end.",
    },
    {
      env: { ...aws, AWS_SESSION_TOKEN: "secret-of-\naws" },
      expected: "AWS_SESSION_TOKEN has a line break in it.",
    },
    {
      env: { ...aws, AWS_SESSION_TOKEN: "secret-of-aws\u200b" },
      expected: "AWS_SESSION_TOKEN has a character that is not ASCII or not printable.",
    },
    { env: { ...aws, AWS_SECRET_ACCESS_KEY: "" }, expected: "AWS_SECRET_ACCESS_KEY is not set" },
    { env: { ...aws, WINDOWPANE_TOKENS: "" }, expected: "No authentication is configured" },
    { env: { ...aws, WINDOWPANE_OPEN: "true" }, expected: "A real account requires authentication." },
    {
      env: { ...demo, WINDOWPANE_OPEN: "true", WINDOWPANE_TOKENS: "a:read:0123456789abcdef0123456789abcdef" },
      expected: "WINDOWPANE_OPEN=true cannot be combined with WINDOWPANE_TOKENS",
    },
    { env: { WINDOWPANE_SOURCE: "demo" }, expected: "No authentication is configured" },
    { env: { ...demo, WINDOWPANE_OPEN: "yes" }, expected: '"yes" is not a valid WINDOWPANE_OPEN.' },
    {
      env: { ...demo, WINDOWPANE_REQUESTS_PER_SCAN: "many" },
      expected: 'WINDOWPANE_REQUESTS_PER_SCAN "many" is not valid.',
    },
    {
      env: { ...demo, WINDOWPANE_REQUEST_TIMEOUT: "30" },
      expected: 'WINDOWPANE_REQUEST_TIMEOUT "30" is not valid.',
    },
    {
      env: {
        ...demo,
        WINDOWPANE_REQUESTS_PER_MINUTE: "60",
        RATE_LIMIT: { limit: async () => ({ success: true }) },
      },
      expected: "WINDOWPANE_REQUESTS_PER_MINUTE does not apply, because the binding RATE_LIMIT",
    },
    {
      env: { ...demo, WINDOWPANE_CORS_ORIGINS: "*" },
      expected: 'WINDOWPANE_CORS_ORIGINS "*" is not a valid origin.',
    },
  ])("throws: $expected", ({ env, expected }) => {
    const thrown = ((): unknown => {
      try {
        return readEnv(env, now);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(EnvironmentError);
    const { message, advice } = thrown as EnvironmentError; // Checked above.
    expect(message).toContain(expected);
    expect(advice).not.toBe("");
    expect(message + advice).not.toContain("secret-of-aws");
  });
});
