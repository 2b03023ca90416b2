import { BaseError } from "./base-error.ts";

/**
 * The service returned a token that was already followed, so reading on would never end. The response with that token counts
 * as failed: its items are not returned, so that nothing is returned twice when the list is resumed.
 */
export class StalledError extends BaseError {
  readonly kind = "stalled";
  override readonly name = "StalledError";
  /** AWS's name of the operation. */
  readonly operation: string;

  /** @param resumeFrom - the token of the request whose response led back. */
  constructor(operation: string, resumeFrom?: string) {
    super(
      `${operation} returned a NextToken that was already followed, so the rest of the list cannot be read. ` +
        "All pages before it were read. Resume from `resumeFrom`, or start again.",
    );
    this.operation = operation;
    if (resumeFrom !== undefined) this.resumeFrom = resumeFrom;
  }
}
