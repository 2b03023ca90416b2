/** Errors as the page shows them: what is wrong, and what to do. */
import { errorMeaning, isWindowpaneError, type ErrorMeaning } from "@windowpane/core";
import { NotLocatedError, type ErrorText } from "@windowpane/explorer";

/** Describes an error in two sentences. */
export const describe = (error: unknown): ErrorText => {
  if (error instanceof NotLocatedError) return { message: error.message, advice: error.advice };
  if (!isWindowpaneError(error)) {
    const text = error instanceof Error ? error.message : String(error);
    return { message: `Unexpected error: ${text}`, advice: "Reload the page." };
  }
  const message =
    error.kind === "service" ? `${error.operation} failed: ${error.code}: ${error.message}` : error.message;
  return { message, advice: advice[errorMeaning(error)] ?? "" };
};

const advice: Readonly<Partial<Record<ErrorMeaning, string>>> = {
  denied: "Ask an administrator of this server for the permission.",
  credentials: "The server's AWS credentials may be missing or expired: tell its administrator.",
  "not-found": "Check the ID and the region. AWS keeps the history of executions for about 30 days.",
  throttled: "The account's rate limit is shared with other users. Try again in a moment.",
  fault: "Try again in a moment.",
  foreign: "Your session may have expired. Reload the page.",
};
