import { errorMeaning } from "../errors/error-meaning.ts";
import type { ServiceError } from "../errors/service-error.ts";
import { isWindowpaneError } from "../errors/windowpane-error.ts";

/** Whether the service refused because it was asked too often. Such a request did nothing. */
export const isThrottled = (error: unknown): error is ServiceError =>
  isWindowpaneError(error) && errorMeaning(error) === "throttled";
