/** Meanings of AWS's error codes, as data. This is the only list of them. */

/**
 * Meaning of an error for the caller:
 *
 * - `throttled`: too many requests; the request did nothing and may succeed later.
 * - `denied`: the caller is authenticated but does not have the permission.
 * - `credentials`: the credentials are missing, invalid or expired, or the clock is wrong.
 * - `not-found`: the resource does not exist, or no longer exists.
 * - `stale-token`: the service no longer accepts the page token; read the list again from the start.
 * - `invalid-input`: the request or a filter is not valid, according to Windowpane or to the service.
 * - `fault`: the service had an internal error; the request may succeed later.
 * - `refused`: the service rejected the request for another reason.
 * - `no-response`: no complete response was received: the connection failed, timed out or closed early. Reads can be retried.
 * - `unsent`: the request could not be sent (no credentials, region or trusted endpoint). A retry does not help.
 * - `foreign`: the response is from a sign-in page, a proxy or a load balancer. The credentials and permissions may be valid.
 * - `damaged`: the response was stored before, such as in an archive, and is damaged. A retry does not help.
 * - `invalid-output`: the response is not an object, or its shape differs from AWS's documentation.
 * - `stalled`: the service returned a page token twice, so the rest of the list cannot be read.
 * - `unread-locations`: some of several accounts and regions could not be read; the items of the others were returned.
 */
export type ErrorMeaning =
  | "throttled"
  | "denied"
  | "credentials"
  | "not-found"
  | "stale-token"
  | "invalid-input"
  | "fault"
  | "refused"
  | "no-response"
  | "unsent"
  | "foreign"
  | "damaged"
  | "invalid-output"
  | "stalled"
  | "unread-locations";

/** Meaning of an error code of the service. */
export type CodeMeaning = Exclude<
  ErrorMeaning,
  "no-response" | "unsent" | "foreign" | "damaged" | "invalid-output" | "stalled" | "unread-locations"
>;

/**
 * Codes without a trailing `Exception`, which not all of AWS's services append.
 *
 * Sources: the codes that AWS's clients retry as throttling or transient errors
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html, and `service-error-classification` of
 * @smithy/core 3.41), the errors common to all actions
 * (https://docs.aws.amazon.com/systems-manager/latest/APIReference/CommonErrors.html), and AWS's model of the operations.
 */
const codes: Readonly<Record<Exclude<CodeMeaning, "refused">, readonly string[]>> = {
  throttled: [
    "BandwidthLimitExceeded",
    "EC2Throttled",
    "LimitExceeded",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceeded",
    "RateExceeded",
    "RequestLimitExceeded",
    "RequestThrottled",
    "SlowDown",
    "Throttled",
    "Throttling",
    "TooManyRequests",
    "TransactionInProgress",
  ],
  denied: [
    "AccessDenied",
    "AuthorizationError",
    "Forbidden",
    "NotAuthorized",
    "Unauthorized",
    "UnauthorizedAccess",
    "UnauthorizedOperation",
  ],
  credentials: [
    "AuthFailure",
    "ExpiredToken",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignature",
    "InvalidToken",
    "MissingAuthenticationToken",
    "OptInRequired",
    "RequestExpired",
    "RequestInTheFuture",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "UnrecognizedClient",
  ],
  // In addition to all codes that end with DoesNotExist or NotFound.
  // `not-found` is the code of snapshots for a window that was not found.
  "not-found": ["not-found", "InvalidCommandId", "InvalidDocument", "InvalidInstanceId", "InvalidResourceId"],
  "stale-token": ["InvalidNextToken"],
  "invalid-input": [
    "InvalidAggregator",
    "InvalidFilter",
    "InvalidFilterKey",
    "InvalidFilterOption",
    "InvalidFilterValue",
    "InvalidInstanceInformationFilterValue",
    "InvalidInventoryGroup",
    "InvalidParameterCombination",
    "InvalidParameterValue",
    "InvalidPluginName",
    "InvalidResourceType",
    "InvalidResultAttribute",
    "InvalidTypeName",
    "MissingParameter",
    "Serialization",
    "Validation",
    "ValidationError",
  ],
  fault: [
    "InternalFailure",
    "InternalServerError",
    "InternalServer",
    "InternalService",
    "InternalServiceError",
    "RequestTimeout",
    "ServiceUnavailable",
    "TimeoutError",
  ],
};

const meanings: ReadonlyMap<string, CodeMeaning> = new Map(
  Object.entries(codes).flatMap(([meaning, names]) =>
    // The keys of the table are meanings.
    names.map((name) => [name, meaning as CodeMeaning] as const),
  ),
);

/** Meaning of an error code. The HTTP status decides if the code is not in the table. */
export const codeMeaning = (code: string, status: number | undefined): CodeMeaning => {
  const name = code.replace(/Exception$/u, "");
  const known = meanings.get(name);
  if (known !== undefined) return known;
  if (/(?:DoesNotExist|NotFound)$/u.test(name)) return "not-found";
  if (status === 429) return "throttled";
  // Servers return 501 for operations that they do not support.
  return status !== undefined && status >= 500 && status !== 501 ? "fault" : "refused";
};
