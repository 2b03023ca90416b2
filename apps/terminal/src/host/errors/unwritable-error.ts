import { exitCodes } from "../exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** The output cannot be written: a full disk, a broken device. A reader that has left is a ClosedPipeError. */
export class UnwritableError extends TerminalError {
  override readonly name = "UnwritableError";
  readonly exitCode = exitCodes.failed;

  constructor(cause: Error) {
    super(
      `The output cannot be written: ${cause.message}.`,
      "What was written so far is not complete; look at where it goes.",
      { cause },
    );
  }
}
