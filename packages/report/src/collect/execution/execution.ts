import type { Client } from "@windowpane/core";
import type { ExecutionReport, Progress } from "../../model/report.ts";
import { readExecution } from "./execution-reading.ts";
import type { ExecutionOptions, ExecutionProgressOptions } from "../reading/options.ts";
import type { GapReader } from "../reading/reader.ts";
import { lastReport, streamReports, type ReportReading } from "../reading/stream.ts";

/**
 * An execution as ever more complete reports; the last one is `done`. Nothing is requested before the first `next()`, and
 * leaving early requests nothing more. A slow caller gets the newest report each time.
 *
 * What cannot be read becomes a gap. Only when nothing at all can be read, or the execution does not exist, it rejects.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError when not even the execution can be read;
 * `signal.reason` when aborted.
 * @example
 * for await (const report of collectExecution(client, { WindowExecutionId })) console.log(report.reason);
 */
export const collectExecution = (
  client: Client,
  options: ExecutionOptions,
): AsyncGenerator<ExecutionReport, void, undefined> =>
  // A report is made of everything that is known, so on long lists one per hundredth is enough.
  streamReports(client, options, prepareWith(options), ({ invocations }) => invocations / 100);

/**
 * The whole report on an execution.
 *
 * @throws as `collectExecution`.
 */
export const reportExecution = async (
  client: Client,
  { onProgress, ...options }: ExecutionOptions & ExecutionProgressOptions,
): Promise<ExecutionReport> => lastReport(client, options, prepareWith(options), onProgress);

const prepareWith =
  ({ prefer, ...options }: ExecutionOptions) =>
  (reader: GapReader, onChange: () => void): ReportReading<ExecutionReport, Progress> =>
    readExecution({ ...options, failedFirst: prefer === "failed" ? "at-once" : "never", reader, onChange });
