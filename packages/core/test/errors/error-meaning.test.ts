import { describe, expect, it } from "vitest";
import {
  errorCode,
  errorMeaning,
  FilterSyntaxError,
  InvalidInputError,
  InvalidOutputError,
  ServiceError,
  StalledError,
  TransportError,
  type ErrorMeaning,
  type WindowpaneError,
} from "../../src/index.ts";

const operation = "ListCommandInvocations";

/** AWS's error codes for one meaning differ between services and front ends. */
const names: Readonly<Partial<Record<ErrorMeaning, readonly string[]>>> = {
  denied: [
    "AccessDenied",
    "AccessDeniedException",
    "UnauthorizedOperation",
    "UnauthorizedException",
    "NotAuthorized",
    "NotAuthorizedException",
    "ForbiddenException",
  ],
  throttled: [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "RequestThrottledException",
    "SlowDown",
    "EC2ThrottledException",
    "ProvisionedThroughputExceededException",
  ],
  credentials: [
    "ExpiredToken",
    "ExpiredTokenException",
    "UnrecognizedClientException",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "IncompleteSignature",
    "IncompleteSignatureException",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "SignatureDoesNotMatch",
    "RequestExpired",
  ],
  "not-found": [
    "DoesNotExistException",
    "InvocationDoesNotExist",
    "AutomationExecutionNotFoundException",
    "ResourceNotFoundException",
    "InvalidCommandId",
    "InvalidInstanceId",
  ],
  "stale-token": ["InvalidNextToken"],
  "invalid-input": ["ValidationException", "ValidationError", "InvalidFilterKey", "InvalidFilterValue"],
  fault: [
    "InternalServerError",
    "InternalFailure",
    "ServiceUnavailable",
    "ServiceUnavailableException",
    "RequestTimeoutException",
  ],
  refused: ["UnsupportedOperationException", "UnknownOperationException", "TargetInUseException"],
};

const cases = Object.entries(names).flatMap(([meaning, codes]) =>
  codes.map((code) => [code, meaning] as const),
);

describe("the meaning of an error code", () => {
  it.each(cases)("%s: %s", (code, meaning) => {
    const error = new ServiceError(operation, { code, status: meaning === "fault" ? 500 : 400 });
    expect(errorMeaning(error)).toBe(meaning);
    // Temporary errors are retryable.
    expect(error.retryable).toBe(meaning === "throttled" || meaning === "fault");
    expect(errorCode(error)).toBe(code);
  });

  it.each<[number, ErrorMeaning, boolean]>([
    [400, "refused", false],
    [429, "throttled", true],
    [500, "fault", true],
    [501, "refused", false],
    [503, "fault", true],
  ])("follows the status %d for an unknown code: %s", (status, meaning, retryable) => {
    const error = new ServiceError(operation, { code: "SomethingNew", status });
    expect(errorMeaning(error)).toBe(meaning);
    expect(error.retryable).toBe(retryable);
  });

  it("follows the code before the status", () => {
    const error = new ServiceError(operation, { code: "AccessDeniedException", status: 503 });
    expect(errorMeaning(error)).toBe("denied");
    expect(error.retryable).toBe(false);
  });

  it("follows the transport's retryable", () => {
    const error = new ServiceError(operation, { code: "NotReadyYet", retryable: true });
    expect(errorMeaning(error)).toBe("fault");
  });

  it.each<[string, string | undefined, string, ErrorMeaning]>([
    ["after a first page, where only the token has changed", "token-7", "anything", "stale-token"],
    ["with a message about a token", undefined, "The specified token is invalid.", "stale-token"],
    ["with another message", undefined, "The filter is invalid.", "invalid-input"],
    [
      "about a member whose value contains the word token",
      undefined,
      "1 validation error detected: Value 'token' at 'filters.1.member.key' failed to satisfy constraint",
      "invalid-input",
    ],
  ])("distinguishes a ValidationException %s", (_, resumeFrom, message, meaning) => {
    const error = new ServiceError(operation, { code: "ValidationException", message });
    if (resumeFrom !== undefined) error.resumeFrom = resumeFrom;
    expect(errorMeaning(error)).toBe(meaning);
  });
});

describe("the meaning of other errors", () => {
  it.each<[ErrorMeaning, string, WindowpaneError]>([
    ["no-response", "no-response", new TransportError(operation, "socket hang up")],
    ["unsent", "unsent", new TransportError(operation, "no credentials", { retryable: false })],
    ["foreign", "foreign", new TransportError(operation, "a sign-in page", { meaning: "foreign" })],
    [
      "foreign",
      "foreign",
      new TransportError(operation, "a proxy", { meaning: "foreign", retryable: false, status: 407 }),
    ],
    ["invalid-output", "invalid-output", new InvalidOutputError(operation, ["x: expected string"])],
    ["stalled", "stalled", new StalledError(operation, "token-7")],
    ["invalid-input", "filter-syntax", new FilterSyntaxError("status:", 8, "A value is missing")],
    [
      "invalid-input",
      "invalid-input",
      new InvalidInputError(operation, [
        { path: [], member: "commandId", rule: "length", message: "too short" },
      ]),
    ],
  ])("%s (%s)", (meaning, code, error) => {
    expect(errorMeaning(error)).toBe(meaning);
    expect(errorCode(error)).toBe(code);
  });
});
