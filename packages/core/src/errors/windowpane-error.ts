import { brand } from "./base-error.ts";
import type { FilterSyntaxError } from "./filter-syntax-error.ts";
import type { InvalidInputError } from "./invalid-input-error.ts";
import type { InvalidOutputError } from "./invalid-output-error.ts";
import type { ServiceError } from "./service-error.ts";
import type { StalledError } from "./stalled-error.ts";
import type { TransportError } from "./transport-error.ts";

/** Any error of the family. `kind` tells which one, and narrows to its members. */
export type WindowpaneError =
  | InvalidInputError
  | FilterSyntaxError
  | ServiceError
  | TransportError
  | InvalidOutputError
  | StalledError;

/** What went wrong, as the member `kind` of an error. What it means for the caller is `errorMeaning`. */
export type ErrorKind = WindowpaneError["kind"];

/**
 * Whether a value is an error of the family, also one that another copy of the core made, where `instanceof` would say no.
 * A kind that only a newer copy knows is not recognised.
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
};

/**
 * An error in one word, for programs and logs: AWS's code of a refusal; `no-response`, `unsent` or `foreign` (the error's
 * `meaning`) where the service did not respond; otherwise its kind.
 */
export const errorCode = (error: WindowpaneError): string => {
  if (error.kind === "service") return error.code;
  if (error.kind === "transport") return error.meaning;
  return error.kind;
};
