/**
 * The suite that every transport passes: each line of the Transport contract, as a test.
 *
 * @module
 */
export { describeTransportContract, lines, type LineName } from "./contract.ts";
export type { KnownAccount, Line, Subject } from "./subject.ts";
