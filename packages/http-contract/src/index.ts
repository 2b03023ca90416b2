/**
 * The suite that the HTTP API passes in every runtime: each line of it, as a test over a socket.
 *
 * @module
 */
export { describeHttpContract } from "./contract.ts";
export type { Running, Subject } from "./subject/subject.ts";
