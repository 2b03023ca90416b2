/**
 * Maintenance window histories over HTTP, as one Hono app: an SSM endpoint in AWS's protocol, and a REST API.
 *
 * @module
 */
export { readBasePath } from "./links/base-path.ts";
export { createAccountApp, createApp, createFront } from "./server/app.ts";
export { accountFetch, isHandedOver, type Account, type AccountFetchOptions } from "./server/handover.ts";
export type {
  AccountAppOptions,
  AppOptions,
  FrontOptions,
  RateDecision,
  RateLimit,
} from "./server/options.ts";
export type { CollectRequest, StartCollection } from "./route/start-collection.ts";
export { pageHeaders, type PageFile, type PageFiles } from "./server/page-files.ts";
export type { DocumentOptions, DocumentStorage } from "./reader/document-storage.ts";
export {
  connectionLimit,
  defaultLimits,
  limitFlag,
  limitNames,
  limitTable,
  limitVariable,
  type LimitName,
  type LimitRow,
  type Limits,
} from "./limits/limits.ts";
export { defaultInUnits, rangeOf, readLimit, readLimits, type LimitSource } from "./limits/read-limits.ts";
export { loopbackHosts } from "./server/guard.ts";
export { loggedError, type LogEntry, type LoggedError } from "./server/log.ts";
export type { Authenticator, Caller, Role } from "./auth/authenticator.ts";
export { bearer, type BearerOptions, type BearerToken } from "./auth/bearer.ts";
export { cloudflareAccess, type CloudflareAccessOptions } from "./auth/cloudflare-access.ts";
export { signatureV4, type CallerKey, type SignatureV4Options } from "./auth/signature-v4.ts";
export { AuthenticationError } from "./auth/authentication-error.ts";
export { accessFrom, accessVariables, type AccessContext, type Environment } from "./environment/access.ts";
export { readOrigins } from "./links/origins.ts";
export { requireClean } from "./environment/stray.ts";
export { EnvironmentError, isEnvironmentError } from "./environment/environment-error.ts";
export type { FleetSource } from "./fleet/fleet-source.ts";
