import { ServiceError } from "../errors/service-error.ts";

/** The names that AWS's services have for it. */
const throttlingCodes: ReadonlySet<string> = new Set([
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "TooManyRequestsException",
]);

/** Whether the service refused because it was asked too often. Such a request did nothing. */
export const isThrottled = (error: unknown): error is ServiceError =>
  error instanceof ServiceError && (throttlingCodes.has(error.code) || error.status === 429);
