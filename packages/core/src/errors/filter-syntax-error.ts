import { BaseError } from "./base-error.ts";

/** The filter is not valid. The message shows the text with a caret under the column. */
export class FilterSyntaxError extends BaseError {
  readonly kind = "filter-syntax";
  override readonly name = "FilterSyntaxError";
  /** Text of the filter. */
  readonly text: string;
  /** Position of the error in code points, from 1. */
  readonly column: number;
  /** The error without its position. */
  readonly problem: string;
  /** Fields or values that are valid at this position. Default: not a fixed set. */
  readonly allowed: readonly string[] | undefined;
  /** Further errors in other terms of the filter. */
  readonly others: readonly FilterSyntaxError[];

  constructor(
    text: string,
    column: number,
    problem: string,
    {
      allowed,
      others = [],
    }: {
      readonly allowed?: readonly string[] | undefined;
      readonly others?: readonly FilterSyntaxError[] | undefined;
    } = {},
  ) {
    const sentence = problem.replace(/\.$/, "");
    super(`${sentence} (column ${column})\n  ${text}\n  ${" ".repeat(column - 1)}^`);
    this.text = text;
    this.column = column;
    this.problem = sentence;
    this.allowed = allowed;
    this.others = others;
  }
}
