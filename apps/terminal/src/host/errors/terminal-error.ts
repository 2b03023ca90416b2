import type { ExitCode } from "../exit-code.ts";

/** What the terminal's own errors have in common. Errors of requests are the core's and not in this family. */
export abstract class TerminalError extends Error {
  abstract readonly exitCode: ExitCode;
  /** One sentence on what to do. */
  readonly advice: string;

  /**
   * @param message - one sentence on what is wrong.
   * @param advice - one sentence on what to do.
   */
  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}
