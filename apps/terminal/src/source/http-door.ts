import { errorMeaning, isWindowpaneError, type ServiceError, type Transport } from "@windowpane/core";
import { ConfigurationError } from "../errors/configuration-error.ts";

interface Door {
  readonly origin: string;
  readonly hasToken: boolean;
}

/**
 * Says what to do where a server does not know who asks. Nothing behind such a door can be read, so it is no hole in the
 * answer, but the end of it.
 */
export const withDoorWords = (transport: Transport, door: Door): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    try {
      return await transport.send(operation, input, options);
    } catch (error) {
      throw isWindowpaneError(error) && error.kind === "service" && isAtTheDoor(error)
        ? doorError(error, door)
        : error;
    }
  },
});

/** Systems Manager's own AccessDeniedException is a 400: there who asks is known, and may not. */
const isAtTheDoor = (error: ServiceError): boolean =>
  errorMeaning(error) === "credentials" || error.status === 401 || error.status === 403;

const doorError = (error: ServiceError, { origin, hasToken }: Door): ConfigurationError =>
  new ConfigurationError(
    hasToken
      ? `${origin} does not take the token in WINDOWPANE_TOKEN (${error.code}).`
      : `${origin} wants to know who asks (${error.code}), and no token is set.`,
    `${hasToken ? "Check the token" : "Set WINDOWPANE_TOKEN to a token of this API"}; an endpoint that wants AWS's signatures is asked with --source aws --endpoint-url ${origin}.`,
    { cause: error },
  );
