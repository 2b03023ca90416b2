import { compile, search, type JSONValue } from "@jmespath-community/jmespath";
import { UsageError } from "../../host/usage-error.ts";

/**
 * Applies a JMESPath expression to a plain JSON value.
 *
 * @throws UsageError when the expression is invalid or does not fit the value.
 */
export const queryResult = (value: unknown, expression: string): unknown => {
  try {
    return search(value as JSONValue, expression, options); // The caller passes plain JSON.
  } catch (error) {
    throw invalidQuery(expression, error);
  }
};

/**
 * Validates an expression before any request is sent.
 *
 * @throws UsageError when it is invalid.
 */
export const checkQuery = (expression: string): void => {
  try {
    compile(expression, options);
  } catch (error) {
    throw invalidQuery(expression, error);
  }
};

/** AWS's examples write string literals as bare words in backticks, which JMESPath has deprecated. */
const options = { enable_legacy_literals: true };

const invalidQuery = (expression: string, cause: unknown): UsageError =>
  new UsageError(
    `--query "${expression}" is not valid: ${reasonOf(cause)}.`,
    "Use a JMESPath expression; see https://jmespath.org/tutorial.html.",
    { cause },
  );

/** Some messages of the parser end with a full stop, others do not. */
const reasonOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/\.+$/, "");
