import { readBytes } from "@windowpane/endpoint";
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";

/** The public keys of an issuer could not be fetched, so that no token can be checked. The token can be valid. */
export class KeysUnavailableError extends Error {
  override readonly name = "KeysUnavailableError";
  /** Why, in two words at most: `HTTP 502`, `timeout`. */
  readonly reason: string;
  /** Delay before the next attempt, in milliseconds. */
  readonly retryAfter: number;

  constructor(reason: string, retryAfter: number) {
    super(`The keys of Cloudflare Access could not be fetched (${reason}).`);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}

/** Whether a value is a KeysUnavailableError, including one from another copy of this package. */
export const isKeysUnavailable = (error: unknown): error is KeysUnavailableError =>
  error instanceof Error && error.name === "KeysUnavailableError";

/** Options of `accessKeys`. */
export interface AccessKeysOptions {
  readonly url: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly now: () => Date;
  /**
   * Whether requests may wait for the keys that another one fetches. Default: true, except on Cloudflare Workers, where a
   * request cannot wait for the response of another one.
   */
  readonly joins?: boolean | undefined;
}

const MINUTE = 60_000;

/** Age at which keys are fetched again. */
const FRESH = 10 * MINUTE;

/** Age up to which keys are used if newer ones cannot be fetched. Access keeps a rotated key valid for days. */
const USABLE = 60 * MINUTE;

/** Delay after a failed attempt. Requests in between fail at once. */
const RETRY = 5000;

/** Delay between two attempts to find an unknown key: any caller can name one. */
const UNKNOWN_KEY = 30_000;

const TIMEOUT = 5000;

/** Maximum size of a key set. Those of Access have about 5 kB. */
const MAX_BYTES = 200_000;

/** A response without usable keys. Its message is the reason. */
class UnusableKeysError extends Error {
  override readonly name = "UnusableKeysError";
}

interface Keys {
  readonly find: JWTVerifyGetKey;
  readonly at: number;
}

/**
 * Finds the keys of an issuer: fetched once, fetched again after ten minutes, and retained for an hour if that fails.
 *
 * @throws (by the result) KeysUnavailableError if no keys are usable; jose's errors if the token names no usable key.
 */
export const accessKeys = ({ url, fetch, now, joins = !isWorker() }: AccessKeysOptions): JWTVerifyGetKey => {
  let keys: Keys | undefined;
  let failure: { readonly error: KeysUnavailableError; readonly at: number } | undefined;
  let pending: Promise<Keys> | undefined;

  const load = async (): Promise<Keys> => {
    const at = now().getTime();
    if (failure !== undefined && at - failure.at < RETRY && at >= failure.at) throw failure.error;
    try {
      const jwks = await fetchKeys(url, fetch);
      keys = { find: createLocalJWKSet(jwks), at: now().getTime() };
      failure = undefined;
      return keys;
    } catch (error) {
      failure = { error: new KeysUnavailableError(reasonOf(error), RETRY), at: now().getTime() };
      throw failure.error;
    }
  };

  const refresh = (): Promise<Keys> => {
    if (!joins) return load();
    pending ??= load().finally(() => {
      pending = undefined;
    });
    return pending;
  };

  const current = async (): Promise<Keys> => {
    const age = keys === undefined ? Infinity : now().getTime() - keys.at;
    if (keys !== undefined && age < FRESH) return keys;
    try {
      return await refresh();
    } catch (error) {
      if (keys !== undefined && age < USABLE) return keys;
      throw error;
    }
  };

  return async (header, token) => {
    const { find, at } = await current();
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || now().getTime() - at < UNKNOWN_KEY) throw error;
      return (await refresh()).find(header, token);
    }
  };
};

const fetchKeys = async (url: string, fetch: AccessKeysOptions["fetch"]): Promise<JSONWebKeySet> => {
  const response = await fetch(url, {
    headers: { accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new UnusableKeysError(`HTTP ${response.status}`);
  }
  const bytes = await readBytes(response.body, MAX_BYTES);
  if (bytes === undefined) throw new UnusableKeysError("too large");
  const jwks: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const list: unknown = typeof jwks === "object" && jwks !== null ? Reflect.get(jwks, "keys") : undefined;
  if (!Array.isArray(list) || list.length === 0) throw new UnusableKeysError("no keys");
  // createLocalJWKSet checks the keys.
  return jwks as JSONWebKeySet;
};

const reasonOf = (error: unknown): string => {
  if (error instanceof UnusableKeysError) return error.message;
  if (error instanceof SyntaxError) return "no JSON";
  if (error instanceof errors.JWKSInvalid) return "invalid keys";
  return error instanceof Error && error.name === "TimeoutError" ? "timeout" : "no response";
};

const isWorker = (): boolean =>
  typeof navigator !== "undefined" && navigator.userAgent === "Cloudflare-Workers";
