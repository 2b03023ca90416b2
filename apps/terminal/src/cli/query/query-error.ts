/** An expression that is not JMESPath. */
export class QuerySyntaxError extends Error {
  override readonly name = "QuerySyntaxError";
  /** Index of the character. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** An expression that does not fit the value, such as `abs('a')`. */
export class QueryValueError extends Error {
  override readonly name = "QueryValueError";
}
