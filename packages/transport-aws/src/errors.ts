/** From what the SDK throws to the errors of every transport. */
import { SSMServiceException } from "@aws-sdk/client-ssm";
import { InvalidOutputError, ServiceError, TransportError, type WindowpaneError } from "@windowpane/core";
import type { Attempt } from "./ask-once.ts";
import { retryAfterOf } from "./retry-after.ts";
import { UnsentError } from "./unsent-error.ts";

/** What an error of the SDK means for a transport. */
export const translate = (operation: string, error: unknown, { sent }: Attempt): WindowpaneError => {
  if (!sent) return new UnsentError(operation, sentenceOf(error), error);
  // Not by `instanceof`: the caller's client may come with another copy of the SDK.
  if (SSMServiceException.isInstance(error)) return serviceError(operation, error);
  const answer = answerOf(error);
  if (answer !== undefined && error instanceof SyntaxError) return notJson(operation, answer);
  // A connection that is lost while the answer comes has an answer too; fetch makes a TypeError of it, with a cause.
  if (answer !== undefined && error instanceof TypeError && error.cause === undefined) {
    return notReadable(operation);
  }
  return unanswered(operation, error);
};

const serviceError = (operation: string, error: SSMServiceException): ServiceError => {
  const { name, message, $metadata, $response } = error;
  return new ServiceError(operation, {
    code: name,
    // What the SDK writes where the service said nothing.
    message: message === "UnknownError" ? undefined : message,
    status: $metadata.httpStatusCode,
    requestId: $metadata.requestId,
    // After a wrong clock the SDK has set its own right, so the same request may now pass.
    retryable: error.$retryable !== undefined || hasCorrectedClock($metadata) ? true : undefined,
    retryAfter: retryAfterOf($response?.headers ?? {}),
    cause: error,
  });
};

const hasCorrectedClock = (metadata: object): boolean =>
  "clockSkewCorrected" in metadata && metadata.clockSkewCorrected === true;

const unanswered = (operation: string, error: unknown): TransportError =>
  new TransportError(
    operation,
    `No answer to ${operation} came from AWS: ${sentenceOf(error)} Check the network, the region and the endpoint, or try again.`,
    { cause: error, retryable: !isTrustProblem(error) },
  );

/** Something answered, but not in JSON. The SDK's error is left out, as its text quotes the answer. */
const notJson = (operation: string, { status, contentType }: Answer): TransportError => {
  const isCutOff = contentType.includes("amz-json");
  const what = isCutOff ? "broke off" : `was ${contentType === "" ? "nothing that AWS sends" : contentType}`;
  return new TransportError(
    operation,
    `The answer to ${operation} ${what} (HTTP ${status}). ` +
      "Look for a proxy or a sign-in page between here and AWS, or try again.",
    { retryable: isCutOff || status >= 500 },
  );
};

/** The SDK does not say which member; the only ones that it looks at closely are timestamps. */
const notReadable = (operation: string): InvalidOutputError =>
  new InvalidOutputError(operation, ["a timestamp is not the number of seconds that AWS documents"]);

interface Answer {
  readonly status: number;
  readonly contentType: string;
}

/** What the SDK keeps of an answer that it could not read. */
const answerOf = (error: unknown): Answer | undefined => {
  if (!(error instanceof Error) || !("$response" in error)) return undefined;
  // A response of the SDK's own handler.
  const { statusCode = 0, headers = {} } = (error.$response ?? {}) as {
    readonly statusCode?: number;
    readonly headers?: Readonly<Record<string, string>>;
  };
  return { status: statusCode, contentType: headers["content-type"]?.split(";", 1)[0] ?? "" };
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
