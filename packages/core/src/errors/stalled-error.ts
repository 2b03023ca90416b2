import { WindowpaneError } from "./windowpane-error.ts";

/** A walk was handed a token that it had already followed: going on would never end. */
export class StalledError extends WindowpaneError {
  readonly kind = "stalled";
  override readonly name = "StalledError";
  readonly operation: string;

  constructor(operation: string, token: string) {
    super(
      `${operation} handed out the same NextToken twice, so the rest of the list cannot be reached. ` +
        "What was read so far is complete up to this page; try again from its token or from the start.",
    );
    this.operation = operation;
    this.resumeFrom = token;
  }
}
