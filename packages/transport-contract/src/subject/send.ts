import {
  isWindowpaneError,
  validateInput,
  type CallOptions,
  type Input,
  type OperationName,
  type ServiceError,
  type Transport,
  type TransportError,
} from "@windowpane/core";
import { check, Mismatch, SubjectError, words } from "./check.ts";
import type { KnownAccount } from "./subject.ts";

/** A copy of the known input of an operation, so that a transport that changes it does not break other rules. */
export const knownInput = <Name extends OperationName>(
  { inputs }: KnownAccount,
  operation: Name,
): Input<Name> => {
  const input: Input<Name> | undefined = inputs[operation];
  if (input === undefined) {
    throw new SubjectError(
      `\`known.inputs\` has no ${operation}. Add an input whose response has at least one member, ` +
        `or add \`...withoutData(["${operation}"], "the reason")\` to \`skip\`.`,
    );
  }
  try {
    validateInput(operation, input);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SubjectError(`\`known.inputs.${operation}\` is not a valid input. ${reason}`, { cause });
  }
  return structuredClone(input);
};

/** Sends the known request of an operation. */
export const sendKnown = async (
  transport: Transport,
  known: KnownAccount,
  operation: OperationName,
  options: CallOptions = {},
): Promise<unknown> => transport.send(operation, knownInput(known, operation), options);

/** Returns what a promise rejects with. Fails the rule if the promise resolves. */
export const rejectionOf = async (promise: Promise<unknown>): Promise<unknown> => {
  let received: unknown;
  try {
    received = await promise;
  } catch (error) {
    return error;
  }
  throw new Mismatch({ what: "The result of send", expected: words("a rejection"), received });
};

/** Members that an error must have. */
interface ErrorMembers {
  readonly operation: OperationName;
  readonly code?: string | undefined;
  readonly retryable?: boolean;
}

/**
 * Requires a ServiceError or TransportError with these members. Accepts the errors of another copy of the core, which
 * a transport that is installed separately may have.
 */
export const checkError: {
  (error: unknown, kind: "service", members: ErrorMembers): asserts error is ServiceError;
  (error: unknown, kind: "transport", members: ErrorMembers): asserts error is TransportError;
} = (error: unknown, kind: "service" | "transport", members: ErrorMembers): void => {
  const className = kind === "service" ? "ServiceError" : "TransportError";
  const named = Object.entries(members).filter(([, value]) => value !== undefined);
  check(
    isWindowpaneError(error) &&
      error.kind === kind &&
      named.every(([name, value]) => Reflect.get(error, name) === value),
    {
      what: "The rejection of send",
      expected: words(`${className} with ${named.map(([name, value]) => `${name}: ${value}`).join(", ")}`),
      received: error,
    },
  );
};

/** Returns a part of the subject that a rule needs. */
export const needed = <Part>(part: Part | undefined, name: string): Part => {
  if (part !== undefined) return part;
  throw new SubjectError(
    `The subject has no \`${name}\`. Add it, or add this rule to \`skip\` with a reason ` +
      "(`withoutConnection` and `withoutHttp` skip all such rules).",
  );
};

/** Creates one rule for each of the operations. */
export const rulesFor = <Name extends OperationName, Rule extends string, Value>(
  operations: readonly Name[],
  ruleName: (operation: Name) => Rule,
  create: (operation: Name) => Value,
): Record<Rule, Value> =>
  // Object.fromEntries does not keep the type of the keys.
  Object.fromEntries(operations.map((operation) => [ruleName(operation), create(operation)])) as Record<
    Rule,
    Value
  >;

/** Deeply freezes a value, so that any change throws. */
export const frozen = <Value>(value: Value): Value => {
  if (typeof value !== "object" || value === null) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
};
