import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
} from "jose";
import type { Authenticator, Caller, Role } from "../caller.ts";
import { AuthenticationError } from "./authentication-error.ts";
import { checkedRoles } from "./checked-roles.ts";

/** Who may call through Cloudflare Access. */
export interface CloudflareAccessOptions {
  /** The team's domain: `acme.cloudflareaccess.com`, or `acme`. */
  readonly teamDomain: string;
  /** The application's audience tag, or those of several. */
  readonly audience: string | readonly string[];
  /** What those may do whom Access lets through. */
  readonly roles: readonly Role[];
  /** The keys, in place of those that the team's domain publishes. Default: fetched from there, and kept for ten minutes. */
  readonly jwks?: JSONWebKeySet | undefined;
  /** Fetches the keys. Default: the platform's `fetch`. */
  readonly fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Tells the time. Default: the platform's clock. */
  readonly now?: (() => Date) | undefined;
}

/**
 * Knows callers by the token that Cloudflare Access adds to what it lets through, in `Cf-Access-Jwt-Assertion`. The cookie
 * `CF_Authorization` is not read: browsers send it along with what other pages make them ask. Access turns it into the
 * header, though, so what changes anything must not be reachable by a plain form; neither door's cancel is.
 *
 * A caller's id is the user's id at Access, or the service token's client id: no mail address gets into a log.
 *
 * @throws Error when the team's domain or an audience cannot be meant.
 */
export const cloudflareAccess = (options: CloudflareAccessOptions): Authenticator => {
  const { audience, jwks, fetch: fetchKeys, now } = options;
  const issuer = issuerOf(options.teamDomain);
  const audiences = typeof audience === "string" ? [audience] : [...audience];
  if (audiences.length === 0 || audiences.some((tag) => !/^\S+$/.test(tag))) {
    throw new Error("Cloudflare Access needs an audience tag. Copy it from the application's overview.");
  }
  const roles = checkedRoles(options.roles, "Cloudflare Access");
  const keys =
    jwks === undefined
      ? createRemoteJWKSet(
          new URL("/cdn-cgi/access/certs", issuer),
          fetchKeys === undefined ? {} : { [customFetch]: fetchKeys },
        )
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
          // What Access signs with. A token cannot choose another one, `none` least of all.
          algorithms: ["RS256", "ES256"],
          requiredClaims: ["exp", "iat", "sub"],
          ...(now === undefined ? {} : { currentDate: now() }),
        });
        return callerOf(payload, roles);
      } catch (error) {
        throw isCallersFault(error) ? refusalOf(error) : error;
      }
    },
  };
};

const issuerOf = (teamDomain: string): string => {
  const team = /^(?:https:\/\/)?([a-z0-9][a-z0-9-]*)(?:\.cloudflareaccess\.com)?\/?$/i.exec(teamDomain)?.[1];
  if (team !== undefined) return `https://${team.toLowerCase()}.cloudflareaccess.com`;
  throw new Error("Cloudflare Access needs the team's domain. Write it as `acme.cloudflareaccess.com`.");
};

/** A service token has no user, so its `sub` is empty. */
const callerOf = ({ sub, common_name: clientId }: JWTPayload, roles: ReadonlySet<Role>): Caller => {
  const id = sub === "" ? clientId : sub;
  if (typeof id === "string" && id !== "") return { id: `access:${id.slice(0, 128)}`, roles };
  throw new AuthenticationError(INVALID, "The token of Cloudflare Access names nobody.");
};

/** Keys that cannot be fetched or read are the host's fault: that is no reason to tell a caller that theirs is wrong. */
const isCallersFault = (error: unknown): error is errors.JOSEError =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) &&
  error.code !== "ERR_JOSE_GENERIC";

/** Without the error of jose, which carries the token's claims. */
const refusalOf = (error: errors.JOSEError): AuthenticationError =>
  error instanceof errors.JWTExpired
    ? new AuthenticationError("ExpiredTokenException", "The token of Cloudflare Access is expired.")
    : new AuthenticationError(INVALID, "The token of Cloudflare Access is not valid here.");

const INVALID = "UnrecognizedClientException";
