/** `@windowpane/endpoint` tests the signature check; these tests cover the use of its results. */
import { Sha256 } from "@smithy/core/checksum";
import { SignatureV4 } from "@smithy/signature-v4";
import { describe, expect, it } from "vitest";
import { signatureV4, type CallerKey } from "../../src/auth/signature-v4.ts";

const now = new Date("2026-11-22T10:15:00Z");
const reading = {
  accessKeyId: "AKIDREADER",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  roles: ["read"],
} satisfies CallerKey;
const cancelling = { ...reading, accessKeyId: "AKIDONCALL", roles: ["read", "cancel"] } satisfies CallerKey;
const authenticator = signatureV4({ keys: [reading, cancelling], now: () => now });

const sign = async (
  key: typeof reading | typeof cancelling,
  { method = "GET", path = "/v1/windows", body = "" } = {},
): Promise<Request> => {
  const signer = new SignatureV4({
    credentials: key,
    region: "eu-central-1",
    service: "ssm",
    sha256: Sha256,
  });
  const { headers } = await signer.sign(
    { method, protocol: "https:", hostname: "example.com", path, headers: { host: "example.com" }, body },
    { signingDate: now },
  );
  return new Request(`https://example.com${path}`, { method, headers, body: body === "" ? null : body });
};

describe("signatureV4", () => {
  it("identifies the caller by its key, with the roles of the key", async () => {
    expect(await authenticator.authenticate(await sign(reading), undefined)).toEqual({
      id: "AKIDREADER",
      roles: new Set(["read"]),
    });
    expect(await authenticator.authenticate(await sign(cancelling), undefined)).toEqual({
      id: "AKIDONCALL",
      roles: new Set(["read", "cancel"]),
    });
  });

  it("checks the signature of a body that has already been read", async () => {
    const asked = { method: "POST", path: "/", body: "{}" };
    expect(
      await authenticator.authenticate(await sign(reading, asked), new TextEncoder().encode("{}")),
    ).toBeDefined();
    await expect(
      authenticator.authenticate(await sign(cancelling, asked), new TextEncoder().encode("[]")),
    ).rejects.toMatchObject({
      name: "AuthenticationError",
      code: "InvalidSignatureException",
    });
  });

  it.each([
    ["a secret that is another one", { ...reading, secretAccessKey: "other" }, "InvalidSignatureException"],
    ["an unknown key", { ...reading, accessKeyId: "AKIDNOBODY" }, "UnrecognizedClientException"],
  ])("rejects %s with AWS's error code", async (_case, key, code) => {
    await expect(authenticator.authenticate(await sign(key), undefined)).rejects.toMatchObject({ code });
  });

  it("rejects a signature that was already used", async () => {
    const fresh = signatureV4({ keys: [reading], now: () => now });
    await fresh.authenticate(await sign(reading), undefined);
    await expect(fresh.authenticate(await sign(reading), undefined)).rejects.toThrow("already used");
  });
});

describe("detection of signatures", () => {
  it.each([undefined, "Bearer 0123456789abcdef", "bearer", ""])(
    "ignores Authorization: %j",
    async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      expect(
        await authenticator.authenticate(new Request("https://example.com/", { headers }), undefined),
      ).toBeUndefined();
    },
  );

  it.each([
    ["X", "IncompleteSignatureException"],
    ["Basic dXNlcjpwYXNz", "IncompleteSignatureException"],
    ["AWS4-HMAC-SHA256", "IncompleteSignatureException"],
  ])("treats Authorization: %s as an invalid signature", async (authorization, code) => {
    const request = new Request("https://example.com/", { headers: { authorization } });
    await expect(authenticator.authenticate(request, undefined)).rejects.toMatchObject({ code });
  });

  it("rejects a signature in the query", async () => {
    const request = new Request("https://example.com/?X-Amz-Algorithm=AWS4-HMAC-SHA256");
    await expect(authenticator.authenticate(request, undefined)).rejects.toMatchObject({
      code: "IncompleteSignatureException",
    });
  });
});

describe("an invalid configuration of signatureV4", () => {
  it.each([
    ["no keys", [], "There are no signing keys"],
    ["a key without roles", [{ ...reading, roles: [] }], "Signing key 1 has no roles"],
    [
      "a secret with a line end",
      [{ ...reading, secretAccessKey: "a\n" }],
      "secretAccessKey must not be empty",
    ],
  ])("throws for %s", (_case, keys, message) => {
    expect(() => signatureV4({ keys, now: () => now })).toThrow(message);
  });
});
