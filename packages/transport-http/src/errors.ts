/** From a request that got no complete response to the error of every transport. */
import { TransportError } from "@windowpane/core";

/** No response came, or it broke off. */
export const noResponse = (operation: string, origin: string, error: unknown): TransportError =>
  new TransportError(
    operation,
    `No answer to ${operation} came from ${origin}: ${sentenceOf(error)} Check the address and the network, or try again.`,
    { cause: error, retryable: !isTrustProblem(error) },
  );

/** A certificate that is not trusted today is not trusted a second later. */
const isTrustProblem = (error: unknown): boolean => /CERT|UNABLE_TO_VERIFY/.test(codeOf(reasonOf(error)));

/** The platform's fetch says "fetch failed" and hides the reason behind it. */
const reasonOf = (error: unknown): unknown =>
  error instanceof TypeError && error.cause instanceof Error ? error.cause : error;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Errors of several addresses tried at once have a code and no text. */
const sentenceOf = (error: unknown): string => {
  const reason = reasonOf(error);
  const [said = ""] = reason instanceof Error ? reason.message.split("\n", 1) : [String(reason)];
  const text = said || codeOf(reason) || "no reason is given";
  return /[.!?]$/.test(text) ? text : `${text}.`;
};
