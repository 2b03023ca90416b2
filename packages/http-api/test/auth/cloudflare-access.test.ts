import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK, type JWTPayload } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { accessKeys } from "../../src/auth/access-keys.ts";
import { cloudflareAccess, type CloudflareAccessOptions } from "../../src/auth/cloudflare-access.ts";
import type { Authenticator } from "../../src/auth/authenticator.ts";
import { testApp } from "../test-app.ts";

const now = new Date("2026-11-22T10:15:00Z");
const seconds = now.getTime() / 1000;
const audience = "f4a1c0ffee0123456789f4a1c0ffee0123456789f4a1c0ffee0123456789abcd";
const issuer = "https://acme.cloudflareaccess.com";

const claims: JWTPayload = {
  iss: issuer,
  aud: [audience],
  sub: "7335d417-61da-459d-899c-0a01c76a2f94",
  email: "someone@example.com",
  iat: seconds - 60,
  nbf: seconds - 60,
  exp: seconds + 60,
};

const keyPairs = async (): Promise<Readonly<Record<"rsa" | "ec" | "other", CryptoKeyPair>>> => {
  const [rsa, ec, other] = await Promise.all([
    generateKeyPair("RS256"),
    generateKeyPair("ES256"),
    generateKeyPair("RS256"),
  ]);
  return { rsa, ec, other };
};

let keys: Awaited<ReturnType<typeof keyPairs>>;
let published: { readonly keys: JWK[] };
let authenticator: Authenticator;

beforeAll(async () => {
  keys = await keyPairs();
  published = {
    keys: [
      { ...(await exportJWK(keys.rsa.publicKey)), kid: "rsa", alg: "RS256", use: "sig" },
      { ...(await exportJWK(keys.ec.publicKey)), kid: "ec", alg: "ES256", use: "sig" },
    ],
  };
  authenticator = cloudflareAccess({
    teamDomain: "acme.cloudflareaccess.com",
    audience,
    roles: ["read"],
    jwks: published,
    now: () => now,
  });
});

const signed = (
  payload: JWTPayload = claims,
  header = { alg: "RS256", kid: "rsa" },
  key = keys.rsa,
): Promise<string> => new SignJWT(payload).setProtectedHeader(header).sign(key.privateKey);

const authenticate = (
  token: string,
  name = "Cf-Access-Jwt-Assertion",
): ReturnType<Authenticator["authenticate"]> =>
  authenticator.authenticate(new Request("https://example.com/", { headers: { [name]: token } }), undefined);

describe("cloudflareAccess", () => {
  it("identifies a user by the ID at Access, not by the email address", async () => {
    expect(await authenticate(await signed())).toEqual({
      id: "access:7335d417-61da-459d-899c-0a01c76a2f94",
      roles: new Set(["read"]),
    });
  });

  it("identifies a service by its client ID", async () => {
    const { email: _, ...rest } = claims;
    expect(await authenticate(await signed({ ...rest, sub: "", common_name: "abc.access" }))).toMatchObject({
      id: "access:abc.access",
    });
  });

  it("accepts signatures with an elliptic curve", async () => {
    expect(await authenticate(await signed(claims, { alg: "ES256", kid: "ec" }, keys.ec))).toBeDefined();
  });

  it("ignores cookies, which browsers also send for other sites", async () => {
    expect(await authenticate(`CF_Authorization=${await signed()}`, "cookie")).toBeUndefined();
  });
});

