import type { Client, Signal } from "@windowpane/core";
import type { SnapshotOrigin, Snapshot } from "../file/snapshot.ts";
import type { OutputChoice, TakeContext } from "./context.ts";
import { takeExecution } from "./execution.ts";
import { takePatches } from "./patches.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import { lastExecutions, type UnplacedExecution, takeWindow, takeWindowsOf } from "./windows.ts";

/** Progress of taking a snapshot. */
export interface TakeProgress {
  /** Requests sent so far. */
  readonly requests: number;
  /** Invocations listed so far. */
  readonly invocations: number;
  /** Machines read so far. */
  readonly machines: number;
  /** Number of entries that could not be read completely. */
  readonly gaps: number;
}

/** Options of `takeSnapshot`. */
export interface TakeOptions {
  /** WindowExecutionIds of executions, or the last executions of a window. */
  readonly of:
    | { readonly executions: readonly string[] }
    | {
        readonly WindowId: string;
        /** Number of executions. Default: 1. */
        readonly last?: number | undefined;
      };
  /** Current time. */
  readonly takenAt: Date;
  /** ARN or name of the caller. Default: none. */
  readonly takenBy?: string | undefined;
  /** The account that is read. */
  readonly origin: SnapshotOrigin;
  /**
   * Whether to include sensitive members: `Parameters`, `OwnerInformation`, `TaskParameters`, `Description`, and parameters,
   * inputs and outputs of automations. Default: false, so they are redacted.
   */
  readonly includeSensitive?: boolean | undefined;
  /** Steps whose complete output to read, with a request each: `all`, or `needed` for failed and truncated ones. Default: `all`. */
  readonly output?: OutputChoice | undefined;
  /** Whether to include the patch state of machines that may have been patched. A later scan overwrites it. Default: true. */
  readonly patches?: boolean | undefined;
  /** Aborts the read, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
  /** Maximum number of simultaneous requests. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Maximum number of simultaneous requests for automations; AWS allows an account three per second. Default: 2. */
  readonly automationConcurrency?: number | undefined;
  /** Called after each response. */
  readonly onProgress?: ((progress: TakeProgress) => void) | undefined;
}

/**
 * Reads executions with their windows, tasks, invocations, commands and automations. Data that cannot be read is recorded as
 * a gap with the reason. Running executions are recorded in their current state.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError if an execution itself cannot be read;
 * `signal.reason` when aborted.
 * @example
 * const snapshot = await takeSnapshot(client, {
 *   of: { executions: [WindowExecutionId] },
 *   takenAt: new Date(),
 *   origin: { source: "aws", region: "eu-central-1" },
 * });
 * const parts = writeSnapshot(snapshot);
 */
export const takeSnapshot = async (client: Client, options: TakeOptions): Promise<Snapshot> => {
  const { of, takenAt, takenBy, origin, includeSensitive = false, output = "all", onProgress } = options;
  const { patches = true, signal, concurrency, automationConcurrency } = options;
  const counted = { invocations: 0, machines: 0 };
  const recorder: Recorder = createRecorder({
    client,
    includeSensitive,
    concurrency,
    automationConcurrency,
    signal,
    onRequest: () => onProgress?.({ requests: recorder.reader.requests, gaps: recorder.gaps, ...counted }),
  });
  const patchMachines = new Set<string>();
  const context: TakeContext = { recorder, takenAt, output, includeSensitive, patchMachines, counted };

  const take = async (WindowExecutionId: string): Promise<UnplacedExecution> => {
    const operation = "GetMaintenanceWindowExecution";
    const ids = { WindowExecutionId };
    // An unknown execution is an error instead of a gap: the ID or the account is wrong, or the history has expired.
    const { value, failed } = await recorder.reader.call(operation, ids);
    if (failed !== undefined) throw failed.error;
    recorder.recordResponse(operation, ids, value);
    return { WindowExecutionId, StartTime: value.StartTime };
  };

  const executions =
    "executions" in of
      ? [...new Set(of.executions)]
      : await lastExecutions(context, of.WindowId, of.last ?? 1);
  const unplaced = await Promise.all(executions.map(take));
  await Promise.all([
    "executions" in of ? takeWindowsOf(context, unplaced) : takeWindow(context, of.WindowId),
    ...executions.map((execution) => takeExecution(context, execution)),
  ]);
  // The machines are known only after the executions have been read.
  if (patches) await takePatches(context);
  return {
    takenAt,
    takenBy,
    origin,
    includesSensitive: includeSensitive,
    executions,
    responses: recorder.entries(),
  };
};
