/**
 * STS, Organizations, Account Management and Systems Manager of an organization on 127.0.0.1, for tests.
 *
 * @module
 */
export { createLoopback, type Loopback } from "./loopback.ts";
export type { LoopbackCredentials } from "./keys.ts";
export {
  ROOT,
  type LoopbackAccount,
  type LoopbackFaults,
  type LoopbackOptions,
  type LoopbackRole,
  type LoopbackUnit,
} from "./organization.ts";
export { nightlyAccount, nightlyIds, type NightlyOptions } from "./nightly.ts";
export { serveLoopback, type Served } from "./serve.ts";
