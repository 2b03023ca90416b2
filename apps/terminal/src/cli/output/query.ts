import { compile, search, type JSONValue } from "@jmespath-community/jmespath";
import { UsageError } from "../../host/errors/usage-error.ts";

/**
 * What a JMESPath expression finds in a value of plain JSON.
 *
 * @throws UsageError when the expression cannot be read or does not fit the value.
 */
export const queryResult = (value: unknown, expression: string): unknown => {
  try {
    return search(value as JSONValue, expression, options); // The caller has made it plain JSON.
  } catch (error) {
    throw notReadable(expression, error);
  }
};

/**
 * Checks an expression before anything is asked for.
 *
 * @throws UsageError when it cannot be read.
 */
export const checkQuery = (expression: string): void => {
  try {
    compile(expression, options);
  } catch (error) {
    throw notReadable(expression, error);
  }
};

/** AWS's own examples write a text as a bare word in backticks, which JMESPath itself has since given up. */
const options = { enable_legacy_literals: true };

const notReadable = (expression: string, cause: unknown): UsageError =>
  new UsageError(
    `--query cannot use "${expression}": ${cause instanceof Error ? cause.message : String(cause)}.`,
    "Expressions are JMESPath: https://jmespath.org/tutorial.html.",
    { cause },
  );
