/**
 * The test suite that every transport passes: one test for each rule of the Transport contract, in any test runner.
 *
 * @module
 */
export {
  describeTransportContract,
  rules,
  withoutConnection,
  withoutData,
  withoutHttp,
  withoutLongList,
  type ContractOptions,
  type RuleName,
  type Skips,
} from "./contract.ts";
export type { TestFunction, TestRunner } from "./runner.ts";
export type { ContractRule, KnownAccount, TransportSubject, WireResponse } from "./subject/subject.ts";
