import {
  errorCode,
  errorMeaning,
  isWindowpaneError,
  type Transport,
  type WindowpaneError,
} from "@windowpane/core";
import { SourceError } from "../source/source-error.ts";

interface Door {
  readonly origin: string;
  readonly hasToken: boolean;
}

/**
 * Says what to do where a server does not know who asks. Nothing behind such a door can be read, so it is no gap in the
 * answer, but the end of it.
 */
export const withDoorWords = (transport: Transport, door: Door): Transport => {
  let isOpen = false;
  return {
    name: transport.name,
    async send(operation, input, options) {
      try {
        const output = await transport.send(operation, input, options);
        isOpen = true;
        return output;
      } catch (error) {
        throw isWindowpaneError(error) && isAtTheDoor(error, isOpen) ? doorError(error, door) : error;
      }
    },
  };
};

/**
 * Systems Manager's own AccessDeniedException is a 400: there who asks is known, and may not. A status without an error of
 * AWS after a first response is from a proxy or a sign-in page.
 */
const isAtTheDoor = (error: WindowpaneError, isOpen: boolean): boolean => {
  if (error.kind === "transport") return !isOpen && (error.status === 401 || error.status === 403);
  if (error.kind !== "service") return false;
  return errorMeaning(error) === "credentials" || error.status === 401 || error.status === 403;
};

const doorError = (error: WindowpaneError, { origin, hasToken }: Door): SourceError =>
  new SourceError(
    "configuration",
    hasToken
      ? `${origin} does not take the token in WINDOWPANE_TOKEN (${codeOf(error)}).`
      : `${origin} wants to know who asks (${codeOf(error)}), and no token is set.`,
    `${hasToken ? "Check the token" : "Set WINDOWPANE_TOKEN to a token of this API"}; an endpoint that wants AWS's signatures is asked with --source aws --endpoint-url ${origin}.`,
    { cause: error },
  );

const codeOf = (error: WindowpaneError): string =>
  error.kind === "transport" && error.status !== undefined ? `HTTP ${error.status}` : errorCode(error);
