/** What AWS's names of errors mean, as data. The only list of them. */

/**
 * What an error means for its caller:
 *
 * - `throttled`: too many requests; the request did nothing and may succeed later.
 * - `denied`: the caller is known and lacks the permission.
 * - `credentials`: the credentials are missing, invalid or expired, or the clock is wrong.
 * - `not-found`: the service does not know the thing, or no longer.
 * - `stale-token`: the service no longer accepts the token of a page; the list can be read again from its beginning.
 * - `invalid-input`: the request, or a filter, is invalid, whoever found it out.
 * - `fault`: the service failed by itself; the request may succeed later.
 * - `refused`: the service said no for any other reason.
 * - `no-response`: no complete response came: the connection failed, timed out or broke off; a read may be sent again.
 * - `unsent`: the request could not be sent (no credentials, region or trusted endpoint); sending it again changes nothing.
 * - `foreign`: something other than the service responded: a sign-in page, a proxy or a load balancer. Neither the
 *   credentials nor the permissions are known to be wrong.
 * - `invalid-output`: the response is not an object, or has another shape than AWS documents.
 * - `stalled`: the pages of a list go in a circle.
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
  | "invalid-output"
  | "stalled";

/** What a refusal of the service can mean. */
export type CodeMeaning = Exclude<
  ErrorMeaning,
  "no-response" | "unsent" | "foreign" | "invalid-output" | "stalled"
>;

/**
 * Names without a trailing `Exception`, which AWS's services append or not.
 *
 * Sources: the codes that AWS's own clients retry as throttling or as transient
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
  // Beside every name that ends with DoesNotExist or NotFound.
  // `not-found` is the snapshots' own code for a window that they could not find.
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
    // The table's keys are the meanings.
    names.map((name) => [name, meaning as CodeMeaning] as const),
  ),
);

/** What a code means; what it does not tell, the HTTP status does. */
export const codeMeaning = (code: string, status: number | undefined): CodeMeaning => {
  const name = code.replace(/Exception$/u, "");
  const known = meanings.get(name);
  if (known !== undefined) return known;
  if (/(?:DoesNotExist|NotFound)$/u.test(name)) return "not-found";
  if (status === 429) return "throttled";
  // 501 is what a server answers to an operation that it does not have.
  return status !== undefined && status >= 500 && status !== 501 ? "fault" : "refused";
};
