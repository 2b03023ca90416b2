import type { CallOptions, Input, OperationName, Transport } from "@windowpane/core";
import type { KnownAccount } from "./subject.ts";

/** Sends what the account is known to answer. */
export const sendKnown = (
  transport: Transport,
  { inputs }: KnownAccount,
  operation: OperationName,
  options: CallOptions = {},
): Promise<unknown> => transport.send(operation, inputs[operation], options);

/** What a promise rejects with; a promise that is kept is a failure of the test. */
export const rejectionOf = async (promise: Promise<unknown>): Promise<unknown> => {
  let answer: unknown;
  try {
    answer = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`it should have been rejected, but was answered: ${JSON.stringify(answer)?.slice(0, 200)}`);
};

/** A part of a subject that a line cannot do without. */
export const needed = <Part>(part: Part | undefined, name: string): Part => {
  if (part !== undefined) return part;
  throw new Error(`Give the subject \`${name}\`, or skip this line with the reason why it has none.`);
};

/** A table of lines, one for each of some operations. */
export const linesFor = <Name extends OperationName, Sentence extends string, Value>(
  operations: readonly Name[],
  sentence: (operation: Name) => Sentence,
  line: (operation: Name) => Value,
): Record<Sentence, Value> =>
  // Object.fromEntries widens its keys; these are the sentences of exactly these operations.
  Object.fromEntries(operations.map((operation) => [sentence(operation), line(operation)])) as Record<
    Sentence,
    Value
  >;

/** The input with every level of it frozen, so that a change anywhere throws. */
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
