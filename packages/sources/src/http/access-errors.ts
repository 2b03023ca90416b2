import {
  errorCode,
  errorMeaning,
  isWindowpaneError,
  type Transport,
  type WindowpaneError,
} from "@windowpane/core";
import { SourceError } from "../source/source-error.ts";

interface Access {
  readonly origin: string;
  readonly hasToken: boolean;
}

/**
 * Explains missing or invalid authentication. Without it nothing of a server can be read, so it is an error of the configuration
 * and not a gap.
 */
export const withAccessErrors = (transport: Transport, access: Access): Transport => {
  let hasResponded = false;
  return {
    name: transport.name,
    async send(operation, input, options) {
      try {
        const output = await transport.send(operation, input, options);
        hasResponded = true;
        return output;
      } catch (error) {
        throw isWindowpaneError(error) && isUnauthenticated(error, hasResponded)
          ? accessError(error, access)
          : error;
      }
    },
  };
};

/**
 * Systems Manager's own AccessDeniedException is a 400: the caller is known and not allowed. After a first response, a status without
 * an error of AWS is from a proxy or a sign-in page.
 */
const isUnauthenticated = (error: WindowpaneError, hasResponded: boolean): boolean => {
  if (error.kind === "transport") return !hasResponded && (error.status === 401 || error.status === 403);
  if (error.kind !== "service") return false;
  return errorMeaning(error) === "credentials" || error.status === 401 || error.status === 403;
};

const accessError = (error: WindowpaneError, { origin, hasToken }: Access): SourceError =>
  new SourceError(
    "configuration",
    hasToken
      ? `${origin} does not accept the token in WINDOWPANE_TOKEN (${codeOf(error)}).`
      : `${origin} requires authentication (${codeOf(error)}), and WINDOWPANE_TOKEN is not set.`,
    `${hasToken ? "Check the token" : "Set WINDOWPANE_TOKEN to a token of this API"}. For an endpoint that requires AWS's signatures, use --source aws --endpoint-url ${origin}.`,
    { cause: error },
  );

const codeOf = (error: WindowpaneError): string =>
  error.kind === "transport" && error.status !== undefined ? `HTTP ${error.status}` : errorCode(error);
