import { InvalidOutputError } from "./invalid-output-error.ts";
import { ServiceError } from "./service-error.ts";
import { StalledError } from "./stalled-error.ts";
import { TransportError, type TransportMeaning } from "./transport-error.ts";
import type { WindowpaneError } from "./windowpane-error.ts";

/** An error that was written down or sent: the code of `errorCode` and the message. */
export interface RecordedError {
  /** The operation that failed. */
  readonly operation: string;
  /** The code, as `errorCode` returned it. */
  readonly code: string;
  /** The message of the error. */
  readonly message: string;
  /** HTTP status, if the service rejected the request. */
  readonly status?: number | undefined;
}

/** Creates the error again, with the same meaning. It is not retryable, because only a new request can tell. */
export const errorOfCode = ({ operation, code, message, status }: RecordedError): WindowpaneError => {
  const meaning = transportMeanings.get(code);
  if (meaning !== undefined) return new TransportError(operation, message, { meaning, retryable: false });
  if (code === "stalled") return new StalledError(operation);
  if (code === "invalid-output") return new InvalidOutputError(operation, [message]);
  return new ServiceError(operation, { code, message, status, retryable: false });
};

const transportMeanings: ReadonlyMap<string, TransportMeaning> = new Map([
  ["no-response", "no-response"],
  ["unsent", "unsent"],
  ["foreign", "foreign"],
  ["damaged", "damaged"],
]);
