import { isWindowpaneError, type ErrorKind, type WindowpaneError } from "../errors/windowpane-error.ts";
import type { OperationName } from "../operations/operations.ts";
import { redact } from "../payload/redact.ts";
import type { Transport } from "../transport/transport.ts";

/** A completed request, without sensitive members and without the response. */
export interface TraceEvent {
  /** The operation of the request. */
  readonly operation: OperationName;
  /** The redacted request. */
  readonly input: unknown;
  /** Time at which the request was sent, by the given clock, in milliseconds. */
  readonly start: number;
  /** Duration in milliseconds. */
  readonly duration: number;
  /** `failed` includes aborts, which have no `error`. */
  readonly outcome: "succeeded" | "failed";
  /** Why it failed. Absent: it succeeded. */
  readonly error?: TracedError;
}

/** An error in a trace. Without its message, which can contain values. */
export interface TracedError {
  readonly kind: ErrorKind;
  /** AWS's error code and request ID, if the service rejected the request. */
  readonly code?: string;
  /** AWS's request ID. Absent: there was no response, or it had none. */
  readonly requestId?: string | undefined;
}

/** Options of `withTrace`. */
export interface TraceOptions {
  /** A clock in milliseconds; only differences and order matter. */
  readonly now: () => number;
  /** Called once per request, when it has completed. If it throws, the request rejects with that error. */
  readonly observe: (event: TraceEvent) => void;
}

/** Reports every request to an observer, for logs and timings. */
export const withTrace = (transport: Transport, { now, observe }: TraceOptions): Transport => ({
  name: transport.name,
  async send(operation, input, options) {
    const start = now();
    const seen = (): Pick<TraceEvent, "operation" | "input" | "start" | "duration"> => ({
      operation,
      input: redact(operation, "input", input),
      start,
      duration: now() - start,
    });
    let response: unknown;
    try {
      response = await transport.send(operation, input, options);
    } catch (error) {
      const traced = isWindowpaneError(error) ? { error: describe(error) } : {};
      observe({ ...seen(), outcome: "failed", ...traced });
      throw error;
    }
    observe({ ...seen(), outcome: "succeeded" });
    return response;
  },
});

const describe = (error: WindowpaneError): TracedError =>
  error.kind === "service"
    ? { kind: error.kind, code: error.code, requestId: error.requestId }
    : { kind: error.kind };
