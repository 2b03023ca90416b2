/**
 * Sending messages on Node.
 *
 * @module
 */
export { guardedFetch, type GuardedFetchOptions } from "./guarded-fetch.ts";
export { checkDestination } from "./check-destination.ts";
