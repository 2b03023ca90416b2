/** A pasted text that refers to an item which was not found. */
export class NotLocatedError extends Error {
  override readonly name = "NotLocatedError";
  /** What to do, in one sentence. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
