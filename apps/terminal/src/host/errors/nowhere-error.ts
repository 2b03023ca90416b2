import { exitCodes } from "../exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** The service was asked, and what was looked for is not in its history, or in several places of it. */
export class NowhereError extends TerminalError {
  override readonly name = "NowhereError";
  readonly exitCode = exitCodes.refused;
}
