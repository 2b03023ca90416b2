import { TransportError } from "@windowpane/core";

/**
 * The request was not sent, because credentials, region or endpoint are missing or wrong. A retry does not help. `cause` is the
 * SDK's error, such as `CredentialsProviderError`. A request that was sent but got no response is a TransportError instead.
 */
export class UnsentError extends TransportError {
  constructor(operation: string, reason: string, cause: unknown) {
    super(
      operation,
      `${operation} could not be sent to AWS: ${reason} Check the credentials, the region and the endpoint.`,
      { cause, retryable: false },
    );
  }
}
