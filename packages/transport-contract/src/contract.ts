import type { OperationName } from "@windowpane/core";
import { abortRules, connectionAbortRules } from "./rules/abort.ts";
import { failureRules } from "./rules/failure.ts";
import { dataRules, outputRules } from "./rules/output.ts";
import { pagingRules } from "./rules/paging.ts";
import { refusalRules, tokenRules } from "./rules/refusal.ts";
import { responseRules } from "./rules/response.ts";
import { skippedTest, type TestRunner } from "./runner.ts";
import { brokenRule } from "./subject/check.ts";
import type { ContractRule, RuleBody, TransportSubject } from "./subject/subject.ts";

const bodies = {
  ...outputRules,
  ...refusalRules,
  ...failureRules,
  ...abortRules,
  ...pagingRules,
  ...responseRules,
};

/** Name of a rule, as in test reports and in `skip`. */
export type RuleName = keyof typeof bodies;

/** Reasons of rules that do not apply to a transport, by the name of the rule. */
export type Skips = { readonly [Name in RuleName]?: string | undefined };

const named =
  (name: string, { fix, test }: RuleBody): ContractRule =>
  async (subject) => {
    try {
      await test(subject);
    } catch (error) {
      throw brokenRule(name, fix, error);
    }
  };

/** All rules of the contract, by name. Each is a function that takes a subject and throws if the transport breaks it. */
export const rules: Readonly<Record<RuleName, ContractRule>> =
  // Object.fromEntries does not keep the type of the keys.
  Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, named(name, body)])) as Record<
    RuleName,
    ContractRule
  >;

const skipAll = (names: Iterable<string>, reason: string): Skips =>
  Object.fromEntries([...names].map((name) => [name, reason]));

/** Skips the rules about HTTP responses, for transports that do not read HTTP. */
export const withoutHttp = (reason: string): Skips => skipAll(Object.keys(responseRules), reason);

/**
 * Skips the rules that need `broken`, `throttled` or `hanging`, for transports without a connection, such as a file, and
 * for real accounts, which cannot be told to fail.
 */
export const withoutConnection = (reason: string): Skips =>
  skipAll([...Object.keys(connectionAbortRules), ...Object.keys(failureRules)], reason);

/** Skips the rules that need a task with more than 100 invocations, for accounts without one. */
export const withoutLongList = (reason: string): Skips =>
  skipAll([...Object.keys(pagingRules), ...Object.keys(tokenRules)], reason);

/**
 * Skips the rules that need data of these operations, for transports and accounts without it. The rules about IDs that do
 * not exist remain.
 */
export const withoutData = (operations: readonly OperationName[], reason: string): Skips =>
  skipAll(
    Object.keys(dataRules).filter((name) =>
      operations.some((operation) => name.split(" ").includes(operation)),
    ),
    reason,
  );

/** A transport to test, and how. */
export interface ContractOptions extends TestRunner, TransportSubject {
  /** Name of the transport in the test report. */
  readonly name: string;
  /** Rules that do not apply to this transport, each with a reason for the test report. Default: none. */
  readonly skip?: Skips | undefined;
}

/**
 * Registers the contract as tests, one for each rule, in the test runner whose `describe` and `it` it is given: Vitest,
 * Jest, `node:test`, or another runner with `it.skip`.
 *
 * @throws Error without `describe` and `it`, and if `skip` names a rule that does not exist or gives no reason.
 *
 * @example
 * import { describe, it } from "vitest"; // or "node:test", or "@jest/globals"
 *
 * describeTransportContract({
 *   describe,
 *   it,
 *   name: "mock",
 *   known: { inputs: everyInput, invocations: 250 },
 *   create: () => mockTransport({ scenario: everyOperation() }),
 *   skip: { ...withoutHttp("it reads no HTTP"), ...withoutConnection("it has no connection") },
 * });
 */
export const describeTransportContract = ({
  describe,
  it,
  name,
  skip = {},
  ...subject
}: ContractOptions): void => {
  if (typeof describe !== "function" || typeof it !== "function")
    throw new Error("describeTransportContract needs `describe` and `it` of your test runner.");
  for (const [ruleName, reason] of Object.entries(skip)) {
    if (!Object.hasOwn(rules, ruleName))
      throw new Error(
        `\`skip\` names "${ruleName}", which is not a rule. The names are the keys of \`rules\`.`,
      );
    if (reason?.trim() === "")
      throw new Error(`\`skip\` has no reason for "${ruleName}". Write one; the test report shows it.`);
  }
  // Object.entries does not keep the type of the keys.
  const entries = Object.entries(rules) as readonly [RuleName, ContractRule][];
  describe(`the transport contract: ${name}`, () => {
    for (const [ruleName, rule] of entries) {
      const reason = skip[ruleName];
      if (reason === undefined) void it(ruleName, () => rule(subject));
      else skippedTest(it, ruleName, reason);
    }
  });
};
