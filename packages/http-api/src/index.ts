/**
 * Maintenance window histories over HTTP, as one Hono app with two doors: AWS's own protocol, and REST.
 *
 * @module
 */
export { createApp } from "./app.ts";
export { defaultLimits, type AppOptions, type Limits, type RateDecision, type RateLimit } from "./options.ts";
export type { LogEntry, LoggedError } from "./log-entry.ts";
export type { Authenticator, Caller, Role } from "./caller.ts";
export { bearer, type BearerOptions, type BearerToken } from "./auth/bearer.ts";
export { cloudflareAccess, type CloudflareAccessOptions } from "./auth/cloudflare-access.ts";
export { signatureV4, type CallerKey, type SignatureV4Options } from "./auth/signature-v4.ts";
export { AuthenticationError } from "./auth/authentication-error.ts";
export { accessFrom, type AccessContext, type Environment } from "./environment/access.ts";
export { EnvironmentError, isEnvironmentError } from "./environment/environment-error.ts";
