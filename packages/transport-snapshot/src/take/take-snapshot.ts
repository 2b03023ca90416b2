import type { Client, Signal } from "@windowpane/core";
import type { Origin, Snapshot } from "../file/snapshot.ts";
import { takeExecution } from "./execution.ts";
import { takePatches } from "./patches.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import type { OutputChoice, TakeContext } from "./take-context.ts";
import { lastExecutions, takeWindow } from "./window.ts";
import { takeWindowsOf, type Stray } from "./windows-of.ts";

/** How far the reading is. */
export interface TakeProgress {
  readonly requests: number;
  readonly invocations: number;
  readonly machines: number;
  /** What could not be read so far. */
  readonly gaps: number;
}

/** What to take, and how. */
export interface TakeOptions {
  /** Executions by their WindowExecutionIds, or a window's last ones. */
  readonly of:
    | { readonly executions: readonly string[] }
    | {
        readonly WindowId: string;
        /** How many, newest first. Default: 1. */
        readonly last?: number | undefined;
      };
  readonly takenAt: Date;
  readonly takenBy?: string | undefined;
  readonly origin: Origin;
  /** Keep what AWS's model calls sensitive: `Parameters`, `OwnerInformation`, `TaskParameters`, `Description`. Default: false. */
  readonly includeSensitive?: boolean | undefined;
  /** Whose whole output to read, a request per step and machine: `all`, or `needed`, if failed or cut. Default: `all`. */
  readonly output?: OutputChoice | undefined;
  /** Whether to keep the patch state of machines that may have been patched, which a later scan overwrites. Default: true. */
  readonly patches?: boolean | undefined;
  readonly signal?: Signal | undefined;
  /** Most requests at once. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Most requests about automations at once, as AWS allows an account three a second. Default: 2. */
  readonly automationConcurrency?: number | undefined;
  /** Told after every answer. */
  readonly onProgress?: ((progress: TakeProgress) => void) | undefined;
}

/**
 * Reads everything about executions: their windows, tasks, invocations, and what Run Command and Automation did. What cannot
 * be read is kept as a gap, with the reason. What still runs is taken as it stands.
 *
 * @throws InvalidInputError, ServiceError, TransportError or InvalidOutputError when not even an execution itself can be
 * read; `signal.reason` when aborted.
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

  const take = async (WindowExecutionId: string): Promise<Stray> => {
    const operation = "GetMaintenanceWindowExecution";
    const ids = { WindowExecutionId };
    // What does not exist is no gap: whoever asked has the wrong id, the wrong account, or is too late.
    const { value, failed } = await recorder.reader.call(operation, ids);
    if (failed !== undefined) throw failed.error;
    recorder.keepAnswer(operation, ids, value);
    return { WindowExecutionId, StartTime: value.StartTime };
  };

  const executions =
    "executions" in of
      ? [...new Set(of.executions)]
      : await lastExecutions(context, of.WindowId, of.last ?? 1);
  const strays = await Promise.all(executions.map(take));
  await Promise.all([
    "executions" in of ? takeWindowsOf(context, strays) : takeWindow(context, of.WindowId),
    ...executions.map((execution) => takeExecution(context, execution)),
  ]);
  // Which machines there are is known only now.
  if (patches) await takePatches(context);
  return {
    takenAt,
    takenBy,
    origin,
    includesSensitive: includeSensitive,
    executions,
    answers: recorder.held(),
  };
};
