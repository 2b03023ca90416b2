import { bearer } from "../auth/bearer.ts";
import { cloudflareAccess } from "../auth/cloudflare-access.ts";
import { signatureV4 } from "../auth/signature-v4.ts";
import type { AppOptions } from "../options.ts";
import type { Authenticator } from "../caller.ts";
import { readEntries, readRoles } from "./entries.ts";
import { EnvironmentError, isEnvironmentError } from "./environment-error.ts";

/** Variables by name, as a process or a Worker has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What else decides about who may call. */
export interface AccessContext {
  /** Whether the account behind the app is made up, so that nothing is lost when everybody reads it. */
  readonly isMadeUp: boolean;
  /** Whether somebody said that everybody may call. */
  readonly isOpen: boolean;
  /** How one says so to this host, for messages: `--open`. */
  readonly howToOpen: string;
  /** Tells the time. */
  readonly now: () => Date;
}

/**
 * Who may call, as the variables of a deployment say it: the part of `AppOptions` that must not be forgotten. The same for
 * every host, so that a setting means the same everywhere.
 *
 * - `WINDOWPANE_TOKENS`: bearer tokens, as `name:roles:token`, or `name:roles:sha256=HEX` so that nothing is stored that opens;
 * - `WINDOWPANE_SIGNING_KEYS`: keys for AWS's own clients, as `AccessKeyId:roles:SecretAccessKey`, with `:SessionToken`
 *   behind it where one is to be demanded;
 * - `WINDOWPANE_ACCESS_TEAM`, `WINDOWPANE_ACCESS_AUDIENCE` and, unless it is `read`, `WINDOWPANE_ACCESS_ROLES`: Cloudflare
 *   Access.
 *
 * @throws EnvironmentError when a variable cannot be read; when nobody may call and nobody said that all may; when all may
 * call although the account is real.
 */
export const accessFrom = (
  environment: Environment,
  { isMadeUp, isOpen, howToOpen, now }: AccessContext,
): Pick<AppOptions, "access" | "open"> => {
  if (isOpen && !isMadeUp) {
    throw new EnvironmentError(
      "A real account cannot be open to everybody.",
      `Leave ${howToOpen} out, and set ${WAYS}.`,
    );
  }
  if (isOpen) return { access: [], open: true };
  const access = [...tokens(environment), ...signingKeys(environment, now), ...cloudflare(environment, now)];
  if (access.length > 0) return { access };
  throw new EnvironmentError(
    "No authentication is configured, so nobody may call.",
    `Set ${WAYS}${isMadeUp ? `; or, as the account is made up, say ${howToOpen}` : ""}.`,
  );
};

const WAYS = "WINDOWPANE_TOKENS, WINDOWPANE_SIGNING_KEYS, or WINDOWPANE_ACCESS_TEAM with its audience";

const tokens = ({ WINDOWPANE_TOKENS = "" }: Environment): readonly Authenticator[] => {
  const variable = "WINDOWPANE_TOKENS";
  const entries = readEntries(variable, WINDOWPANE_TOKENS, "dashboard:read:TOKEN");
  if (entries.length === 0) return [];
  return made(variable, () =>
    bearer({
      tokens: entries.map(({ name, roles, credential, place }) => {
        const sha256 = /^sha256=(.*)$/.exec(credential)?.[1];
        if (sha256 !== undefined) return { id: name, roles, sha256 };
        return { id: name, roles, token: longEnough(credential, place) };
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
  return made(variable, () =>
    signatureV4({
      now,
      keys: entries.map(({ name, roles, credential, place }) => {
        const [secret = "", sessionToken] = credential.split(":", 2);
        return { accessKeyId: name, secretAccessKey: longEnough(secret, place), sessionToken, roles };
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
      "WINDOWPANE_ACCESS_TEAM and WINDOWPANE_ACCESS_AUDIENCE are not both set.",
      "Set the team's domain (acme.cloudflareaccess.com) and the application's audience tag.",
    );
  }
  const variable = "WINDOWPANE_ACCESS_ROLES";
  return made("WINDOWPANE_ACCESS_TEAM", () =>
    cloudflareAccess({
      teamDomain,
      audience: audience.split(/[\s,]+/).filter((tag) => tag !== ""),
      roles: readRoles(roles, variable),
      now,
    }),
  );
};

/** A secret of a person's own making must be one that nobody guesses: 32 characters at random are. */
const longEnough = (secret: string, place: string): string => {
  if (secret.length >= SHORTEST) return secret;
  throw new EnvironmentError(
    `${place} has a secret shorter than ${SHORTEST} characters.`,
    "Make one with `openssl rand -hex 32`; it need not come from AWS.",
  );
};

const SHORTEST = 32;

/** What an authenticator has against its options stands in its own words, which name no secret. */
const made = (variable: string, make: () => Authenticator): readonly Authenticator[] => {
  try {
    return [make()];
  } catch (error) {
    if (isEnvironmentError(error) || !(error instanceof Error)) throw error;
    throw new EnvironmentError(`${variable} cannot be used.`, error.message);
  }
};
