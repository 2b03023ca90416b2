import { UsageError } from "../../host/usage-error.ts";
import { QueryFailedError } from "../../host/query-failed-error.ts";
import { excerptAt } from "../query/excerpt.ts";
import { evaluate } from "../query/evaluate.ts";
import type { Expression } from "../query/expression.ts";
import { parseQuery } from "../query/parse.ts";
import { QuerySyntaxError, QueryValueError } from "../query/query-error.ts";

/**
 * Applies a JMESPath expression to a plain JSON value.
 *
 * @throws UsageError when the expression is invalid, QueryFailedError when it does not fit the value.
 */
export const queryResult = (value: unknown, expression: string): unknown => {
  const parsed = checkQuery(expression);
  try {
    return evaluate(parsed, value);
  } catch (error) {
    if (!(error instanceof QueryValueError)) throw error;
    throw new QueryFailedError(
      `--query cannot be applied to the output: ${error.message}.`,
      "Check the expression against the output without --query.",
      { cause: error },
    );
  }
};

/**
 * Validates an expression before any request is sent.
 *
 * @throws UsageError when it is invalid.
 */
export const checkQuery = (expression: string): Expression => {
  try {
    return parseQuery(expression);
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    throw new UsageError(
      `--query is not valid: ${error.message} (column ${error.at + 1})\n${excerptAt(expression, error.at)}`,
      "Use a JMESPath expression; see https://jmespath.org/tutorial.html.",
      { cause: error },
    );
  }
};
