import { TransportError } from "@windowpane/core";

/**
 * The request never left: credentials, region or endpoint are missing or wrong, and asking again changes nothing.
 * What the SDK said is its `cause` (`CredentialsProviderError`, for example). A request that left and was not
 * answered is a plain TransportError.
 */
export class UnsentError extends TransportError {
  constructor(operation: string, said: string, cause: unknown) {
    super(
      operation,
      `${operation} could not be asked of AWS: ${said} Check the credentials, the region and the endpoint.`,
      { cause, retryable: false },
    );
  }
}
