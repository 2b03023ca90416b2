import { exitCodes } from "../exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** The words after the program's name make no sense. Nothing was sent. */
export class UsageError extends TerminalError {
  override readonly name = "UsageError";
  readonly exitCode = exitCodes.usage;
}
