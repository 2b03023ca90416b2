import type { Client } from "@windowpane/core";
import type { ExecutionReport } from "../model.ts";
import { readExecution } from "./execution-reading.ts";
import type { ExecutionOptions, ExecutionProgressOptions } from "./options.ts";
import { createReader } from "./reader.ts";
import { streamSnapshots } from "./stream.ts";

/**
 * An execution as ever more complete reports; the last one is `done`. Nothing is asked before the first `next()`, and
 * leaving early asks nothing more. Whoever takes reports slowly gets the newest each time.
 *
 * What cannot be read becomes a hole. Only when nothing at all can be read, or the execution does not exist, it rejects.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError when not even the execution can be read;
 * `signal.reason` when aborted.
 * @example
 * for await (const report of collectExecution(client, { WindowExecutionId })) console.log(report.reason);
 */
export const collectExecution = (
  client: Client,
  options: ExecutionOptions,
): AsyncGenerator<ExecutionReport, void, undefined> => {
  let changed = (): void => {};
  const reader = createReader(client, options, () => changed());
  const execution = readExecution({ ...contextOf(options), reader, onChange: () => changed() });
  return streamSnapshots({
    read: (onChange) => {
      changed = onChange;
      return execution.read();
    },
    snapshot: execution.report,
    // A report is made of everything that is known, so on long lists one per hundredth is enough.
    worthwhile: () => Math.max(1, execution.progress().invocations / 100),
    stop: () => reader.stop(),
  });
};

/**
 * The whole report on an execution.
 *
 * @throws as `collectExecution`.
 */
export const reportExecution = async (
  client: Client,
  { onProgress, ...options }: ExecutionOptions & ExecutionProgressOptions,
): Promise<ExecutionReport> => {
  const tell = (): void => onProgress?.(execution.progress());
  const reader = createReader(client, options, tell);
  const execution = readExecution({ ...contextOf(options), reader, onChange: tell });
  try {
    await execution.read();
    return execution.report();
  } finally {
    reader.stop();
  }
};

const contextOf = ({ prefer, ...options }: ExecutionOptions) => ({
  ...options,
  failedFirst: prefer === "failed" ? ("at-once" as const) : ("never" as const),
});
