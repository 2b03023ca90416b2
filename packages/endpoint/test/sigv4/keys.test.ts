import { describe, expect, it } from "vitest";
import { createSignatureCheck, type SigningKey } from "../../src/index.ts";
import { key, now } from "./sign.ts";

const { accessKeyId, secretAccessKey } = key;

const faulty: readonly (readonly [string, readonly SigningKey[], string])[] = [
  ["none", [], "There are no signing keys"],
  ["an empty ID", [{ accessKeyId: "", secretAccessKey }], "accessKeyId must not be empty"],
  ["an ID with a slash", [{ accessKeyId: "a/b", secretAccessKey }], "accessKeyId must not be empty"],
  ["an empty secret", [{ accessKeyId, secretAccessKey: "" }], "secretAccessKey must not be empty"],
  [
    "a secret with a line break",
    [{ accessKeyId, secretAccessKey: `${secretAccessKey}\n` }],
    "secretAccessKey must not be empty or contain spaces or line breaks",
  ],
  ["an empty token", [{ ...key, sessionToken: "" }], "sessionToken must not be empty"],
  ["an invalid expiry", [{ ...key, expires: new Date("soon") }], "expires is not a valid date"],
  [
    "the same ID twice",
    [key, { ...key, secretAccessKey: "another" }],
    "Signing key 2: accessKeyId is not unique",
  ],
];

describe("invalid keys", () => {
  it.each(faulty)("are rejected at creation: %s", (_case, keys, message) => {
    const create = (): unknown => createSignatureCheck({ keys, now: () => now });
    expect(create).toThrow(message);
    expect(create).not.toThrow(secretAccessKey);
  });
});
