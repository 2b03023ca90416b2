/** Comparisons that throw a `Mismatch`: what a rule found, before it has the rule's name and advice. */
import { AssertionError } from "node:assert";
import { inspect, isDeepStrictEqual } from "node:util";
import { errorMeaning, isWindowpaneError, type WindowpaneError } from "@windowpane/core";

/** What a rule compared. */
export interface Comparison {
  /** What was compared, such as "the number of requests". */
  readonly what: string;
  readonly expected: unknown;
  readonly received: unknown;
}

/** The transport differs from what a rule expects. */
export class Mismatch extends Error {
  override readonly name = "Mismatch";
  readonly comparison: Comparison;
  constructor(comparison: Comparison) {
    super(comparison.what);
    this.comparison = comparison;
  }
}

/** The subject lacks something that the suite needs. The transport is not to blame. */
export class SubjectError extends Error {
  override readonly name = "SubjectError";
}

/** An expectation in words. Printed without quotation marks. */
export const words = (text: string): object => ({ [inWords]: text });

const inWords = Symbol("in words");

/** Requires a condition. */
export const check = (holds: boolean, comparison: Comparison): void => {
  if (!holds) throw new Mismatch(comparison);
};

/** Requires two equal values: the same members, `Date`s and bytes. */
export const checkEqual = (what: string, received: unknown, expected: unknown): void =>
  check(isDeepStrictEqual(received, expected), { what, expected, received });

/**
 * Creates the error that a rule throws: the rule, what was expected, what was received and what to do. An
 * `AssertionError` of Node, whose `expected` and `actual` test runners compare line by line.
 */
export const brokenRule = (rule: string, fix: string, error: unknown): Error => {
  if (error instanceof SubjectError) return error;
  const { what, expected, received } =
    error instanceof Mismatch
      ? error.comparison
      : { what: "An error where none is expected", expected: words("no error"), received: error };
  const message = [
    `The transport does not follow the rule "${rule}".`,
    `${what}:`,
    `  expected: ${printed(expected)}`,
    `  received: ${printed(received)}`,
    `What to do: ${fix}`,
  ].join("\n");
  // Runners compare the values member by member, which helps only if both are values.
  const values = isInWords(expected) ? [printed(expected), printed(received)] : [expected, received];
  const broken = new AssertionError({ message, expected: values[0], actual: values[1] });
  if (!(error instanceof Mismatch)) broken.cause = error;
  return broken;
};

const LONGEST = 300;

const isInWords = (value: unknown): value is { readonly [inWords]: string } =>
  typeof value === "object" && value !== null && inWords in value;

const printed = (value: unknown): string => {
  if (isInWords(value)) return value[inWords];
  const text = isWindowpaneError(value)
    ? `${value.name}: ${value.message} ${inspect(membersOf(value), { breakLength: Infinity })}`
    : value instanceof Error
      ? `${value.name}: ${value.message}`
      : inspect(value, { depth: 4, breakLength: Infinity, maxArrayLength: 8, maxStringLength: 200 });
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
};

/** The members that decide what an error means. */
const membersOf = (error: WindowpaneError): object => {
  const members = { ...error, meaning: errorMeaning(error) };
  return Object.fromEntries(
    ["meaning", "operation", "code", "retryable", "status"].flatMap((name) => {
      const value: unknown = Reflect.get(members, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
};
