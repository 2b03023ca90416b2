import { isWindowpaneError } from "@windowpane/core";
import type { LogEntry, LoggedError } from "../log-entry.ts";

/** What is learnt of a request on its way, for the log. */
export interface RequestRecord {
  readonly requestId: string;
  readonly method: string;
  readonly start: Date;
  door: LogEntry["door"];
  route: string;
  caller?: string | undefined;
  operation?: string | undefined;
  problem?: string | undefined;
  error?: LoggedError | undefined;
  /** Whether the answer goes on after its headers; its end is then told by `end`. */
  streams: boolean;
  /** Called when the last byte has been handed over. */
  end: () => void;
}

/** What every handler finds in its context. */
export type AppEnvironment = { Variables: { record: RequestRecord } };

/** The entry of a request that is over. */
export const entryOf = (record: RequestRecord, status: number, end: Date): LogEntry => {
  const { requestId, door, method, route, caller, operation, problem, error, start } = record;
  return {
    time: end.toISOString(),
    level: status >= 500 ? "error" : status >= 400 ? "warn" : "info",
    requestId,
    door,
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

/** An error for the log: never its message, which may hold anything. */
export const loggedError = (error: unknown): LoggedError => {
  if (isWindowpaneError(error)) {
    if (error.kind !== "service") return { name: error.name };
    const { name, code, requestId } = error;
    return { name, code, ...(requestId === undefined ? {} : { awsRequestId: requestId }) };
  }
  if (!(error instanceof Error)) return { name: typeof error };
  const at = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  return { name: error.name, at: at.slice(0, 8).map((line) => line.trim()) };
};
