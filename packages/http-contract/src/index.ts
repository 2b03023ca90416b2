/**
 * The test suite that the HTTP API passes in every runtime, over a socket.
 *
 * @module
 */
export { describeHttpContract } from "./contract.ts";
export type { HttpSubject, RunningServer } from "./subject/subject.ts";
export { describeLeavingClients, type LeavingOptions } from "./account/leaving-contract.ts";
export { describeViewers, type ViewersOptions } from "./account/viewers-contract.ts";
export type { AccountOptions, AccountServer, AccountSubject } from "./account/account-subject.ts";
export { credentialVariables } from "./subject/credentials.ts";
