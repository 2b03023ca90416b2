import type { ExitCode } from "./exit-code.ts";

/** Base of the terminal's errors. Errors of requests belong to the core. */
export abstract class TerminalError extends Error {
  abstract readonly exitCode: ExitCode;
  /** What to do, in one sentence. */
  readonly advice: string;

  /**
   * @param message - what is wrong, in one sentence.
   * @param advice - what to do, in one sentence.
   */
  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}
