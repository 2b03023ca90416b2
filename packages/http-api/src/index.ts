/**
 * Maintenance window histories over HTTP, as one Hono app with two doors: AWS's own protocol, and REST.
 *
 * @module
 */
export { createApp } from "./app.ts";
export type { Authenticator, Caller, Role } from "./caller.ts";
export type { LogEntry, LoggedError } from "./log-entry.ts";
export { defaultLimits, type AppOptions, type Limits, type RateDecision, type RateLimit } from "./options.ts";
