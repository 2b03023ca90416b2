import { isWindowpaneError, type ErrorKind, type WindowpaneError } from "../errors/windowpane-error.ts";
import type { OperationName } from "../operations.ts";
import { redact } from "../shape/redact.ts";
import type { Transport } from "../transport.ts";

/** One request that has come to its end. Sensitive members are left out, answers are not in it at all. */
export interface TraceEvent {
  readonly operation: OperationName;
  /** The request, redacted. */
  readonly input: unknown;
  /** When it was sent, by the clock handed in, in milliseconds. */
  readonly start: number;
  /** How long it took, in milliseconds. */
  readonly duration: number;
  /** `failed` covers aborts too; those have no `error`. */
  readonly outcome: "answered" | "failed";
  readonly error?: TracedError;
}

/** What an error may show in a trace: never its message, which can carry values. */
export interface TracedError {
  readonly kind: ErrorKind;
  /** AWS's name of the error and id of the request, when the service said no. */
  readonly code?: string;
  readonly requestId?: string | undefined;
}

/** The clock and the observer; the core has neither. */
export interface TraceOptions {
  /** A clock in milliseconds; only differences and order matter. */
  readonly now: () => number;
  /** Told once for every request, when it is over. What it throws, the request rejects with. */
  readonly observe: (event: TraceEvent) => void;
}

/** Tells an observer about every request: for logs, timings and `--debug`. */
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
    let answer: unknown;
    try {
      answer = await transport.send(operation, input, options);
    } catch (error) {
      const traced = isWindowpaneError(error) ? { error: describe(error) } : {};
      observe({ ...seen(), outcome: "failed", ...traced });
      throw error;
    }
    observe({ ...seen(), outcome: "answered" });
    return answer;
  },
});

const describe = (error: WindowpaneError): TracedError =>
  error.kind === "service"
    ? { kind: error.kind, code: error.code, requestId: error.requestId }
    : { kind: error.kind };
