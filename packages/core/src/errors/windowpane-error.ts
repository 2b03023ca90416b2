import { brand } from "./base-error.ts";
import type { FilterSyntaxError } from "./filter-syntax-error.ts";
import type { InvalidInputError } from "./invalid-input-error.ts";
import type { InvalidOutputError } from "./invalid-output-error.ts";
import type { ServiceError } from "./service-error.ts";
import type { StalledError } from "./stalled-error.ts";
import type { TransportError } from "./transport-error.ts";
import type { UnreadLocationsError } from "./unread-locations-error.ts";

/** Any error of Windowpane, discriminated by `kind`. */
export type WindowpaneError =
  | InvalidInputError
  | FilterSyntaxError
  | ServiceError
  | TransportError
  | InvalidOutputError
  | StalledError
  | UnreadLocationsError;

/** Value of `kind`. For the meaning of an error, use `errorMeaning`. */
export type ErrorKind = WindowpaneError["kind"];

/**
 * Whether a value is a WindowpaneError. Also recognises errors of another copy of the core, which `instanceof` does not. Does
 * not recognise kinds that were added in a newer version.
 *
 * @example
 * if (isWindowpaneError(error) && error.kind === "service") console.log(error.code, error.requestId);
 */
export const isWindowpaneError = (error: unknown): error is WindowpaneError =>
  typeof error === "object" &&
  error !== null &&
  Reflect.get(error, brand) === true &&
  Object.hasOwn(kinds, String(Reflect.get(error, "kind")));

const kinds: Readonly<Record<ErrorKind, true>> = {
  "invalid-input": true,
  "filter-syntax": true,
  service: true,
  transport: true,
  "invalid-output": true,
  stalled: true,
  "unread-locations": true,
};

/**
 * Code of an error for programs and logs: AWS's error code if the service rejected the request; the `meaning` of a
 * TransportError (`no-response`, `unsent` or `foreign`); otherwise the `kind`.
 */
export const errorCode = (error: WindowpaneError): string => {
  if (error.kind === "service") return error.code;
  if (error.kind === "transport") return error.meaning;
  return error.kind;
};
