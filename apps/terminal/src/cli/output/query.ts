import { UsageError } from "../../host/usage-error.ts";
import { QueryFailedError } from "../../host/query-failed-error.ts";
import { excerptAt } from "../query/excerpt.ts";
import type { OutputFormat } from "../context/settings.ts";
import { isStructure } from "../query/compare.ts";
import { evaluate } from "../query/evaluate.ts";
import type { Expression } from "../query/expression.ts";
import { withPlainNumbers } from "../query/number.ts";
import { parseQuery } from "../query/parse.ts";
import { lineJson, queryJson } from "../query/print.ts";
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

/** What to print for a query: JSON, or a value for the other formats. */
export type QueryOutput = { readonly json: string } | { readonly value: unknown };

/**
 * The output of a query for a format. The numbers of its result can be the AWS CLI's: bigints, and floats such as `2.0`.
 *
 * @throws UsageError when the expression is invalid, QueryFailedError when it does not fit the value.
 */
export const queryOutput = (
  value: unknown,
  { query, format }: { readonly query: string; readonly format: OutputFormat },
): QueryOutput => {
  const result = queryResult(plainJson(value), query);
  // Like the AWS CLI, print nothing for an empty structure.
  if (format !== "ndjson" && isStructure(result) && Object.keys(result).length === 0) return { json: "" };
  if (format === "json") return { json: `${queryJson(result)}\n` };
  if (format === "ndjson") {
    const lines: readonly unknown[] = Array.isArray(result) ? result : [result];
    return { json: lines.map((line) => `${lineJson(line)}\n`).join("") };
  }
  const isAwsFormat = format === "text" || format.startsWith("yaml");
  return { value: isAwsFormat ? result : withPlainNumbers(result) };
};

/** Removes undefined members, which JMESPath does not know. */
const plainJson = (value: unknown): unknown => {
  const text = JSON.stringify(value);
  return text === undefined ? null : (JSON.parse(text) as unknown); // JSON.parse gives any.
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
