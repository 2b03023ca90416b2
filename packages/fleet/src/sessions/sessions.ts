import { createGate, errorMeaning, isWindowpaneError, untilAborted, type Signal } from "@windowpane/core";
import type { FleetLocation } from "../config/location.ts";
import { assumeRole, isWrongMfaCode, type AskMfa } from "./assume-role.ts";
import type { AwsSettings } from "./aws-settings.ts";
import { withoutTraces, type CredentialsProvider, type FleetCredentials } from "./credentials.ts";

/** Options of `createSessions`. */
export interface SessionsOptions {
  /** The credentials that assume the roles. Called before each AssumeRole, so they may be renewed. */
  readonly source: CredentialsProvider;
  /** Region of the STS endpoint. Regions of another partition use their own. */
  readonly region: string;
  /** Current time in milliseconds since 1970. */
  readonly now: () => number;
  /** How STS is called. Default: AWS's endpoint with the SDK's request handler. */
  readonly sts?: AwsSettings | undefined;
  /** Duration of a session in minutes. Default: 60. */
  readonly sessionMinutes?: number | undefined;
  /** Added to the name of the sessions, which CloudTrail shows: `Windowpane-NAME`. Default: only `Windowpane`. */
  readonly sessionName?: string | undefined;
  /** Asks a person for the code of an MFA device. Default: roles with an MFA device cannot be assumed. */
  readonly askMfa?: AskMfa | undefined;
  /** Maximum number of concurrent AssumeRole requests. Default: 16. */
  readonly concurrency?: number | undefined;
}

/** What the sessions need of a location. Locations of one role share its session. */
export type SessionSubject = Pick<FleetLocation, "Account" | "Region" | "role" | "externalId" | "mfaSerial">;

/** Sessions of assumed roles, in memory only. */
export interface Sessions {
  /**
   * Returns the current credentials of a location, and assumes its role if necessary. All that wait for a role share one request.
   *
   * @throws ServiceError or TransportError of AssumeRole (`locationAdvice` explains it), errors of `source`, or `signal.reason`.
   */
  credentials(subject: SessionSubject, signal?: Signal): Promise<FleetCredentials>;
  /**
   * `credentials` of one location, as the option of a client of the AWS SDK. They seem to expire within a minute, so that the SDK asks
   * before each request and never keeps a session that was replaced.
   */
  provider(subject: SessionSubject): CredentialsProvider;
  /**
   * Replaces a session that AWS rejected as expired, unless it is younger than 30 seconds: a wrong clock would otherwise cause a request to
   * STS for each other request.
   */
  replace(subject: SessionSubject): void;
  /** Forgets the session or the refusal of a location, so that the next request assumes the role again. Default: all. */
  forget(subject?: SessionSubject): void;
}

/** Milliseconds before its end at which a session is renewed: the SDK asks for new credentials at the same time. */
const RENEW_BEFORE = 300_000;

/**
 * Milliseconds for which an error of AssumeRole is remembered. A list over 17 regions of an account that denies the role causes one
 * request, and a corrected trust policy is noticed soon.
 */
const REMEMBER_ERROR = 30_000;

/** Milliseconds within which the SDK asks for credentials again. It is less than the five minutes at which the SDK does. */
const ASK_AGAIN = 60_000;

/**
 * Creates sessions. They are never written to a log, a file or an error. Their functions reject with a WindowpaneError if a role cannot
 * be assumed; `locationAdvice` explains it.
 */
export const createSessions = (options: SessionsOptions): Sessions => {
  const { source, now, concurrency = 16 } = options;
  const gate = createGate(concurrency);
  const states = new Map<string, State>();

  const renew = async (subject: SessionSubject, role: string, state: State): Promise<FleetCredentials> => {
    try {
      const credentials = await gate.run(() => assumeRole({ ...options, ...subject, role }));
      state.credentials = withoutTraces(credentials);
      state.assumedAt = now();
      state.failed = undefined;
      return state.credentials;
    } catch (error) {
      // Errors of the source credentials are not about the role, and the next call may have other credentials.
      if (isRemembered(error)) state.failed = { error, at: now() };
      throw error;
    } finally {
      state.renewal = undefined;
    }
  };

  const current = async (subject: SessionSubject): Promise<FleetCredentials> => {
    const { role } = subject;
    if (role === undefined) return withoutTraces(await source());
    const key = keyOf(subject);
    const state = states.get(key) ?? {};
    states.set(key, state);
    const left = (state.credentials?.expiration?.getTime() ?? -Infinity) - now();
    if (state.credentials !== undefined && left > RENEW_BEFORE) return state.credentials;
    const { failed } = state;
    const isRecent = failed !== undefined && now() - failed.at < REMEMBER_ERROR;
    const old = left > 0 ? state.credentials : undefined;
    if (isRecent && state.renewal === undefined) {
      if (old !== undefined) return old;
      throw failed.error;
    }
    state.renewal ??= renew(subject, role, state);
    try {
      return await state.renewal;
    } catch (error) {
      if (old === undefined) throw error;
      return old;
    }
  };

  return {
    credentials: (subject, signal) => untilAborted(current(subject), signal),
    provider: (subject) => async () => {
      const credentials = await current(subject);
      const { expiration } = credentials;
      if (expiration === undefined) return credentials;
      const soon = new Date(Math.min(expiration.getTime(), now() + ASK_AGAIN));
      return withoutTraces({ ...credentials, expiration: soon });
    },
    replace: (subject) => {
      const key = keyOf(subject);
      const { assumedAt = -Infinity } = states.get(key) ?? {};
      if (now() - assumedAt >= REMEMBER_ERROR) states.delete(key);
    },
    forget: (subject) => {
      if (subject === undefined) states.clear();
      else states.delete(keyOf(subject));
    },
  };
};

/** Locations of one role and external ID share a session. */
const keyOf = ({ role, externalId = "" }: SessionSubject): string => `${role} ${externalId}`;

/** The session of one role. */
interface State {
  credentials?: FleetCredentials | undefined;
  assumedAt?: number;
  renewal?: Promise<FleetCredentials> | undefined;
  failed?: { readonly error: unknown; readonly at: number } | undefined;
}

/** The next request asks for another code. */
const isRemembered = (error: unknown): boolean =>
  isWindowpaneError(error) && errorMeaning(error) !== "throttled" && !isWrongMfaCode(error);
