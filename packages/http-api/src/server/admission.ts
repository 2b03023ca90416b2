import { boundedMap } from "@windowpane/core";
import type { Authenticator, Caller, Role } from "../caller.ts";
import type { AppOptions, RateDecision, RateLimit } from "../options.ts";
import { ProblemError } from "../problem/problem-error.ts";

/** Finds out who asks, and whether they may. */
export interface Admission {
  /** The caller; undefined without credentials. Throws an AuthenticationError for invalid ones. */
  identify(request: Request, body: Uint8Array | undefined): Promise<Caller | undefined>;
  /** Whether the caller may ask once more now. */
  readonly rate: RateLimit;
  /** For `WWW-Authenticate`; empty when no scheme has a challenge. */
  readonly challenge: string;
}

/** The one caller of an open app. */
const everybody: Caller = { id: "everybody", roles: new Set<Role>(["read", "cancel"]) };

/** Who may call an app. Throws an Error when neither `access` nor `open` says so, or both do. */
export const createAdmission = (options: AppOptions, requestsPerMinute: number): Admission => {
  const { access, open = false, now } = options;
  if (access.length === 0 && !open) {
    throw new Error(
      "Nobody may call this app: `access` is empty. Give it an authenticator, or say `open: true` for a mock.",
    );
  }
  if (access.length > 0 && open) {
    throw new Error("`open: true` lets everybody in, so `access` means nothing. Leave out one of them.");
  }
  return {
    identify: open ? async () => everybody : (request, body) => firstOf(access, request, body),
    rate:
      options.rateLimit ??
      (requestsPerMinute === Infinity ? unbounded : memoryRateLimit(requestsPerMinute, now)),
    challenge: access.flatMap(({ challenge }) => challenge ?? []).join(", "),
  };
};

/** In the order given. The first that finds its kind of credential decides, for good or ill. */
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

/** Callers remembered; the one not heard of the longest goes first. */
const MOST_CALLERS = 10_000;

/** A token result per caller, in the memory of one process: a full minute's requests may come at once, and refill evenly. */
const memoryRateLimit = (perMinute: number, now: () => Date): RateLimit => {
  const results = boundedMap<string, { readonly tokens: number; readonly at: number }>(MOST_CALLERS);
  const perMillisecond = perMinute / 60_000;
  return async ({ id }) => {
    const at = now().getTime();
    const before = results.get(id) ?? { tokens: perMinute, at };
    const elapsed = Math.max(0, at - before.at);
    const tokens = Math.min(perMinute, before.tokens + elapsed * perMillisecond);
    const allowed = tokens >= 1;
    results.set(id, { tokens: allowed ? tokens - 1 : tokens, at });
    return allowed ? { allowed } : { allowed, retryAfter: Math.ceil((1 - tokens) / perMillisecond) };
  };
};

const allowed: RateDecision = { allowed: true };
const unbounded: RateLimit = async () => allowed;

/** Admits a request to the REST door. Throws a ProblemError or an AuthenticationError when it may not pass. */
export const admit = async (
  { identify, rate, challenge }: Admission,
  request: Request,
  body: Uint8Array | undefined,
  role: Role,
): Promise<Caller> => {
  const caller = await identify(request, body);
  if (caller === undefined) {
    throw new ProblemError("not-authenticated", {
      detail: "The request carries no credential.",
      headers: challenge === "" ? {} : { "www-authenticate": challenge },
    });
  }
  const decision = await rate(caller);
  if (!decision.allowed) {
    const seconds = secondsOf(decision);
    throw new ProblemError("too-many-requests", {
      detail: `Ask again in ${seconds} s.`,
      headers: { "retry-after": String(seconds) },
    });
  }
  if (!caller.roles.has(role)) {
    throw new ProblemError("not-allowed", {
      detail: `The route needs the role ${role}, which the caller lacks.`,
    });
  }
  return caller;
};

/** `Retry-After` counts in seconds. */
const secondsOf = ({ retryAfter = 1000 }: RateDecision): number => Math.max(1, Math.ceil(retryAfter / 1000));
