import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bearer, type BearerToken } from "../../src/auth/bearer.ts";

const reading: BearerToken = { id: "dashboard", token: "3f9c1d7e5b2a4860", roles: ["read"] };
const cancelling: BearerToken = {
  id: "on-call",
  sha256: createHash("sha256").update("0123456789abcdef0123456789abcdef").digest("hex"),
  roles: ["read", "cancel"],
};
const authenticator = bearer({ tokens: [reading, cancelling] });

const authenticate = (authorization?: string): ReturnType<typeof authenticator.authenticate> =>
  authenticator.authenticate(
    new Request("https://example.com/v1/windows", {
      headers: authorization === undefined ? {} : { authorization },
    }),
    undefined,
  );

describe("bearer", () => {
  it.each([
    ["as plain text", "Bearer 3f9c1d7e5b2a4860", { id: "dashboard", roles: new Set(["read"]) }],
    [
      "as a hash",
      "Bearer 0123456789abcdef0123456789abcdef",
      { id: "on-call", roles: new Set(["read", "cancel"]) },
    ],
    [
      "with a scheme in other case",
      "bEARER  3f9c1d7e5b2a4860",
      { id: "dashboard", roles: new Set(["read"]) },
    ],
  ])("identifies the caller of a token %s", async (_case, authorization, caller) => {
    expect(await authenticate(authorization)).toEqual(caller);
  });

  it.each([undefined, "", "Basic 3f9c1d7e5b2a4860", "AWS4-HMAC-SHA256 Credential=a", "3f9c1d7e5b2a4860"])(
    "finds no credentials in Authorization: %j",
    async (authorization) => {
      expect(await authenticate(authorization)).toBeUndefined();
    },
  );

  it.each([
    "Bearer",
    "Bearer 3f9c1d7e5b2a486",
    "Bearer 3f9c1d7e5b2a48600",
    "Bearer 3F9C1D7E5B2A4860",
    "Bearer 3f9c1d7e5b2a4860, Bearer x",
    "Bearer 3f9c1d7e5b2a4860 x",
    `Bearer ${createHash("sha256").update("3f9c1d7e5b2a4860").digest("hex")}`,
    `Bearer ${"x".repeat(10_000)}`,
  ])("rejects an invalid token without repeating it: %s", async (authorization) => {
    await expect(authenticate(authorization)).rejects.toMatchObject({
      name: "AuthenticationError",
      code: "UnrecognizedClientException",
      message: "The bearer token is invalid.",
    });
  });

  it("rejects every other token", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[\w.~+/-]{1,40}$/), async (token) => {
        fc.pre(token !== "3f9c1d7e5b2a4860");
        await expect(authenticate(`Bearer ${token}`)).rejects.toThrow("invalid");
      }),
    );
  });
});

/** Invalid tokens, as read from a file at run time. */
const faulty: readonly (readonly [string, object, string])[] = [
  ["is short", { ...reading, token: "3f9c1d7e5b2a486" }, "at least 16 characters"],
  ["has a line break", { ...reading, token: "3f9c1d7e5b2a4860\n" }, "without spaces"],
  ["has a non-ASCII character", { ...reading, token: "3f9c1d7e5b2a486\u00fc" }, "without spaces"],
  ["has half a hash", { ...cancelling, sha256: "abc" }, "64 hexadecimal digits"],
  ["has token and hash", { ...cancelling, token: "3f9c1d7e5b2a4860" }, "both"],
  ["has no id", { ...reading, id: "" }, "has no valid id"],
  ["has an id that breaks a line", { ...reading, id: "a\nb" }, "has no valid id"],
  ["has no roles", { ...reading, roles: [] }, "has no roles"],
  ["has an unknown role", { ...reading, roles: ["read", "owner"] }, "has no roles"],
];

describe("an invalid configuration of bearer", () => {
  it.each(faulty)("throws for a token that %s", (_case, token, message) => {
    // The rows are invalid on purpose.
    const create = (): unknown => bearer({ tokens: [reading, token as BearerToken] });
    expect(create).toThrow(message);
    expect(create).toThrow("Bearer token 2");
    expect(create).not.toThrow("3f9c1d7e");
  });

  it("throws without tokens", () => {
    expect(() => bearer({ tokens: [] })).toThrow("There are no bearer tokens");
  });
});
