import { describe, it } from "vitest";
import { abortRules } from "./rules/abort.ts";
import { outputRules } from "./rules/output.ts";
import { failureRules } from "./rules/failure.ts";
import { pagingRules } from "./rules/paging.ts";
import { refusalRules } from "./rules/refusal.ts";
import { responseRules } from "./rules/response.ts";
import type { ContractRule, TransportSubject } from "./subject/subject.ts";

/** All rules of the contract, by name. */
export const rules = {
  ...outputRules,
  ...refusalRules,
  ...failureRules,
  ...abortRules,
  ...pagingRules,
  ...responseRules,
};

/** Name of a rule, as in test reports and in `skip`. */
export type RuleName = keyof typeof rules;

/** Skips the rules about HTTP responses, for transports that do not use HTTP. */
export const withoutHttp = (reason: string): { readonly [Name in keyof typeof responseRules]: string } =>
  // Object.fromEntries does not keep the type of the keys.
  Object.fromEntries(Object.keys(responseRules).map((name) => [name, reason])) as {
    readonly [Name in keyof typeof responseRules]: string;
  };

/**
 * Runs the contract over a transport, inside a Vitest test file.
 *
 * @param options - the transport to test; its `name`, for the test report; and `skip`: rules that do not apply to this
 * transport, each with a reason.
 *
 * @example
 * describeTransportContract({
 *   name: "mock",
 *   known,
 *   create: () => mockTransport(),
 *   skip: { "does not retry if no response is received": "no requests to count" },
 * });
 */
export const describeTransportContract = ({
  name,
  skip = {},
  ...subject
}: TransportSubject & {
  readonly name: string;
  readonly skip?: { readonly [Name in RuleName]?: string };
}): void => {
  describe(`the transport contract: ${name}`, () => {
    for (const [ruleName, rule] of entriesOf(rules)) {
      const reason = skip[ruleName];
      if (reason === undefined) it(ruleName, () => rule(subject));
      else it(ruleName, ({ skip: skipTest }) => skipTest(reason));
    }
  });
};

// Object.entries does not keep the type of the keys.
const entriesOf = (table: typeof rules): readonly (readonly [RuleName, ContractRule])[] =>
  Object.entries(table) as readonly [RuleName, ContractRule][];