const wrong: readonly (readonly [string, () => Promise<string>])[] = [
  ["of another team", () => signed({ ...claims, iss: "https://evil.cloudflareaccess.com" })],
  ["of a team that only begins like ours", () => signed({ ...claims, iss: `${issuer}.evil.example` })],
  ["for another application", () => signed({ ...claims, aud: ["0".repeat(64)] })],
  ["without an audience", () => signed(without("aud"))],
  ["without an end", () => signed(without("exp"))],
  ["without a beginning", () => signed(without("iat"))],
  ["without a user", () => signed(without("sub"))],
  ["that is not yet good", () => signed({ ...claims, nbf: seconds + 60 })],
  ["without a user or client ID", () => signed({ ...claims, sub: "" })],
  [
    "signed with a key that is not published",
    () => signed(claims, { alg: "RS256", kid: "other" }, keys.other),
  ],
  [
    "signed with another key under a published name",
    () => signed(claims, { alg: "RS256", kid: "rsa" }, keys.other),
  ],
  ["signed with nothing", async () => new UnsecuredJWT(claims).encode()],
  [
    "signed with the public key as if it were a secret",
    async () =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "HS256", kid: "rsa" })
        .sign(new TextEncoder().encode(JSON.stringify(published.keys[0]))),
  ],
  ["of another payload", async () => tampered(await signed())],
  ["that is not a JWT", async () => "x"],
  ["that is empty", async () => ""],
  ["of three empty parts", async () => ".."],
  ["twice over", async () => `${await signed()}, ${await signed()}`],
];

describe("an invalid token of Cloudflare Access", () => {
  it.each(wrong)("is rejected: %s", async (_case, token) => {
    await expect(authenticate(await token())).rejects.toMatchObject({
      name: "AuthenticationError",
      code: "UnrecognizedClientException",
      message: expect.stringMatching(
        /^The Cloudflare Access token (is invalid|has neither a user nor a client ID)\.$/,
      ) as string, // The matcher replaces a string.
    });
  });

  it("is rejected from the second that it expires", async () => {
    await expect(authenticate(await signed({ ...claims, exp: seconds }))).rejects.toMatchObject({
      name: "AuthenticationError",
      code: "ExpiredTokenException",
      message: "The Cloudflare Access token has expired.",
    });
  });

  it("leaves no part of the token in the error", async () => {
    const error: unknown = await authenticate(await signed({ ...claims, exp: seconds })).catch(
      (caught: unknown) => caught,
    );
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("example.com");
    expect(error).not.toHaveProperty("cause");
  });
});

describe("the keys of the team domain", () => {
  const fetching = (fetch: NonNullable<CloudflareAccessOptions["fetch"]>): Authenticator =>
    cloudflareAccess({ teamDomain: "acme", audience, roles: ["read"], fetch, now: () => now });
  const asking = async (access: Authenticator, token: string): Promise<unknown> =>
    access.authenticate(
      new Request("https://example.com/", { headers: { "cf-access-jwt-assertion": token } }),
      undefined,
    );

  it("are fetched once, and not again for an unknown key", async () => {
    const fetched: string[] = [];
    const access = fetching(async (url) => {
      fetched.push(url);
      return Response.json(published);
    });
    await asking(access, await signed());
    await asking(access, await signed(claims, { alg: "ES256", kid: "ec" }, keys.ec));
    await expect(
      asking(access, await signed(claims, { alg: "RS256", kid: "other" }, keys.other)),
    ).rejects.toThrow("is invalid");
    expect(fetched).toEqual(["https://acme.cloudflareaccess.com/cdn-cgi/access/certs"]);
  });

  it.each([
    ["cannot be reached", "no response", () => Promise.reject(new TypeError("fetch failed"))],
    ["are returned with an error", "HTTP 503", async () => new Response("no", { status: 503 })],
    ["redirect to another host", "HTTP 302", async () => new Response(null, { status: 302 })],
    ["are a sign-in page", "no JSON", async () => new Response("<!doctype html>")],
    ["are invalid", "no keys", async () => Response.json({ keys: "none" })],
    ["are empty", "no keys", async () => Response.json({ keys: [] })],
    ["are entries of another type", "invalid keys", async () => Response.json({ keys: ["x"] })],
    ["are enormous", "too large", async () => Response.json({ keys: ["x".repeat(300_000)] })],
    ["do not arrive", "timeout", () => Promise.reject(new DOMException("slow", "TimeoutError"))],
  ])("are unavailable if they %s: %s", async (_case, reason, fetch) => {
    await expect(asking(fetching(fetch), await signed())).rejects.toMatchObject({
      name: "KeysUnavailableError",
      message: `The keys of Cloudflare Access could not be fetched (${reason}).`,
    });
  });
});

