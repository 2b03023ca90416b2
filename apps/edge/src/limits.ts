/** Limits of the Worker: those of the free plan, unless variables set others. */
import {
  EnvironmentError,
  limitTable,
  limitVariable,
  readLimit,
  readLimits,
  type LimitName,
  type LimitRow,
  type LimitSource,
  type Limits,
} from "@windowpane/http-api";

/**
 * Limits of Cloudflare's free plan, for an account of AWS. The demo sends no requests. A row without an entry has the default of a
 * server.
 */
export const freePlan = {
  // 50 requests per incoming request of an object, which leaves 10 for second attempts (see `source.ts`).
  requestsPerScan: 40,
  requestsPerPage: 40,
  // 6 connections per incoming request.
  concurrency: 6,
} as const satisfies Partial<Limits>;

/** Limits of every deployment, because an object has 128 MB. */
export const ofObject = { memoryBytes: 33_554_432 } as const satisfies Partial<Limits>;

/** Limit of a collection of a fleet. Each run that it stores takes some of the 1,000 queries to D1 of an invocation. */
export const collectionLimit = {
  name: "collection-requests",
  unit: "requests",
  value: 200,
  least: 200,
  most: 9000,
  about: "requests to AWS for one part of a collection",
  effect: "the rest is collected in another invocation",
} as const satisfies LimitRow;

/** Reads the limit of a collection. */
export const readCollectionLimit = (env: LimitVariables): number =>
  readLimit(collectionLimit, sourceOf(env)) ?? collectionLimit.value;

/** Variables that set limits, by name. */
export type LimitVariables = { readonly [Name in `WINDOWPANE_${Uppercase<string>}`]?: string };

/** Returns the variable of a limit, for messages. */
export const limitName = (limit: LimitName): string =>
  limit === "requestsPerMinute" ? RATE_LIMIT : limitVariable(limitTable[limit]);

const RATE_LIMIT = "`limit` of RATE_LIMIT in wrangler.jsonc";

/**
 * Reads the limits of a deployment.
 *
 * @throws EnvironmentError if a variable is out of its range, or sets a limit that a binding has.
 */
export const readWorkerLimits = (
  env: LimitVariables,
  { isDemo, hasRateLimiter }: { readonly isDemo: boolean; readonly hasRateLimiter: boolean },
): Partial<Limits> => {
  const variables: Readonly<Record<string, unknown>> = { ...env };
  const rateVariable = limitVariable(limitTable.requestsPerMinute);
  if (hasRateLimiter && isSet(variables[rateVariable])) {
    throw new EnvironmentError(
      `${rateVariable} does not apply, because the binding RATE_LIMIT counts the requests of callers.`,
      `Set ${RATE_LIMIT} instead, or remove the binding.`,
    );
  }
  return { ...ofObject, ...(isDemo ? {} : freePlan), ...readLimits(sourceOf(env)) };
};

const sourceOf = (env: LimitVariables): LimitSource => {
  const variables: Readonly<Record<string, unknown>> = { ...env };
  return {
    nameOf: limitVariable,
    textOf: (row) => {
      const text = variables[limitVariable(row)];
      return isSet(text) ? text : undefined;
    },
  };
};

const isSet = (value: unknown): value is string => typeof value === "string" && value !== "";
