import { BaseError } from "./base-error.ts";

/**
 * A walk was handed a token that it had already followed: going on would never end. The answer with that token counts as a
 * request that failed; its items were not given, so that nothing comes twice when the walk is resumed.
 */
export class StalledError extends BaseError {
  readonly kind = "stalled";
  override readonly name = "StalledError";
  /** AWS's name of the operation. */
  readonly operation: string;

  /** @param resumeFrom - the token of the request whose answer pointed back. */
  constructor(operation: string, resumeFrom?: string) {
    super(
      `${operation} handed out a NextToken that was already followed, so the rest of the list cannot be reached. ` +
        "All pages before this one were read; go on from there, or start again.",
    );
    this.operation = operation;
    if (resumeFrom !== undefined) this.resumeFrom = resumeFrom;
  }
}
