import type { Client } from "@windowpane/core";
import type { ExecutionReport, Progress } from "../../model/report.ts";
import { readExecution } from "./execution-reading.ts";
import type { ExecutionOptions, ExecutionProgressOptions } from "../reading/options.ts";
import type { GapReader } from "../reading/reader.ts";
import { lastReport, streamReports, type ReportReading } from "../reading/stream.ts";

/**
 * Reads an execution. Yields reports that become more complete; the last one is `done`. Sends no request before the first
 * `next()` and none after the caller leaves the loop. A slow caller always gets the newest report.
 *
 * What cannot be read becomes a gap. Rejects only if nothing can be read or the execution does not exist.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError when the execution cannot be read;
 * `signal.reason` when aborted.
 * @example
 * for await (const report of collectExecution(client, { WindowExecutionId })) console.log(report.reason);
 */
export const collectExecution = (
  client: Client,
  options: ExecutionOptions,
): AsyncGenerator<ExecutionReport, void, undefined> => streamReports(client, options, prepareWith(options));

/**
 * Returns the final report on an execution.
 *
 * @throws as `collectExecution`.
 * @example
 * const report = await reportExecution(client, { WindowExecutionId });
 * console.log(report.verdict, report.reason);
 * for (const { machines, title, nextStep } of report.groups) console.log(machines, title, nextStep);
 */
export const reportExecution = async (
  client: Client,
  { onProgress, ...options }: ExecutionOptions & ExecutionProgressOptions,
): Promise<ExecutionReport> => lastReport(client, options, prepareWith(options), onProgress);

const prepareWith =
  ({ prefer, ...options }: ExecutionOptions) =>
  (reader: GapReader, onChange: () => void): ReportReading<ExecutionReport, Progress> =>
    readExecution({ ...options, failedFirst: prefer === "failed" ? "at-once" : "never", reader, onChange });
