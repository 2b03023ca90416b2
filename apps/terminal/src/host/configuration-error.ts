import { exitCodes } from "./exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** The configuration of the machine or the program does not allow the command. No request was sent. */
export class ConfigurationError extends TerminalError {
  override readonly name = "ConfigurationError";
  readonly exitCode = exitCodes.configuration;
}
