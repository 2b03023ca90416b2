import { describe, expect, it } from "vitest";
import { resolveSecret, SecretError } from "../../src/index.ts";

const files: Readonly<Record<string, string>> = {
  "/run/secrets/hook": "from-file\n",
  "/run/secrets/empty": " \n",
};

const source = {
  readFile: (path: string) => {
    const text = files[path];
    return text === undefined
      ? Promise.reject(new Error("ENOENT: secret in the message"))
      : Promise.resolve(text);
  },
  variable: (name: string) => (name === "HOOK" ? "from-variable" : undefined),
};

describe("a secret of the configuration", () => {
  it.each([
    ["text", "plain", "plain"],
    ["a file, without the new line at its end", { file: "/run/secrets/hook" }, "from-file"],
    ["a variable", { variable: "HOOK" }, "from-variable"],
  ])("is read from %s", async (_, secret, value) => {
    expect(await resolveSecret(secret, "url", source)).toBe(value);
  });

  it.each([
    [
      { file: "/run/secrets/other" },
      "url refers to the file /run/secrets/other, which cannot be read. Check that it exists and that this user may read it.",
    ],
    [
      { file: "/run/secrets/empty" },
      "url refers to the file /run/secrets/empty, which is empty. Write the secret into it.",
    ],
    [
      { variable: "OTHER" },
      "url refers to the variable OTHER, which is not set. Set it, or change the configuration.",
    ],
  ])("that cannot be read is an error with its place: %j", async (secret, message) => {
    await expect(resolveSecret(secret, "url", source)).rejects.toEqual(new SecretError(message));
  });

  it("cannot be in a file on a host without files", async () => {
    await expect(resolveSecret({ file: "/x" }, "url", {})).rejects.toThrow('Use {"variable": "NAME"}.');
  });
});
