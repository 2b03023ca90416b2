/** A variable of the environment that cannot be read. The message names the variable and never what it holds. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
  /** One sentence on what to do. */
  readonly advice: string;

  /**
   * @param message - one sentence on what is wrong.
   * @param advice - one sentence on what to do.
   */
  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

/** Whether a value is an EnvironmentError, also one of another copy of this package. */
export const isEnvironmentError = (error: unknown): error is EnvironmentError =>
  error instanceof Error && error.name === "EnvironmentError";
