import { ServiceError, TransportError, type WindowpaneError } from "@windowpane/core";

/**
 * Converts an error of the AWS SDK to an error of the core, for services other than Systems Manager. Keeps AWS's code, message and
 * request ID, and not the SDK's error, which refers to the request.
 *
 * @param operation - AWS's name of the operation, such as `AssumeRole`.
 */
export const sdkError = (operation: string, error: unknown): WindowpaneError => {
  const { httpStatusCode: status, requestId } = metadataOf(error);
  const [message = ""] = (error instanceof Error ? error.message : String(error)).split("\n", 1);
  if (error instanceof Error && status !== undefined && status >= 400) {
    // The SDK's name for responses without a code.
    const isUnnamed = error.name === "Error" || error.name === "UnknownError" || error.name === "SyntaxError";
    if (isUnnamed) {
      return new TransportError(
        operation,
        `The response to ${operation} is not from AWS: HTTP ${status}. Check the proxy and the endpoint.`,
        { meaning: "foreign", status, retryable: status >= 500 },
      );
    }
    return new ServiceError(operation, {
      code: error.name,
      message: message === "UnknownError" ? "" : message,
      status,
      requestId,
      ...(hasCorrectedClock(error) ? { retryable: true } : {}),
    });
  }
  const reason = message.replace(/^@smithy\/\S+ - (?:\[\w+\] )?/u, "").replace(/\.$/u, "") || codeOf(error);
  return new TransportError(operation, `No response to ${operation}: ${reason}. ${NETWORK_ADVICE}`);
};

/** What to do without a response, the last sentence of its error. */
export const NETWORK_ADVICE = "Check the network, the region and the endpoint, or try again.";

interface Metadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string;
  readonly clockSkewCorrected?: boolean;
}

const metadataOf = (error: unknown): Metadata => {
  const metadata: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "$metadata") : undefined;
  // The SDK's type for errors of every service.
  return typeof metadata === "object" && metadata !== null ? metadata : {};
};

const hasCorrectedClock = (error: unknown): boolean => metadataOf(error).clockSkewCorrected === true;

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown reason";
