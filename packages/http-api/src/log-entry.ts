/**
 * One request that has come to its end, for a structured log. It names neither paths nor values: routes stand as their
 * pattern, because ids in logs live longer than the executions they name, and the request id finds both ends.
 */
export interface LogEntry {
  /** When it ended, in ISO 8601. */
  readonly time: string;
  /** `error` from 500 on, `warn` from 400 on. */
  readonly level: "info" | "warn" | "error";
  /** The id that the answer carries too. */
  readonly requestId: string;
  /** Which door it came through: AWS's protocol, REST, or a page that needs no credentials. */
  readonly door: "ssm" | "rest" | "open";
  readonly method: string;
  /** The pattern: `/v1/windows/{windowId}`; `unknown` where no route fits. */
  readonly route: string;
  readonly status: number;
  /** Milliseconds until the last byte was handed over; a stream that the client left ends there. */
  readonly duration: number;
  /** Who asked, as far as it was found out. */
  readonly caller?: string | undefined;
  /** At the SSM door: AWS's name of the operation. */
  readonly operation?: string | undefined;
  /** Which problem was answered, or AWS's code at the SSM door. */
  readonly problem?: string | undefined;
  /** What went wrong behind it, without texts, as those can carry anything. */
  readonly error?: LoggedError | undefined;
}

/** An error without its message. */
export interface LoggedError {
  /** The name of its class. */
  readonly name: string;
  /** AWS's code and request id, where the service said no. */
  readonly code?: string | undefined;
  readonly awsRequestId?: string | undefined;
  /** Where it was thrown, for errors that nobody foresaw. */
  readonly at?: readonly string[] | undefined;
}
