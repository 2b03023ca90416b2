import { describe, expect, it } from "vitest";
import { accessFrom, accessVariables } from "../../src/environment/access.ts";
import { EnvironmentError } from "../../src/environment/environment-error.ts";

const context = {
  isDemo: false,
  isOpen: false,
  openOption: "--open",
  now: () => new Date("2026-11-22T08:00:00Z"),
};

const TOKEN = "0123456789abcdef0123456789abcdef";
const OTHER = "fedcba9876543210fedcba9876543210";
/** As long as a SHA-256 hash. */
const HASH = "5dc1a4b7d0f7a2b5ef5d3f6b7b0c0d4d1c6f0a7f6e5d4c3b2a19080706050403";

const bearing = (token: string): Request =>
  new Request("https://windowpane.example/v1/windows", { headers: { authorization: `Bearer ${token}` } });

const callerOf = async (variables: Readonly<Record<string, string>>, token: string): Promise<unknown> => {
  const { access } = accessFrom(variables, context);
  return access[0]?.authenticate(bearing(token), undefined);
};

describe("accessFrom", () => {
  it("reads tokens with their names and roles, from one line or several", async () => {
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

  it("reads the hash of a token, and does not accept the hash as a token", async () => {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(TOKEN));
    const hash = Buffer.from(digest).toString("hex");
    const variables = { WINDOWPANE_TOKENS: `dashboard:read:sha256=${hash}` };
    expect(await callerOf(variables, TOKEN)).toMatchObject({ id: "dashboard" });
    await expect(callerOf(variables, hash)).rejects.toThrow("invalid");
  });

  it("creates one authenticator for each configured method", () => {
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

  it("opens the demo account on request", () => {
    const opened = { ...context, isDemo: true, isOpen: true };
    expect(accessFrom({}, opened)).toEqual({ access: [], open: true });
    expect(accessFrom({ WINDOWPANE_TOKENS: "" }, opened)).toEqual({ access: [], open: true });
  });

  it.each(accessVariables)("refuses to open the demo account together with %s", (variable) => {
    const opened = { ...context, isDemo: true, isOpen: true };
    expect(() => accessFrom({ [variable]: `a:read:${TOKEN}` }, opened)).toThrow(
      `--open cannot be combined with ${variable}, because every client could read without them.`,
    );
  });

  it.each([
    { why: "nothing is set", variables: {} },
    { why: "everything set is empty", variables: { WINDOWPANE_TOKENS: "", WINDOWPANE_SIGNING_KEYS: " \n" } },
    { why: "only remarks are set", variables: { WINDOWPANE_TOKENS: `# a:read:${TOKEN}` } },
  ])("fails closed when $why", ({ variables }) => {
    expect(() => accessFrom(variables, context)).toThrow("No authentication is configured");
    expect(() => accessFrom(variables, { ...context, isDemo: true })).toThrow(
      "No authentication is configured",
    );
  });

  it("names the option that opens the app only for the demo account", () => {
    const adviceOf = (isDemo: boolean, tokensOption?: string): string => {
      try {
        accessFrom({}, { ...context, isDemo, tokensOption });
      } catch (error) {
        if (error instanceof EnvironmentError) return error.advice;
      }
      return "";
    };
    expect(adviceOf(true)).toContain("use --open");
    expect(adviceOf(false)).toMatch(/^Set WINDOWPANE_TOKENS/);
    expect(adviceOf(false)).not.toContain("--open");
    expect(adviceOf(false, "--tokens-file")).toMatch(/^Give --tokens-file, or set WINDOWPANE_TOKENS/);
  });

  it("refuses to open a real account", () => {
    const opened = { ...context, isOpen: true };
    expect(() => accessFrom({ WINDOWPANE_TOKENS: `a:read:${TOKEN}` }, opened)).toThrow(
      "A real account requires authentication.",
    );
  });

  it.each([
    { variables: { WINDOWPANE_TOKENS: TOKEN }, expected: "Entry 1 of WINDOWPANE_TOKENS is invalid." },
    {
      variables: { WINDOWPANE_TOKENS: `a:read:${TOKEN},b:write:${OTHER}` },
      expected: "Entry 2 of WINDOWPANE_TOKENS has an unknown role.",
    },
    {
      variables: { WINDOWPANE_TOKENS: "a:read:short-secret" },
      expected: "Entry 1 of WINDOWPANE_TOKENS has a secret with fewer than 32",
    },
    { variables: { WINDOWPANE_TOKENS: `a:read:sha256=${HASH}0` }, expected: "WINDOWPANE_TOKENS is invalid." },
    {
      variables: { WINDOWPANE_SIGNING_KEYS: "AKID:read:short-secret" },
      expected: "Entry 1 of WINDOWPANE_SIGNING_KEYS has a secret with fewer than 32",
    },
    {
      variables: { WINDOWPANE_SIGNING_KEYS: `AKID:read:${TOKEN},AKID:read:${OTHER}` },
      expected: "WINDOWPANE_SIGNING_KEYS is invalid.",
    },
    { variables: { WINDOWPANE_ACCESS_TEAM: "acme" }, expected: "Only one of WINDOWPANE_ACCESS_TEAM" },
    {
      variables: { WINDOWPANE_TOKENS: `"dashboard:read:${TOKEN}"` },
      expected: "Entry 1 of WINDOWPANE_TOKENS has a quotation mark at its start or end.",
    },
    {
      variables: { WINDOWPANE_TOKENS: `dashboard:read: ${TOKEN}` },
      expected: "Entry 1 of WINDOWPANE_TOKENS has a space in it.",
    },
    {
      variables: { WINDOWPANE_SIGNING_KEYS: `AKID:read:'${TOKEN}` },
      expected:
        "The credential in entry 1 of WINDOWPANE_SIGNING_KEYS has a quotation mark at its start or end.",
    },
    {
      variables: { WINDOWPANE_SIGNING_KEYS: `AKID:read:\u200b${TOKEN}` },
      expected: "Entry 1 of WINDOWPANE_SIGNING_KEYS has a character that is not ASCII or not printable.",
    },
    {
      variables: { WINDOWPANE_ACCESS_TEAM: "acme\n", WINDOWPANE_ACCESS_AUDIENCE: "aud" },
      expected: "WINDOWPANE_ACCESS_TEAM has a line break at its end.",
    },
    {
      variables: { WINDOWPANE_ACCESS_TEAM: "acme", WINDOWPANE_ACCESS_AUDIENCE: '"aud"' },
      expected: "WINDOWPANE_ACCESS_AUDIENCE has a quotation mark at its start or end.",
    },
    {
      variables: { WINDOWPANE_ACCESS_TEAM: "acme", WINDOWPANE_ACCESS_AUDIENCE: "aud,,other" },
      expected: "WINDOWPANE_ACCESS_AUDIENCE has an empty audience tag.",
    },
    { variables: { WINDOWPANE_ACCESS_AUDIENCE: "aud" }, expected: "Only one of WINDOWPANE_ACCESS_TEAM" },
    {
      variables: {
        WINDOWPANE_ACCESS_TEAM: "acme",
        WINDOWPANE_ACCESS_AUDIENCE: "aud",
        WINDOWPANE_ACCESS_ROLES: "owner",
      },
      expected: "WINDOWPANE_ACCESS_ROLES has an unknown role.",
    },
    {
      variables: { WINDOWPANE_ACCESS_TEAM: "https://evil.example/x", WINDOWPANE_ACCESS_AUDIENCE: "aud" },
      expected: "WINDOWPANE_ACCESS_TEAM is invalid.",
    },
  ])("throws an error without the value of the variable: $expected", ({ variables, expected }) => {
    const thrown = ((): unknown => {
      try {
        return accessFrom(variables, context);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(EnvironmentError);
    const { message, advice } = thrown as EnvironmentError; // Checked above.
    expect(message).toContain(expected);
    for (const secret of [TOKEN, OTHER, HASH, "short-secret"]) expect(message + advice).not.toContain(secret);
  });
});
