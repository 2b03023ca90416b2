/** From what HTTP says instead of an answer to the errors of every transport. */
import { ServiceError, TransportError, type WindowpaneError } from "@windowpane/core";
import type { Asked } from "./answer.ts";
import type { HttpAnswer } from "./fetch.ts";
import { readRefusal } from "./refusal.ts";
import { retryAfterOf } from "./retry-after.ts";

/** No answer came, or it broke off. */
export const unanswered = ({ operation, origin }: Asked, error: unknown): TransportError =>
  new TransportError(
    operation,
    `No answer to ${operation} came from ${origin}: ${sentenceOf(error)} Check the address and the network, or try again.`,
    { cause: error, retryable: !isTrustProblem(error) },
  );

/** Something answered, but not in JSON: what it says is not shown, as it may quote the request. */
export const notJson = ({ operation, origin }: Asked, { status, headers }: HttpAnswer): TransportError => {
  const type = contentTypeOf(headers);
  const isCutOff = type.includes("json");
  const what = isCutOff ? "broke off" : `was ${type === "" ? "empty or of no kind" : type}`;
  return new TransportError(
    operation,
    `The answer of ${origin} to ${operation} ${what} (HTTP ${status}). ` +
      "Check the address, look for a proxy or a sign-in page before it, or try again.",
    { retryable: isCutOff || status >= 500 },
  );
};

/** What an answer means whose status is not one of success. */
export const refusalOf = (asked: Asked, answer: HttpAnswer, text: string): WindowpaneError => {
  const { status, headers } = answer;
  if (status < 400) return redirected(asked, answer);
  const refusal = readRefusal(headers, text);
  const code = refusal?.code ?? codeOfStatus[status];
  if (code === undefined) return notOfAws(asked, answer);
  return new ServiceError(asked.operation, {
    code,
    message: refusal?.message,
    status,
    requestId: headers.get("x-amzn-requestid") ?? headers.get("x-amz-request-id") ?? undefined,
    retryAfter: retryAfterOf(headers),
  });
};

/** What stands before a service says by its status alone; AWS's words for the same. */
const codeOfStatus: Readonly<Record<number, string>> = {
  401: "MissingAuthenticationTokenException",
  403: "AccessDeniedException",
  429: "TooManyRequestsException",
  503: "ServiceUnavailableException",
};

const redirected = ({ operation, origin }: Asked, { status, headers }: HttpAnswer): TransportError => {
  const location = headers.get("location");
  // What stands behind the host may hold a ticket of a sign-in page.
  const where =
    location !== null && URL.canParse(location, origin) ? ` to ${new URL(location, origin).origin}` : "";
  return new TransportError(
    operation,
    `${origin} sends ${operation} on${where} (HTTP ${status}). Give the address of the endpoint itself.`,
    { retryable: false },
  );
};

const notOfAws = ({ operation, origin }: Asked, { status, headers }: HttpAnswer): TransportError => {
  const type = contentTypeOf(headers);
  return new TransportError(
    operation,
    `${origin} answered ${operation} with HTTP ${status}${type === "" ? "" : ` and ${type}`}, not in the words of Systems Manager. ` +
      "Check the address and its path, and look for a proxy or a sign-in page before it.",
    { retryable: status >= 500 && status !== 501 },
  );
};

const contentTypeOf = (headers: HttpAnswer["headers"]): string =>
  (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

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
