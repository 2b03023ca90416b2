import { exitCodes } from "./exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** The output cannot be written, for example because the disk is full. */
export class UnwritableError extends TerminalError {
  override readonly name = "UnwritableError";
  readonly exitCode = exitCodes.failed;

  constructor(cause: Error) {
    super(
      `The output cannot be written: ${cause.message}.`,
      "Check the destination; the output is incomplete.",
      { cause },
    );
  }
}
