import { exitCodes } from "./exit-code.ts";
import { TerminalError } from "./terminal-error.ts";

/** The expression of `--query` is valid, but does not fit the output. Like in the AWS CLI, not a usage error. */
export class QueryFailedError extends TerminalError {
  override readonly name = "QueryFailedError";
  readonly exitCode = exitCodes.failed;
}
