/**
 * The test suite that the HTTP API passes in every runtime, over a socket.
 *
 * @module
 */
export { describeHttpContract } from "./contract.ts";
export type { HttpSubject, RunningServer } from "./subject/subject.ts";
