/** Errors of the SDK as errors of a transport. */
import { isTooLarge, ServiceError, TransportError, type Signal } from "@windowpane/core";
import type { Attempt } from "./observe.ts";
import { UnsentError } from "./unsent-error.ts";

/** Error for a command without a complete response. */
export const noResponse = (
  operation: string,
  error: unknown,
  { sent, origin }: Pick<Attempt, "sent" | "origin">,
): TransportError => {
  if (!sent) return new UnsentError(operation, sentenceOf(error), error);
  return new TransportError(
    operation,
    `No response to ${operation} from ${origin}: ${sentenceOf(error)} Check the network, the region and the endpoint, or try again.`,
    { cause: error, retryable: !isTrustProblem(error) && !isTooLarge(error) },
  );
};

/** Whether the SDK has corrected its clock after this error. */
export const hasCorrectedClock = (error: unknown): boolean => {
  const metadata = error instanceof Error && "$metadata" in error ? error.$metadata : undefined;
  return (
    typeof metadata === "object" &&
    metadata !== null &&
    "clockSkewCorrected" in metadata &&
    metadata.clockSkewCorrected === true
  );
};

/** The same error of the service, but with other options. */
export const serviceErrorWith = (
  { operation, code, message, status, requestId, retryable, retryAfter }: ServiceError,
  options: { readonly retryable?: boolean; readonly cause?: unknown },
): ServiceError =>
  new ServiceError(operation, { code, message, status, requestId, retryable, retryAfter, ...options });

/** Throws the caller's reason. The SDK would replace it with an AbortError. */
export const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason as Error;
};

/** An untrusted certificate is not a temporary error. */
const isTrustProblem = (error: unknown): boolean => /CERT|UNABLE_TO_VERIFY/.test(codeOf(error));

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Node adds it to errors of certificates. It names a flag of Node. */
const NODE_HINT = /; if the root CA .*$/;

/** Errors of several addresses have a code but no message. Only the first line is used, because the SDK appends hints. */
const sentenceOf = (error: unknown): string => {
  const [firstLine = ""] = error instanceof Error ? error.message.split("\n", 1) : [String(error)];
  // The SDK's handler puts its name before timeout messages.
  const text =
    firstLine.replace(/^@smithy\/\S+ - (?:\[\w+\] )?/, "").replace(NODE_HINT, "") ||
    codeOf(error) ||
    "unknown reason";
  return /[.!?]$/.test(text) ? text : `${text}.`;
};