describe("a response with keys that does not end", () => {
  it("is not read beyond the maximum size", async () => {
    let read = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        read += 10_000;
        controller.enqueue(new Uint8Array(10_000));
      },
    });
    const access = cloudflareAccess({
      ...{ teamDomain: "acme", audience, roles: ["read"], now: () => now },
      fetch: async () => new Response(body),
    });
    const headers = { "cf-access-jwt-assertion": await signed() };
    const request = new Request("https://example.com/", { headers });
    await expect(access.authenticate(request, undefined)).rejects.toThrow("(too large)");
    expect(read).toBeLessThan(300_000);
  });
});

describe("the keys of the team domain over time", () => {
  const MINUTE = 60_000;

  /** An issuer that can fail, and a clock. Tokens are valid for a day. */
  const issuerWith = (options: { readonly joins?: boolean } = {}) => {
    let time = now.getTime();
    let [attempts, isDown] = [0, false];
    const waiting: (() => void)[] = [];
    let isSlow = false;
    const find = accessKeys({
      url: "https://acme.cloudflareaccess.com/cdn-cgi/access/certs",
      now: () => new Date(time),
      joins: true,
      ...options,
      fetch: async () => {
        attempts += 1;
        if (isSlow) await new Promise<void>((resolve) => waiting.push(resolve));
        if (isDown) throw new TypeError("fetch failed");
        return Response.json(published);
      },
    });
    return {
      find: (kid = "rsa") => Promise.resolve(find({ alg: "RS256", kid }, { payload: "", signature: "" })),
      wait: (milliseconds: number) => (time += milliseconds),
      goDown: (down = true) => (isDown = down),
      slowDown: () => (isSlow = true),
      respond: () => {
        for (const resolve of waiting.splice(0)) resolve();
      },
      attempts: () => attempts,
    };
  };

  it("are fetched again after ten minutes", async () => {
    const { find, wait, attempts } = issuerWith();
    await find();
    wait(10 * MINUTE - 1);
    await find();
    expect(attempts()).toBe(1);
    wait(1);
    await find();
    expect(attempts()).toBe(2);
  });

  it("remain usable for an hour if they cannot be fetched again, and not longer", async () => {
    const { find, wait, goDown, attempts } = issuerWith();
    await find();
    goDown();
    wait(30 * MINUTE);
    await find();
    await find();
    // The second request did not wait for another attempt.
    expect(attempts()).toBe(2);
    wait(30 * MINUTE);
    await expect(find()).rejects.toThrow("could not be fetched (no response)");
    goDown(false);
    wait(5000);
    await find();
  });

  it("are tried again five seconds after a failure, and not before", async () => {
    const { find, wait, goDown, attempts } = issuerWith();
    goDown();
    for (let time = 0; time < 20; time += 1) await expect(find()).rejects.toThrow("could not be fetched");
    expect(attempts()).toBe(1);
    goDown(false);
    wait(4999);
    await expect(find()).rejects.toThrow("could not be fetched");
    wait(1);
    await find();
    expect(attempts()).toBe(2);
  });

  it("are fetched once for all requests that wait", async () => {
    const { find, slowDown, respond, attempts } = issuerWith();
    slowDown();
    const all = Array.from({ length: 50 }, () => find());
    await new Promise((resolve) => setImmediate(resolve));
    respond();
    expect(new Set((await Promise.all(all)).map((key) => (key as CryptoKey).type))).toEqual(
      new Set(["public"]),
    );
    expect(attempts()).toBe(1);
  });

  it("are fetched by each request where requests cannot wait for each other", async () => {
    const { find, slowDown, respond, attempts } = issuerWith({ joins: false });
    slowDown();
    const all = Array.from({ length: 3 }, () => find());
    await new Promise((resolve) => setImmediate(resolve));
    respond();
    await Promise.all(all);
    expect(attempts()).toBe(3);
  });

  it("are fetched at most every 30 seconds for unknown keys", async () => {
    const { find, wait, attempts } = issuerWith();
    await find();
    for (let time = 0; time < 20; time += 1)
      await expect(find("unknown")).rejects.toThrow("no applicable key");
    expect(attempts()).toBe(1);
    wait(30_000);
    for (let time = 0; time < 20; time += 1)
      await expect(find("unknown")).rejects.toThrow("no applicable key");
    expect(attempts()).toBe(2);
  });

  it("do not make a token with an unknown key invalid while they cannot be fetched", async () => {
    const { find, wait, goDown } = issuerWith();
    await find();
    goDown();
    wait(MINUTE);
    await expect(find("rotated")).rejects.toThrow("could not be fetched");
    await find();
  });
});

