import { describe, expect, it } from "vitest";
import { accessFrom } from "../../src/environment/access.ts";
import { EnvironmentError } from "../../src/environment/environment-error.ts";

const context = {
  isMadeUp: false,
  isOpen: false,
  howToOpen: "--open",
  now: () => new Date("2026-11-22T08:00:00Z"),
};

const TOKEN = "0123456789abcdef0123456789abcdef";
const OTHER = "fedcba9876543210fedcba9876543210";
/** As long as a hash. */
const HASH = "5dc1a4b7d0f7a2b5ef5d3f6b7b0c0d4d1c6f0a7f6e5d4c3b2a19080706050403";

const bearing = (token: string): Request =>
  new Request("https://windowpane.example/v1/windows", { headers: { authorization: `Bearer ${token}` } });

const callerOf = async (variables: Readonly<Record<string, string>>, token: string): Promise<unknown> => {
  const { access } = accessFrom(variables, context);
  return access[0]?.authenticate(bearing(token), undefined);
};

describe("who may call, by the environment", () => {
  it("reads tokens with their holders and roles, from one line or several", async () => {
    const line = `dashboard:read:${TOKEN}, ops:read+cancel:${OTHER}`;
    const lines = `# who may look\ndashboard:read:${TOKEN}\n\n  # who may stop\n  ops:read+cancel:${OTHER}\n`;
    for (const WINDOWPANE_TOKENS of [line, lines]) {
      expect(await callerOf({ WINDOWPANE_TOKENS }, TOKEN)).toEqual({
        id: "dashboard",
        roles: new Set(["read"]),
      });
      expect(await callerOf({ WINDOWPANE_TOKENS }, OTHER)).toEqual({
        id: "ops",
        roles: new Set(["read", "cancel"]),
      });
    }
  });

  it("takes a token's hash in place of the token, and the hash itself for no token", async () => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(TOKEN));
    const hash = Buffer.from(digest).toString("hex");
    const variables = { WINDOWPANE_TOKENS: `dashboard:read:sha256=${hash}` };
    expect(await callerOf(variables, TOKEN)).toMatchObject({ id: "dashboard" });
    await expect(callerOf(variables, hash)).rejects.toThrow("not known");
  });

  it("makes one authenticator for each kind of credential that is configured", () => {
    const { access, open } = accessFrom(
      {
        WINDOWPANE_TOKENS: `a:read:${TOKEN}`,
        WINDOWPANE_SIGNING_KEYS: `AKIDEXAMPLE:read:${TOKEN},AKIDTEMPORARY:read:${OTHER}:session`,
        WINDOWPANE_ACCESS_TEAM: "acme.cloudflareaccess.com",
        WINDOWPANE_ACCESS_AUDIENCE: "aud1,aud2",
      },
      context,
    );
    expect(access.map(({ name }) => name)).toEqual(["bearer", "signature", "access"]);
    expect(open).toBeUndefined();
  });

  it("lets everybody in where somebody said so and the account is made up, whatever else is set", () => {
    const opened = { ...context, isMadeUp: true, isOpen: true };
    expect(accessFrom({ WINDOWPANE_TOKENS: `a:read:${TOKEN}` }, opened)).toEqual({ access: [], open: true });
  });

  it.each([
    { why: "nothing is set", variables: {} },
    { why: "everything set is empty", variables: { WINDOWPANE_TOKENS: "", WINDOWPANE_SIGNING_KEYS: " \n" } },
    { why: "only remarks are set", variables: { WINDOWPANE_TOKENS: `# a:read:${TOKEN}` } },
  ])("fails closed when $why", ({ variables }) => {
    expect(() => accessFrom(variables, context)).toThrow("No authentication is configured");
    expect(() => accessFrom(variables, { ...context, isMadeUp: true })).toThrow(
      "No authentication is configured",
    );
  });

  it("says how to open only a made-up account", () => {
    const adviceOf = (isMadeUp: boolean): string => {
      try {
        accessFrom({}, { ...context, isMadeUp });
      } catch (error) {
        if (error instanceof EnvironmentError) return error.advice;
      }
      return "";
    };
    expect(adviceOf(true)).toContain("say --open");
    expect(adviceOf(false)).toMatch(/^Set WINDOWPANE_TOKENS/);
    expect(adviceOf(false)).not.toContain("--open");
  });

  it("opens no real account", () => {
    const opened = { ...context, isOpen: true };
    expect(() => accessFrom({ WINDOWPANE_TOKENS: `a:read:${TOKEN}` }, opened)).toThrow(
      "A real account cannot be open to everybody.",
    );
  });

  it.each([
    { variables: { WINDOWPANE_TOKENS: TOKEN }, says: "Entry 1 of WINDOWPANE_TOKENS cannot be read." },
    {
      variables: { WINDOWPANE_TOKENS: `a:read:${TOKEN},b:write:${OTHER}` },
      says: "Entry 2 of WINDOWPANE_TOKENS names a role that there is not.",
    },
    {
      variables: { WINDOWPANE_TOKENS: "a:read:short-secret" },
      says: "Entry 1 of WINDOWPANE_TOKENS has a secret shorter than 32",
    },
    { variables: { WINDOWPANE_TOKENS: `a:read:sha256=${HASH}0` }, says: "WINDOWPANE_TOKENS cannot be used." },
    {
      variables: { WINDOWPANE_SIGNING_KEYS: "AKID:read:short-secret" },
      says: "Entry 1 of WINDOWPANE_SIGNING_KEYS has a secret shorter than 32",
    },
    {
      variables: { WINDOWPANE_SIGNING_KEYS: `AKID:read:${TOKEN},AKID:read:${OTHER}` },
      says: "WINDOWPANE_SIGNING_KEYS cannot be used.",
    },
    { variables: { WINDOWPANE_ACCESS_TEAM: "acme" }, says: "are not both set" },
    { variables: { WINDOWPANE_ACCESS_AUDIENCE: "aud" }, says: "are not both set" },
    {
      variables: {
        WINDOWPANE_ACCESS_TEAM: "acme",
        WINDOWPANE_ACCESS_AUDIENCE: "aud",
        WINDOWPANE_ACCESS_ROLES: "admin",
      },
      says: "WINDOWPANE_ACCESS_ROLES names a role that there is not.",
    },
    {
      variables: { WINDOWPANE_ACCESS_TEAM: "https://evil.example/x", WINDOWPANE_ACCESS_AUDIENCE: "aud" },
      says: "WINDOWPANE_ACCESS_TEAM cannot be used.",
    },
  ])("refuses what it cannot read, by its place and never by its value: $says", ({ variables, says }) => {
    const thrown = ((): unknown => {
      try {
        return accessFrom(variables, context);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(EnvironmentError);
    const { message, advice } = thrown as EnvironmentError; // Just held.
    expect(message).toContain(says);
    for (const secret of [TOKEN, OTHER, HASH, "short-secret"]) expect(message + advice).not.toContain(secret);
  });
});
