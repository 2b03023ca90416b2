/**
 * The suite that every transport passes: each line of the Transport contract, as a test.
 *
 * @module
 */
export { describeTransportContract, lines, withoutHttp, type LineName } from "./contract.ts";
export type { KnownAccount, Line, Subject, WireResponse } from "./subject/subject.ts";
