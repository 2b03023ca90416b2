import { exitCodes } from "../exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** No credentials, no region, no such profile: the source cannot be reached as it is set up. Nothing was sent. */
export class ConfigurationError extends TerminalError {
  override readonly name = "ConfigurationError";
  readonly exitCode = exitCodes.configuration;
}
