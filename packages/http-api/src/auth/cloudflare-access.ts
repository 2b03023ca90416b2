import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from "jose";
import { checkedRoles, type Authenticator, type Caller, type Role } from "./authenticator.ts";
import { accessKeys } from "./access-keys.ts";
import { AuthenticationError } from "./authentication-error.ts";

/** Options of `cloudflareAccess`. */
export interface CloudflareAccessOptions {
  /** Team domain: `acme.cloudflareaccess.com`, or `acme`. */
  readonly teamDomain: string;
  /** Audience tag of the application, or of several applications. */
  readonly audience: string | readonly string[];
  /** Roles of every caller that Access authenticates. */
  readonly roles: readonly Role[];
  /**
   * Public keys. Default: fetched from the team domain and again after ten minutes. If that fails, they remain usable for an
   * hour; without usable keys, requests fail with 503.
   */
  readonly jwks?: JSONWebKeySet | undefined;
  /** Fetches the keys. Default: the platform's `fetch`. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Returns the current time. */
  readonly now: () => Date;
}

/**
 * Authenticates callers by the token that Cloudflare Access adds in `Cf-Access-Jwt-Assertion`. The `CF_Authorization` cookie
 * is ignored, because browsers also send it with requests from other sites. Access still translates the cookie to the header,
 * so a plain HTML form must not be able to cancel anything; REST and AWS's protocol both require a JSON content type.
 *
 * The ID of a caller is the user ID at Access or the client ID of a service token, so that logs contain no email address.
 *
 * @throws Error if the team domain or an audience tag is invalid.
 */
export const cloudflareAccess = (options: CloudflareAccessOptions): Authenticator => {
  const { audience, jwks, fetch: fetchKeys, now } = options;
  const issuer = issuerOf(options.teamDomain);
  const audiences = typeof audience === "string" ? [audience] : [...audience];
  if (audiences.length === 0 || audiences.some((tag) => !/^\S+$/.test(tag))) {
    throw new Error("Cloudflare Access needs an audience tag. Copy it from the application's overview page.");
  }
  const roles = checkedRoles(options.roles, "Cloudflare Access");
  const keys =
    jwks === undefined
      ? accessKeys({
          url: `${issuer}/cdn-cgi/access/certs`,
          fetch: fetchKeys ?? ((url, init) => fetch(url, init)),
          now,
        })
      : createLocalJWKSet(jwks);

  return {
    name: "access",
    async authenticate({ headers }) {
      const token = headers.get("cf-access-jwt-assertion");
      if (token === null) return undefined;
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience: audiences,
          // The algorithms of Access. A token cannot select another one, such as `none`.
          algorithms: ["RS256", "ES256"],
          requiredClaims: ["exp", "iat", "sub"],
          currentDate: now(),
        });
        return callerOf(payload, roles);
      } catch (error) {
        throw isInvalidToken(error) ? authenticationErrorOf(error) : error;
      }
    },
  };
};

const issuerOf = (teamDomain: string): string => {
  const team = /^(?:https:\/\/)?([a-z0-9][a-z0-9-]*)(?:\.cloudflareaccess\.com)?\/?$/i.exec(teamDomain)?.[1];
  if (team !== undefined) return `https://${team.toLowerCase()}.cloudflareaccess.com`;
  throw new Error("Cloudflare Access needs a team domain. Use the form `acme.cloudflareaccess.com`.");
};

/** Returns the caller of a token. The `sub` of a service token is empty, because it has no user. */
const callerOf = ({ sub, common_name: clientId }: JWTPayload, roles: ReadonlySet<Role>): Caller => {
  const id = sub === "" ? clientId : sub;
  if (typeof id === "string" && id !== "") return { id: `access:${id.slice(0, 128)}`, roles };
  throw new AuthenticationError(INVALID, "The Cloudflare Access token has neither a user nor a client ID.");
};

/** Whether the token is invalid. Given keys that cannot be read are an error of the server instead. */
const isInvalidToken = (error: unknown): error is errors.JOSEError =>
  error instanceof errors.JOSEError && !(error instanceof errors.JWKSInvalid);

/** Translates an error of jose, without it as the cause: it contains the token's claims. */
const authenticationErrorOf = (error: errors.JOSEError): AuthenticationError =>
  error instanceof errors.JWTExpired
    ? new AuthenticationError("ExpiredTokenException", "The Cloudflare Access token has expired.")
    : new AuthenticationError(INVALID, "The Cloudflare Access token is invalid.");

const INVALID = "UnrecognizedClientException";
