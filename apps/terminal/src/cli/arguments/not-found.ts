/** The error for a name that no window or machine has. */
import { IN_READ_LOCATIONS, type UnreadLocationsError } from "@windowpane/core";
import { exitCodes } from "../../host/exit-code.ts";
import { unreadText } from "../../host/failure.ts";
import { TerminalError } from "../../host/terminal-error.ts";
import { UsageError } from "../../host/usage-error.ts";

/** Words for a search without a result. */
export interface NotFoundWords {
  /** A sentence without its full stop: `No window is named "x"`. */
  readonly wrong: string;
  /** Sentences that follow it, such as similar names. Default: none. */
  readonly hint?: string | undefined;
  readonly advice: string;
  /** The error if nothing was left unread. Default: UsageError. */
  readonly errorType?: (new (message: string, advice: string) => TerminalError) | undefined;
}

class NotFoundInReadError extends TerminalError {
  override readonly name = "NotFoundInReadError";
  readonly exitCode = exitCodes.failed;
}

/**
 * Creates the error for a name that was not found. Where accounts of a fleet could not be read, it may be in one of them: the error
 * then names them, and the command fails instead of being wrong.
 */
export const notFound = (
  { wrong, hint = "", advice, errorType: ErrorType = UsageError }: NotFoundWords,
  unread: UnreadLocationsError | undefined,
): TerminalError =>
  unread === undefined
    ? new ErrorType(`${wrong}.${hint}`, advice)
    : new NotFoundInReadError(`${wrong} ${IN_READ_LOCATIONS}.${hint}`, unreadText(unread.locations), {
        cause: unread,
      });

/** Up to five similar names as a sentence that begins with a space; empty without any. */
export const didYouMean = (similar: readonly string[]): string =>
  similar.length === 0 ? "" : ` Did you mean ${similar.slice(0, 5).join(", ")}?`;
