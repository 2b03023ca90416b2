import { BaseError } from "./base-error.ts";

/** A filter that cannot be read. The message shows the text with a caret under the column. */
export class FilterSyntaxError extends BaseError {
  readonly kind = "filter-syntax";
  override readonly name = "FilterSyntaxError";
  /** The filter as it was given. */
  readonly text: string;
  /** Where it goes wrong, in code points, from 1. */
  readonly column: number;

  constructor(text: string, column: number, problem: string) {
    super(`${problem} (column ${column})\n  ${text}\n  ${" ".repeat(column - 1)}^`);
    this.text = text;
    this.column = column;
  }
}
