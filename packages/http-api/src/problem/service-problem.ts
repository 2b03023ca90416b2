import { errorMeaning, type ServiceError } from "@windowpane/core";
import type { Problem } from "./problem-error.ts";

/** The code of the refusal that we make ourselves, when an answer has used up its requests. Not a word of AWS. */
export const REQUEST_LIMIT = "windowpane-request-limit";

/** What a refusal of the service is to whoever asked us. */
export const serviceProblem = (error: ServiceError): Problem => {
  const { code, operation, requestId } = error;
  const members = {
    operation,
    code,
    // Whoever turns to AWS's support is asked for it.
    ...(requestId === undefined ? {} : { awsRequestId: requestId }),
  };
  if (code === REQUEST_LIMIT) {
    return { problem: "too-much-work", detail: error.message, members: { operation } };
  }
  switch (errorMeaning(error)) {
    case "throttled": {
      const seconds = Math.max(1, Math.ceil((error.retryAfter ?? 1000) / 1000));
      return {
        problem: "throttled-by-aws",
        detail: `AWS answered ${code} to ${operation}. Ask again in ${seconds} s.`,
        members,
        headers: { "retry-after": String(seconds) },
      };
    }
    case "not-found":
      return { problem: "no-such-thing", detail: said(error), members };
    case "stale-token":
    case "invalid-input":
      return { problem: "refused-input", detail: said(error), members };
    case "fault":
      return { problem: "failed-at-aws", detail: `AWS answered ${code} to ${operation}.`, members };
    default:
      return {
        problem: "refused-by-aws",
        // AWS's own words name accounts, roles and sessions, which are no business of the caller.
        detail: `AWS answered ${code} to ${operation}. The credentials of this server must be valid and allow ssm:${operation}.`,
        members,
      };
  }
};

/** These errors are about the request alone, so AWS's words help and give nothing away. */
const said = ({ message, code, operation }: ServiceError): string =>
  message === code ? `AWS answered ${code} to ${operation}.` : message;
