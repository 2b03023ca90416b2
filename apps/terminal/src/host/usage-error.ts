import { exitCodes } from "./exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** The command line is invalid. No request was sent. */
export class UsageError extends TerminalError {
  override readonly name = "UsageError";
  readonly exitCode = exitCodes.usage;
}
