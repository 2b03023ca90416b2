import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK, type JWTPayload } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { cloudflareAccess, type CloudflareAccessOptions } from "../../src/auth/cloudflare-access.ts";
import type { Authenticator } from "../../src/auth/authenticator.ts";

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
    ["cannot be reached", () => Promise.reject(new TypeError("fetch failed"))],
    ["are returned with an error", async () => new Response("no", { status: 503 })],
    ["are invalid", async () => Response.json({ keys: "none" })],
  ])("cause an error that is not an AuthenticationError if they %s", async (_case, fetch) => {
    const error: unknown = await asking(fetching(fetch), await signed()).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toHaveProperty("name", "AuthenticationError");
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
    expect(() => cloudflareAccess({ teamDomain, audience, roles: ["read"] })).toThrow("team domain");
  });

  it.each([
    ["", "an audience tag"],
    [[], "an audience tag"],
    [["a", ""], "an audience tag"],
  ] as const)("is refused at the start: the audience %j", (tags, message) => {
    expect(() => cloudflareAccess({ teamDomain: "acme", audience: tags, roles: ["read"] })).toThrow(message);
  });

  it("throws without roles", () => {
    expect(() => cloudflareAccess({ teamDomain: "acme", audience, roles: [] })).toThrow("has no roles");
  });

  it.each(["acme", "ACME.cloudflareaccess.com", "https://acme.cloudflareaccess.com/"])(
    "accepts the team domain %s",
    (teamDomain) => {
      expect(cloudflareAccess({ teamDomain, audience, roles: ["read"] }).name).toBe("access");
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
