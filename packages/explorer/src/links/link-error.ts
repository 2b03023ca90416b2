/** A link that cannot be opened. */
export class LinkError extends Error {
  override readonly name = "LinkError";
  /** What to do, in one sentence. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
