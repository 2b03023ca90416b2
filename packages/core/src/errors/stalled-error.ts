import { BaseError } from "./base-error.ts";

/**
 * The service returned a page token that was already used, so reading would never end. The items of that response are not
 * returned, so that no item is returned twice when the list is resumed.
 */
export class StalledError extends BaseError {
  readonly kind = "stalled";
  override readonly name = "StalledError";
  /** AWS's name of the operation. */
  readonly operation: string;

  /** @param resumeFrom - token of the request whose response repeated a token. */
  constructor(operation: string, resumeFrom?: string) {
    super(
      `${operation} returned a NextToken that was already used, so the rest of the list cannot be read. ` +
        "All pages before it were read. Resume from `resumeFrom`, or start again.",
    );
    this.operation = operation;
    if (resumeFrom !== undefined) this.resumeFrom = resumeFrom;
  }
}