describe("an app whose Access keys cannot be fetched", () => {
  const down = (): ReturnType<typeof testApp> =>
    testApp({
      access: [
        cloudflareAccess({
          teamDomain: "acme",
          audience,
          roles: ["read"],
          fetch: async () => new Response("no", { status: 502 }),
          now: () => now,
        }),
      ],
    });

  it("responds with 503 and a reason, not with 401 or 500", async () => {
    const { get, log } = down();
    const { status, headers, body } = await get("/v1/windows", {
      "cf-access-jwt-assertion": await signed(),
    });
    expect([status, headers.get("retry-after"), headers.get("www-authenticate")]).toEqual([503, "5", null]);
    expect(body).toMatchObject({
      type: "/docs#problem-authentication-unavailable",
      detail: "The keys of Cloudflare Access could not be fetched (HTTP 502). Retry in 5 s.",
    });
    expect(log[0]).toMatchObject({
      status: 503,
      problem: "authentication-unavailable",
      error: { name: "KeysUnavailableError", code: "HTTP 502" },
    });
  });

  it("responds with AWS's error for an unavailable service in AWS's protocol", async () => {
    const { app, log } = down();
    const response = await app.request("/", {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AmazonSSM.DescribeMaintenanceWindows",
        "cf-access-jwt-assertion": await signed(),
      },
      body: "{}",
    });
    expect([response.status, await response.json()]).toEqual([
      503,
      {
        __type: "ServiceUnavailableException",
        message: "An error occurred on the server side.",
      },
    ]);
    expect(log[0]?.problem).toBe("ServiceUnavailableException");
  });

  it("still rejects a request without a token with 401", async () => {
    expect((await down().get("/v1/windows")).status).toBe(401);
  });
});

describe("an invalid configuration of cloudflareAccess", () => {
  it.each([
    "",
    "acme.example.com",
    "https://acme.cloudflareaccess.com/path",
    "a b",
    "acme.cloudflareaccess.com.evil.example",
  ])("throws for the team domain %j", (teamDomain) => {
    expect(() => cloudflareAccess({ teamDomain, audience, roles: ["read"], now: () => now })).toThrow(
      "team domain",
    );
  });

  it.each([
    ["", "an audience tag"],
    [[], "an audience tag"],
    [["a", ""], "an audience tag"],
  ] as const)("is refused at the start: the audience %j", (tags, message) => {
    expect(() =>
      cloudflareAccess({ teamDomain: "acme", audience: tags, roles: ["read"], now: () => now }),
    ).toThrow(message);
  });

  it("throws without roles", () => {
    expect(() => cloudflareAccess({ teamDomain: "acme", audience, roles: [], now: () => now })).toThrow(
      "has no roles",
    );
  });

  it.each(["acme", "ACME.cloudflareaccess.com", "https://acme.cloudflareaccess.com/"])(
    "accepts the team domain %s",
    (teamDomain) => {
      expect(cloudflareAccess({ teamDomain, audience, roles: ["read"], now: () => now }).name).toBe("access");
    },
  );
});

const without = (name: keyof typeof claims): JWTPayload =>
  Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));

const tampered = (token: string): string => {
  const [header = "", , signature = ""] = token.split(".");
  const payload = Buffer.from(JSON.stringify({ ...claims, sub: "root" })).toString("base64url");
  return [header, payload, signature].join(".");
};
