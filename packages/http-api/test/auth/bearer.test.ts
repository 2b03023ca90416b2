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

const ask = (authorization?: string): ReturnType<typeof authenticator.authenticate> =>
  authenticator.authenticate(
    new Request("https://example.com/v1/windows", {
      headers: authorization === undefined ? {} : { authorization },
    }),
    undefined,
  );

describe("a bearer token", () => {
  it.each([
    ["as it is", "Bearer 3f9c1d7e5b2a4860", { id: "dashboard", roles: new Set(["read"]) }],
    [
      "by its hash",
      "Bearer 0123456789abcdef0123456789abcdef",
      { id: "on-call", roles: new Set(["read", "cancel"]) },
    ],
    [
      "whatever letters its scheme has",
      "bEARER  3f9c1d7e5b2a4860",
      { id: "dashboard", roles: new Set(["read"]) },
    ],
  ])("names its holder, known %s", async (_case, authorization, caller) => {
    expect(await ask(authorization)).toEqual(caller);
  });

  it.each([undefined, "", "Basic 3f9c1d7e5b2a4860", "AWS4-HMAC-SHA256 Credential=a", "3f9c1d7e5b2a4860"])(
    "is nobody's when Authorization is %j",
    async (authorization) => {
      expect(await ask(authorization)).toBeUndefined();
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
  ])("is refused, and not repeated: %s", async (authorization) => {
    await expect(ask(authorization)).rejects.toMatchObject({
      name: "AuthenticationError",
      code: "UnrecognizedClientException",
      message: "The bearer token is not known.",
    });
  });

  it("is refused unless every letter is right", async () => {
    await fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[\w.~+/-]{1,40}$/), async (token) => {
        fc.pre(token !== "3f9c1d7e5b2a4860");
        await expect(ask(`Bearer ${token}`)).rejects.toThrow("not known");
      }),
    );
  });
});

/** As it may come out of a file, whatever its type says. */
const faulty: readonly (readonly [string, object, string])[] = [
  ["is short", { ...reading, token: "3f9c1d7e5b2a486" }, "16 characters or more"],
  ["has a line end", { ...reading, token: "3f9c1d7e5b2a4860\n" }, "without blanks"],
  ["has a letter no header carries", { ...reading, token: "3f9c1d7e5b2a486\u00fc" }, "without blanks"],
  ["has half a hash", { ...cancelling, sha256: "abc" }, "64 hexadecimal digits"],
  ["has token and hash", { ...cancelling, token: "3f9c1d7e5b2a4860" }, "both"],
  ["has no id", { ...reading, id: "" }, "has no id"],
  ["has an id that breaks a line", { ...reading, id: "a\nb" }, "has no id"],
  ["has no roles", { ...reading, roles: [] }, "has no roles"],
  ["has a role that there is not", { ...reading, roles: ["read", "admin"] }, "has no roles"],
];

describe("a configuration that cannot be meant", () => {
  it.each(faulty)("is refused at the start: a token that %s", (_case, token, message) => {
    // The rows are no tokens; that is what they are for.
    const create = (): unknown => bearer({ tokens: [reading, token as BearerToken] });
    expect(create).toThrow(message);
    expect(create).toThrow("Bearer token 2");
    expect(create).not.toThrow("3f9c1d7e");
  });

  it("is refused at the start: no token", () => {
    expect(() => bearer({ tokens: [] })).toThrow("There are no bearer tokens");
  });
});
