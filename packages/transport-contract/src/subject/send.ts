import type { CallOptions, Input, OperationName, Transport } from "@windowpane/core";
import type { KnownAccount } from "./subject.ts";

/** Sends the known request of an operation. */
export const sendKnown = (
  transport: Transport,
  { inputs }: KnownAccount,
  operation: OperationName,
  options: CallOptions = {},
): Promise<unknown> => transport.send(operation, inputs[operation], options);

/** Returns what a promise rejects with. Fails the test if the promise resolves. */
export const rejectionOf = async (promise: Promise<unknown>): Promise<unknown> => {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`expected a rejection, but it resolved with ${JSON.stringify(value)?.slice(0, 200)}`);
};

/** Returns a part of the subject that a rule needs. */
export const needed = <Part>(part: Part | undefined, name: string): Part => {
  if (part !== undefined) return part;
  throw new Error(`The subject has no \`${name}\`. Add it, or skip this rule with a reason.`);
};

/** Creates one rule for each of the operations. */
export const rulesFor = <Name extends OperationName, Rule extends string, Value>(
  operations: readonly Name[],
  ruleName: (operation: Name) => Rule,
  rule: (operation: Name) => Value,
): Record<Rule, Value> =>
  // Object.fromEntries does not keep the type of the keys.
  Object.fromEntries(operations.map((operation) => [ruleName(operation), rule(operation)])) as Record<
    Rule,
    Value
  >;

/** Copies and deeply freezes an input, so that any change throws. */
export const frozen = <Name extends OperationName>(input: Input<Name>): Input<Name> => {
  const copy = structuredClone(input);
  freeze(copy);
  return copy;
};

const freeze = (value: unknown): void => {
  if (typeof value !== "object" || value === null) return;
  Object.values(value).forEach(freeze);
  Object.freeze(value);
};
