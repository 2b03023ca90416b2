import type { Authenticator } from "../auth/authenticator.ts";
import { bearer } from "../auth/bearer.ts";
import { cloudflareAccess } from "../auth/cloudflare-access.ts";
import { signatureV4 } from "../auth/signature-v4.ts";
import type { AppOptions } from "../server/options.ts";
import { requireClean } from "./stray.ts";
import { readEntries, readRoles } from "./entries.ts";
import { EnvironmentError, isEnvironmentError } from "./environment-error.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Host settings that `accessFrom` needs besides the environment. */
export interface AccessContext {
  /** Whether the app serves the demo account, which may be open. */
  readonly isDemo: boolean;
  /** Whether authentication is disabled. */
  readonly isOpen: boolean;
  /** Option of this host that disables authentication, for error messages: `--open`. */
  readonly openOption: string;
  /** Option of this host that reads tokens from a file, for error messages: `--tokens-file`. Default: none. */
  readonly tokensOption?: string | undefined;
  /** Returns the current time. */
  readonly now: () => Date;
}

/**
 * Reads the authentication settings of an app from environment variables. All hosts share it, so that a variable means the
 * same everywhere.
 *
 * - `WINDOWPANE_TOKENS`: bearer tokens, as `name:roles:token`, or as `name:roles:sha256=HEX` to store only the hash;
 * - `WINDOWPANE_SIGNING_KEYS`: keys for AWS's clients, as `AccessKeyId:roles:SecretAccessKey`, with `:SessionToken` appended
 *   if one is required;
 * - `WINDOWPANE_ACCESS_TEAM`, `WINDOWPANE_ACCESS_AUDIENCE` and `WINDOWPANE_ACCESS_ROLES` (default: `read`): Cloudflare Access.
 *
 * @throws EnvironmentError if a variable is invalid, if no authentication is configured and `isOpen` is not set, or if `isOpen`
 * is set for a real account or together with one of these variables.
 */
export const accessFrom = (
  environment: Environment,
  { isDemo, isOpen, openOption, tokensOption, now }: AccessContext,
): Pick<AppOptions, "access" | "open"> => {
  const methods = `${tokensOption === undefined ? "set" : `give ${tokensOption}, or set`} ${METHODS}`;
  if (isOpen && !isDemo) {
    throw new EnvironmentError(
      "A real account requires authentication.",
      `Remove ${openOption}, and ${methods}.`,
    );
  }
  const set = accessVariables.filter((name) => (environment[name] ?? "") !== "");
  if (isOpen && set.length > 0) {
    throw new EnvironmentError(
      `${openOption} cannot be combined with ${set.join(", ")}, because every client could read without them.`,
      `Remove ${openOption} to require authentication, or remove the ${set.length === 1 ? "variable" : "variables"}.`,
    );
  }
  if (isOpen) return { access: [], open: true };
  const access = [...tokens(environment), ...signingKeys(environment, now), ...cloudflare(environment, now)];
  if (access.length > 0) return { access };
  throw new EnvironmentError(
    "No authentication is configured.",
    `${methods.charAt(0).toUpperCase()}${methods.slice(1)}${isDemo ? `, or use ${openOption} for the demo account` : ""}.`,
  );
};

/** Variables that configure authentication. */
export const accessVariables = [
  "WINDOWPANE_TOKENS",
  "WINDOWPANE_SIGNING_KEYS",
  "WINDOWPANE_ACCESS_TEAM",
  "WINDOWPANE_ACCESS_AUDIENCE",
] as const;

const METHODS =
  "WINDOWPANE_TOKENS, WINDOWPANE_SIGNING_KEYS, or WINDOWPANE_ACCESS_TEAM with WINDOWPANE_ACCESS_AUDIENCE";

const tokens = ({ WINDOWPANE_TOKENS = "" }: Environment): readonly Authenticator[] => {
  const variable = "WINDOWPANE_TOKENS";
  const entries = readEntries(variable, WINDOWPANE_TOKENS, "dashboard:read:TOKEN");
  if (entries.length === 0) return [];
  return create(variable, () =>
    bearer({
      tokens: entries.map(({ name, roles, credential, entry }) => {
        const sha256 = /^sha256=(.*)$/.exec(credential)?.[1];
        if (sha256 !== undefined) return { id: name, roles, sha256 };
        return { id: name, roles, token: longEnough(credential, entry) };
      }),
    }),
  );
};

const signingKeys = (
  { WINDOWPANE_SIGNING_KEYS = "" }: Environment,
  now: () => Date,
): readonly Authenticator[] => {
  const variable = "WINDOWPANE_SIGNING_KEYS";
  const entries = readEntries(variable, WINDOWPANE_SIGNING_KEYS, "KEYID:read:SECRET");
  if (entries.length === 0) return [];
  return create(variable, () =>
    signatureV4({
      now,
      keys: entries.map(({ name, roles, credential, entry }) => {
        const [secret = "", sessionToken] = credential.split(":", 2);
        return { accessKeyId: name, secretAccessKey: longEnough(secret, entry), sessionToken, roles };
      }),
    }),
  );
};

const cloudflare = (
  {
    WINDOWPANE_ACCESS_TEAM: teamDomain = "",
    WINDOWPANE_ACCESS_AUDIENCE: audience = "",
    WINDOWPANE_ACCESS_ROLES: roles = "read",
  }: Environment,
  now: () => Date,
): readonly Authenticator[] => {
  if (teamDomain === "" && audience === "") return [];
  if (teamDomain === "" || audience === "") {
    throw new EnvironmentError(
      "Only one of WINDOWPANE_ACCESS_TEAM and WINDOWPANE_ACCESS_AUDIENCE is set.",
      "Set both: the team domain (acme.cloudflareaccess.com) and the audience tag of the application.",
    );
  }
  const variable = "WINDOWPANE_ACCESS_ROLES";
  requireClean("WINDOWPANE_ACCESS_TEAM", teamDomain);
  const tags = audience.split(",").map((tag) => tag.trim());
  if (tags.includes("")) {
    throw new EnvironmentError(
      "WINDOWPANE_ACCESS_AUDIENCE has an empty audience tag.",
      "Separate the tags of several applications by single commas.",
    );
  }
  for (const tag of tags) requireClean("WINDOWPANE_ACCESS_AUDIENCE", tag);
  return create("WINDOWPANE_ACCESS_TEAM", () =>
    cloudflareAccess({
      teamDomain,
      audience: tags,
      roles: readRoles(roles, variable),
      now,
    }),
  );
};

/** Rejects short secrets: 32 random characters cannot be guessed. */
const longEnough = (secret: string, entry: string): string => {
  if (secret.length >= MIN_LENGTH) return secret;
  throw new EnvironmentError(
    `${entry} has a secret with fewer than ${MIN_LENGTH} characters.`,
    "Create one with `openssl rand -hex 32`; it does not have to come from AWS.",
  );
};

const MIN_LENGTH = 32;

/** Creates an authenticator. The error messages of authenticators contain no secrets, so they are passed on. */
const create = (variable: string, createAuthenticator: () => Authenticator): readonly Authenticator[] => {
  try {
    return [createAuthenticator()];
  } catch (error) {
    if (isEnvironmentError(error) || !(error instanceof Error)) throw error;
    throw new EnvironmentError(`${variable} is invalid.`, error.message);
  }
};
