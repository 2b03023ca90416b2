import { BaseError } from "./base-error.ts";

/** The filter is not valid. The message shows the text with a caret under the column. */
export class FilterSyntaxError extends BaseError {
  readonly kind = "filter-syntax";
  override readonly name = "FilterSyntaxError";
  /** Text of the filter. */
  readonly text: string;
  /** Position of the error in code points, from 1. */
  readonly column: number;

  constructor(text: string, column: number, problem: string) {
    super(`${problem.replace(/\.$/, "")} (column ${column})\n  ${text}\n  ${" ".repeat(column - 1)}^`);
    this.text = text;
    this.column = column;
  }
}
