/** From what the SDK throws without a response to the errors of every transport. */
import { TransportError } from "@windowpane/core";
import type { Attempt } from "./observe.ts";
import { UnsentError } from "./unsent-error.ts";

/** The error of a command that got no complete response. */
export const noResponse = (operation: string, error: unknown, { sent }: Attempt): TransportError => {
  if (!sent) return new UnsentError(operation, sentenceOf(error), error);
  return new TransportError(
    operation,
    `No answer to ${operation} came from AWS: ${sentenceOf(error)} Check the network, the region and the endpoint, or try again.`,
    { cause: error, retryable: !isTrustProblem(error) },
  );
};

/** Whether the SDK has learned from a refusal that the clock is wrong, and corrects it from now on. */
export const hasCorrectedClock = (error: unknown): boolean => {
  const metadata = error instanceof Error && "$metadata" in error ? error.$metadata : undefined;
  return (
    typeof metadata === "object" &&
    metadata !== null &&
    "clockSkewCorrected" in metadata &&
    metadata.clockSkewCorrected === true
  );
};

/** A certificate that is not trusted today is not trusted a second later. */
const isTrustProblem = (error: unknown): boolean => /CERT|UNABLE_TO_VERIFY/.test(codeOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Errors of several addresses tried at once have a code and no text; below the first line the SDK gives hints of its own. */
const sentenceOf = (error: unknown): string => {
  const [said = ""] = error instanceof Error ? error.message.split("\n", 1) : [String(error)];
  // Its handler puts its own name before what it says of a timeout.
  const text = said.replace(/^@smithy\/\S+ - (?:\[\w+\] )?/, "") || codeOf(error) || "no reason is given";
  return /[.!?]$/.test(text) ? text : `${text}.`;
};
