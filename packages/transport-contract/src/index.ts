/**
 * The test suite that every transport passes: one test for each rule of the Transport contract.
 *
 * @module
 */
export { describeTransportContract, rules, withoutHttp, type RuleName } from "./contract.ts";
export type { KnownAccount, ContractRule, TransportSubject, WireResponse } from "./subject/subject.ts";
