/** An invalid environment variable. The message names the variable, never its value. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
  /** What to do, in one sentence. */
  readonly advice: string;

  /**
   * @param message - what is wrong, in one sentence.
   * @param advice - what to do, in one sentence.
   */
  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

/** Whether a value is an EnvironmentError, including one from another copy of this package. */
export const isEnvironmentError = (error: unknown): error is EnvironmentError =>
  error instanceof Error && error.name === "EnvironmentError";
