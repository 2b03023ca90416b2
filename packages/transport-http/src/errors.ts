/** Converts errors of `fetch` to errors of a transport. */
import { TransportError } from "@windowpane/core";

/** Error for a request without a complete response. */
export const noResponse = (operation: string, origin: string, error: unknown): TransportError =>
  new TransportError(
    operation,
    `No response to ${operation} from ${origin}: ${sentenceOf(error)} Check the URL and the network, or try again.`,
    { cause: error, retryable: !isTrustProblem(error) },
  );

/** An untrusted certificate is not a temporary error. */
const isTrustProblem = (error: unknown): boolean => /CERT|UNABLE_TO_VERIFY/.test(codeOf(reasonOf(error)));

/** The platform's fetch throws "fetch failed" with the reason as its cause. */
const reasonOf = (error: unknown): unknown =>
  error instanceof TypeError && error.cause instanceof Error ? error.cause : error;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Errors of several addresses have a code but no message. */
const sentenceOf = (error: unknown): string => {
  const reason = reasonOf(error);
  const [firstLine = ""] = reason instanceof Error ? reason.message.split("\n", 1) : [String(reason)];
  const text = firstLine || codeOf(reason) || "unknown reason";
  return /[.!?]$/.test(text) ? text : `${text}.`;
};
