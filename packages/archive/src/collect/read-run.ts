import { createClient, errorMeaning, isWindowpaneError, type WindowpaneError } from "@windowpane/core";
import { reportExecution, type ExecutionReport } from "@windowpane/report";
import { snapshotTransport, takeSnapshot, type Snapshot } from "@windowpane/transport-snapshot";
import { withKeptResponses, type KeptResponses } from "./kept-responses.ts";
import type { CollectLocation, CollectOptions } from "./model.ts";
import type { RequestBudget } from "./request-budget.ts";

/** Result of reading an execution. */
export type RunReading =
  | {
      readonly kind: "read";
      readonly snapshot: Snapshot;
      /** Whether the limit of the step was reached, so that a part is missing. */
      readonly isCut: boolean;
      /** Whether most of the step's limit was available to it. */
      readonly hadMost: boolean;
    }
  /** The limit of the step was reached before anything was read. */
  | { readonly kind: "unread" }
  /** AWS does not know the execution any more. */
  | { readonly kind: "vanished" }
  | { readonly kind: "failed"; readonly error: WindowpaneError };

/** Options of `readRun`. */
export interface ReadRunOptions {
  readonly location: CollectLocation;
  readonly budget: RequestBudget;
  readonly kept: KeptResponses;
  readonly WindowExecutionId: string;
  readonly now: Date;
  readonly options: CollectOptions;
}

/** Reads an execution as a snapshot. */
export const readRun = async (reading: ReadRunOptions): Promise<RunReading> => {
  const { location, budget, kept, WindowExecutionId, now, options } = reading;
  const { includeSensitive = false, patches = true, signal, takenBy } = options;
  const { Account, Region, source = "aws" } = location;
  const share = budget.share();
  try {
    const snapshot = await takeSnapshot(createClient(withKeptResponses(share.transport, kept)), {
      of: { executions: [WindowExecutionId] },
      takenAt: now,
      takenBy,
      origin: {
        source,
        Account: Account === "" ? undefined : Account,
        region: Region === "" ? undefined : Region,
      },
      includeSensitive,
      output: "needed",
      patches,
      signal,
    });
    return { kind: "read", snapshot, isCut: share.wasRefused(), hadMost: share.hadMost() };
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    if (share.wasRefused()) return { kind: "unread" };
    return errorMeaning(error) === "not-found" ? { kind: "vanished" } : { kind: "failed", error };
  }
};

/** The report on an execution, made from its snapshot, so that both have the same data. */
export const reportOn = async (
  snapshot: Snapshot,
  { WindowId, window }: Pick<KeptResponses, "WindowId" | "window">,
  { patches, signal }: CollectOptions,
): Promise<ExecutionReport> => {
  const [WindowExecutionId = ""] = snapshot.executions;
  const { Account, region: Region } = snapshot.origin;
  const report = await reportExecution(createClient(snapshotTransport(snapshot)), {
    WindowExecutionId,
    window: { WindowId, Name: window?.Name },
    patches,
    signal,
  });
  const origin = {
    ...(Account === undefined ? {} : { Account }),
    ...(Region === undefined ? {} : { Region }),
  };
  return { ...report, origin };
};

/** Whether two snapshots have the same entries, so that storing the second one changes nothing. */
export const hasSameEntries = (one: Snapshot, other: Snapshot): boolean => {
  if (one.responses.size !== other.responses.size) return false;
  const lines = other.responses.lines()[Symbol.iterator]();
  for (const line of one.responses.lines()) {
    const next = lines.next();
    if (next.done === true || next.value.length !== line.length) return false;
    if (line.some((byte, index) => byte !== next.value[index])) return false;
  }
  return lines.next().done === true;
};

/** Number of entries without a gap: how much was read. */
export const entriesRead = ({ responses }: Snapshot): number => {
  let read = 0;
  for (const { gap } of responses) if (gap === undefined) read += 1;
  return read;
};
