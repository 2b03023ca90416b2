import { exitCodes } from "./exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** The service does not have the requested item, or the item does not allow the request. */
export class NowhereError extends TerminalError {
  override readonly name = "NowhereError";
  readonly exitCode = exitCodes.refused;
}
