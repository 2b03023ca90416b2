/**
 * Maintenance window histories over HTTP, as one Hono app: an SSM endpoint in AWS's protocol, and a REST API.
 *
 * @module
 */
export { readBasePath } from "./links/base-path.ts";
export { createApp } from "./server/app.ts";
export type { AppOptions, RateDecision, RateLimit } from "./server/options.ts";
export type { DocumentOptions, DocumentStorage } from "./reader/document-storage.ts";
export { defaultLimits, type Limits } from "./limits/limits.ts";
export type { LogEntry, LoggedError } from "./server/log.ts";
export type { Authenticator, Caller, Role } from "./auth/authenticator.ts";
export { bearer, type BearerOptions, type BearerToken } from "./auth/bearer.ts";
export { cloudflareAccess, type CloudflareAccessOptions } from "./auth/cloudflare-access.ts";
export { signatureV4, type CallerKey, type SignatureV4Options } from "./auth/signature-v4.ts";
export { AuthenticationError } from "./auth/authentication-error.ts";
export { accessFrom, type AccessContext, type Environment } from "./environment/access.ts";
export { EnvironmentError, isEnvironmentError } from "./environment/environment-error.ts";
