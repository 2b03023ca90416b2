import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Environment } from "./environment.ts";

/** A home with the files of an environment. Remove it after use. */
export interface Machine {
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  remove(): void;
}

/** @param places - the URLs that the letters in braces stand for. */
export const createMachine = (
  { config, credentials, files = {}, ssoTokens = {}, env = {}, argv = [] }: Environment,
  places: Readonly<Record<string, string>>,
): Machine => {
  const home = mkdtempSync(join(tmpdir(), "windowpane-environment-"));
  const filled = (text: string): string =>
    text.replace(/(?<!\$)\{([A-Z_]+)\}/g, (braces, name: string) =>
      name === "HOME" ? home : (places[name] ?? braces),
    );
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), filled(text));
  };
  if (config !== undefined) write(".aws/config", config);
  if (credentials !== undefined) write(".aws/credentials", credentials);
  for (const [path, text] of Object.entries(files)) write(path, text);
  for (const [session, expiry] of Object.entries(ssoTokens)) {
    const name = createHash("sha1").update(session).digest("hex");
    write(`.aws/sso/cache/${name}.json`, JSON.stringify(tokenUntil(expiry)));
  }
  return {
    home,
    env: {
      HOME: home,
      AWS_EC2_METADATA_DISABLED: "true",
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)])),
    },
    argv: argv.map(filled),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
};

const tokenUntil = (expiry: string): object => ({
  startUrl: "https://acme.awsapps.com/start",
  region: "eu-west-1",
  accessToken: "token",
  expiresAt: expiry.replace("+", ""),
  ...(expiry.endsWith("+")
    ? { clientId: "c", clientSecret: "s", refreshToken: "r", registrationExpiresAt: "2099-01-01T00:00:00Z" }
    : {}),
});
