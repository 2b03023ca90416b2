import { describe, expect, it } from "vitest";
import { createSignatureCheck, type SigningKey } from "../../src/index.ts";
import { key, now } from "./sign.ts";

const { accessKeyId, secretAccessKey } = key;

const faulty: readonly (readonly [string, readonly SigningKey[], string])[] = [
  ["none", [], "There are no keys"],
  ["an empty id", [{ accessKeyId: "", secretAccessKey }], "accessKeyId must be a word"],
  ["an id with a slash", [{ accessKeyId: "a/b", secretAccessKey }], "accessKeyId must be a word"],
  ["an empty secret", [{ accessKeyId, secretAccessKey: "" }], "secretAccessKey must be given"],
  [
    "a secret with a line end",
    [{ accessKeyId, secretAccessKey: `${secretAccessKey}\n` }],
    "without blanks and line ends",
  ],
  ["an empty token", [{ ...key, sessionToken: "" }], "sessionToken must be a text"],
  ["an end that is no date", [{ ...key, expires: new Date("soon") }], "expires is no date"],
  [
    "one id twice",
    [key, { ...key, secretAccessKey: "another" }],
    "Signing key 2: its accessKeyId is that of another one",
  ],
];

describe("keys that cannot be meant", () => {
  it.each(faulty)("are refused at the start: %s", (_case, keys, message) => {
    const create = (): unknown => createSignatureCheck({ keys, now: () => now });
    expect(create).toThrow(message);
    expect(create).not.toThrow(secretAccessKey);
  });
});
