import { boundedMap } from "@windowpane/core";
import { knownRoles, type Authenticator, type Caller, type Role } from "../auth/authenticator.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { AppOptions, RateDecision, RateLimit } from "./options.ts";

/** Authenticates callers and limits their rate. */
export interface Admission {
  /**
   * Returns the caller, or undefined for a request without credentials.
   *
   * @throws AuthenticationError if the credentials are invalid.
   */
  identify(request: Request, body: Uint8Array | undefined): Promise<Caller | undefined>;
  /** Decides whether the caller may send another request now. */
  readonly rate: RateLimit;
  /** How the host names the rate limit. */
  readonly limitName: string;
  /** Value of `WWW-Authenticate`; empty if no authenticator has a challenge. */
  readonly challenge: string;
}

/** The single caller of an open app. */
const anonymous: Caller = { id: "anonymous", roles: new Set<Role>(knownRoles) };

/**
 * Creates the admission of an app.
 *
 * @param limitName - how the host names the rate limit.
 * @throws Error if neither `access` nor `open` is set, or both are.
 */
export const createAdmission = (
  options: AppOptions,
  requestsPerMinute: number,
  limitName: string,
): Admission => {
  const { access, open = false, now } = options;
  if (access.length === 0 && !open) {
    throw new Error("`access` is empty. Pass an authenticator, or `open: true` for a mock.");
  }
  if (access.length > 0 && open) {
    throw new Error("`access` does not apply with `open: true`. Remove one of them.");
  }
  return {
    identify: open ? async () => anonymous : (request, body) => firstOf(access, request, body),
    rate:
      options.rateLimit ??
      (requestsPerMinute === Infinity ? unlimited : memoryRateLimit(requestsPerMinute, now)),
    limitName,
    challenge: access.flatMap(({ challenge }) => challenge ?? []).join(", "),
  };
};

/** Tries the authenticators in order. The first that finds its type of credentials decides. */
const firstOf = async (
  access: readonly Authenticator[],
  request: Request,
  body: Uint8Array | undefined,
): Promise<Caller | undefined> => {
  for (const authenticator of access) {
    const caller = await authenticator.authenticate(request, body);
    if (caller !== undefined) return caller;
  }
  return undefined;
};

/** Number of callers in memory; the least recently seen is removed first. */
const MAX_CALLERS = 10_000;

/** Token bucket per caller, in the memory of one process. It holds one minute of requests and refills evenly. */
const memoryRateLimit = (perMinute: number, now: () => Date): RateLimit => {
  const buckets = boundedMap<string, { readonly tokens: number; readonly at: number }>(MAX_CALLERS);
  const perMillisecond = perMinute / 60_000;
  return async ({ id }) => {
    const at = now().getTime();
    const before = buckets.get(id) ?? { tokens: perMinute, at };
    const elapsed = Math.max(0, at - before.at);
    const tokens = Math.min(perMinute, before.tokens + elapsed * perMillisecond);
    const allowed = tokens >= 1;
    buckets.set(id, { tokens: allowed ? tokens - 1 : tokens, at });
    return allowed ? { allowed } : { allowed, retryAfter: Math.ceil((1 - tokens) / perMillisecond) };
  };
};

const allowed: RateDecision = { allowed: true };
const unlimited: RateLimit = async () => allowed;

/**
 * Admits a REST request that needs a role.
 *
 * @param onCaller - called with the caller, who may still be refused.
 * @throws ProblemError or AuthenticationError if the request is not admitted.
 */
export const admit = async (
  { identify, rate, challenge, limitName }: Admission,
  request: Request,
  body: Uint8Array | undefined,
  { role, onCaller }: { readonly role: Role; readonly onCaller: (caller: Caller) => void },
): Promise<Caller> => {
  const caller = await identify(request, body);
  if (caller === undefined) {
    throw new ProblemError("not-authenticated", {
      detail: "The request has no credentials. Send a token or a signature that this server accepts.",
      headers: challenge === "" ? {} : { "www-authenticate": challenge },
    });
  }
  onCaller(caller);
  const decision = await rate(caller);
  if (!decision.allowed) {
    const seconds = secondsOf(decision);
    throw new ProblemError("too-many-requests", {
      detail: `The caller has reached its rate limit (${limitName}). Retry in ${seconds} s.`,
      headers: { "retry-after": String(seconds) },
    });
  }
  if (!caller.roles.has(role)) {
    throw new ProblemError("not-allowed", {
      detail: `The route requires the role ${role}, which the caller does not have.`,
    });
  }
  return caller;
};

/** `Retry-After` is in seconds. */
const secondsOf = ({ retryAfter = 1000 }: RateDecision): number => Math.max(1, Math.ceil(retryAfter / 1000));
