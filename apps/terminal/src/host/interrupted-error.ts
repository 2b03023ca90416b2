import { exitCodes } from "./exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** Ctrl-C. The abort reason of the host's signal. */
export class InterruptedError extends TerminalError {
  override readonly name = "InterruptedError";
  readonly exitCode = exitCodes.interrupted;

  constructor() {
    super("Interrupted.", "");
  }
}
