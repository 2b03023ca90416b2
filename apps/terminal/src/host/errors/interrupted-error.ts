import { exitCodes } from "../exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** Ctrl-C. The reason with which the host's signal aborts. */
export class InterruptedError extends TerminalError {
  override readonly name = "InterruptedError";
  readonly exitCode = exitCodes.interrupted;

  constructor() {
    super("Interrupted.", "");
  }
}
