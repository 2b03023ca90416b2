import { isWindowpaneError } from "@windowpane/core";
import { isKeysUnavailable } from "../auth/access-keys.ts";

/**
 * Log entry of one finished request. It has the route's pattern instead of the path, and no values: logs outlive the
 * executions whose IDs they would contain.
 */
export interface LogEntry {
  /** End of the request, in ISO 8601. */
  readonly time: string;
  /** `error` from status 500, `warn` from 400. */
  readonly level: "info" | "warn" | "error";
  /** Request ID, as in the response. */
  readonly requestId: string;
  /** Interface of the request: AWS's protocol, REST, or a route without authentication. */
  readonly api: "ssm" | "rest" | "public";
  /** HTTP method. */
  readonly method: string;
  /** Pattern of the route, such as `/v1/windows/{windowId}`; `unknown` if no route matches. */
  readonly route: string;
  /** HTTP status code of the response. */
  readonly status: number;
  /** Milliseconds until the last byte was sent, or until the client disconnected from a stream. */
  readonly duration: number;
  /** ID of the caller, if the request was authenticated. */
  readonly caller?: string | undefined;
  /** AWS operation, for requests in AWS's protocol. */
  readonly operation?: string | undefined;
  /** Name of the problem in the response, or AWS's error code in AWS's protocol. */
  readonly problem?: string | undefined;
  /** Error behind a 5xx response, without its message. */
  readonly error?: LoggedError | undefined;
}

/** An error without its message, which can contain any value. */
export interface LoggedError {
  /** Name of the error class. */
  readonly name: string;
  /** AWS's error code and request ID, for errors of the service; the reason, for keys that cannot be fetched. */
  readonly code?: string | undefined;
  /** AWS's request ID. */
  readonly awsRequestId?: string | undefined;
  /** Stack frames, for unexpected errors. */
  readonly at?: readonly string[] | undefined;
}

/** Data collected for the log while a request is served. */
export interface RequestRecord {
  readonly requestId: string;
  /** Path of the app at its host, for links; empty at the root. */
  readonly base: string;
  readonly method: string;
  readonly start: Date;
  api: LogEntry["api"];
  route: string;
  caller?: string | undefined;
  operation?: string | undefined;
  problem?: string | undefined;
  error?: LoggedError | undefined;
  /** Whether the response is a stream, whose end is reported by `end`. */
  streams: boolean;
  /** Whether a front has handed the request to the app of its account, which writes the log entry. Default: false. */
  isHandedOver?: boolean;
  /** Whether the response is a file of the web page, which sets its own `Vary`. */
  isPage: boolean;
  /** Called when the last byte has been sent. */
  end: () => void;
}

/** Hono environment of the app: variables that every handler finds in its context. A host app has other variables. */
export type AppEnvironment = { Variables: { windowpaneRecord: RequestRecord } };

/** Builds the log entry of a finished request. */
export const entryOf = (record: RequestRecord, status: number, end: Date): LogEntry => {
  const { requestId, api, method, route, caller, operation, problem, error, start } = record;
  return {
    time: end.toISOString(),
    level: status >= 500 ? "error" : status >= 400 ? "warn" : "info",
    requestId,
    api,
    method,
    route,
    status,
    duration: end.getTime() - start.getTime(),
    ...(caller === undefined ? {} : { caller }),
    ...(operation === undefined ? {} : { operation }),
    ...(problem === undefined ? {} : { problem }),
    ...(error === undefined ? {} : { error }),
  };
};

/** Describes an error for the log, without its message. */
export const loggedError = (error: unknown): LoggedError => {
  if (isWindowpaneError(error)) {
    if (error.kind !== "service") return { name: error.name };
    const { name, code, requestId } = error;
    return { name, code, ...(requestId === undefined ? {} : { awsRequestId: requestId }) };
  }
  if (isKeysUnavailable(error)) return { name: error.name, code: error.reason };
  if (!(error instanceof Error)) return { name: typeof error };
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  return { name: error.name, at: at.slice(0, 8).map((line) => line.trim()) };
};
