import { isWindowpaneError, type Item, itemsOf, parseFilter, planFilter } from "@windowpane/core";
import type { SnapshotGap } from "../file/snapshot.ts";
import { handled, type TakeContext } from "./context.ts";
import { gapOf } from "./recorder.ts";

const WINDOWS = "DescribeMaintenanceWindows";
const EXECUTIONS = "DescribeMaintenanceWindowExecutions";

/** The newest executions of a window. Reads the whole list, because AWS guarantees no order. Throws the client's errors. */
export const lastExecutions = async (
  context: TakeContext,
  WindowId: string,
  last: number,
): Promise<readonly string[]> => {
  const executions: Item<typeof EXECUTIONS>[] = [];
  const { reader } = context.recorder;
  const failed = await reader.list(EXECUTIONS, { WindowId, MaxResults: 100 }, (page) => {
    executions.push(...page);
  });
  if (failed !== undefined) throw failed.error;
  const newest = executions
    .filter(({ WindowExecutionId }) => WindowExecutionId !== undefined)
    .toSorted((one, other) => timeOf(other) - timeOf(one))
    .slice(0, last);
  context.recorder.recordItems(EXECUTIONS, { WindowId }, newest);
  return newest.flatMap(({ WindowExecutionId }) => WindowExecutionId ?? []);
};

const timeOf = ({ StartTime }: { readonly StartTime?: Date | undefined }): number =>
  StartTime?.getTime() ?? 0;

/** Records a window: its list item and its registrations. */
export const takeWindow = async (context: TakeContext, WindowId: string): Promise<void> => {
  const registration = handled(takeRegistration(context, WindowId));
  const found: Item<typeof WINDOWS>[] = [];
  let gap: SnapshotGap | undefined = notListed;
  try {
    for await (const page of context.recorder.reader.pages(WINDOWS, { MaxResults: 100 })) {
      const window = itemsOf(WINDOWS, page).find((candidate) => candidate.WindowId === WindowId);
      if (window === undefined) continue;
      found.push(window);
      gap = undefined;
      break;
    }
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    gap = gapOf({ error });
  }
  context.recorder.recordItems(WINDOWS, {}, found, gap);
  await registration;
};

const notListed: SnapshotGap = {
  code: "not-found",
  message: "The window is not in the account's list. It may have been deleted.",
};

/** Records the registrations of a window. */
const takeRegistration = async ({ recorder }: TakeContext, WindowId: string): Promise<void> => {
  await Promise.all([
    recorder.call("GetMaintenanceWindow", { WindowId }),
    recorder.list("DescribeMaintenanceWindowTargets", { WindowId }),
    recorder.list("DescribeMaintenanceWindowTasks", { WindowId }),
  ]);
};

/** An execution whose window is not known yet. */
export interface UnplacedExecution {
  readonly WindowExecutionId: string;
  readonly StartTime?: Date | undefined;
}

/** Finds and records the windows of executions. No operation returns them, so each window's executions are listed by time. */
export const takeWindowsOf = async (
  context: TakeContext,
  unplaced: readonly UnplacedExecution[],
): Promise<void> => {
  const { recorder } = context;
  const missing = new Set(unplaced.map(({ WindowExecutionId }) => WindowExecutionId));
  const found: Item<typeof WINDOWS>[] = [];
  const registrations: Promise<void>[] = [];
  let gap: SnapshotGap | undefined;

  const look = async (window: Item<typeof WINDOWS>): Promise<void> => {
    const { WindowId } = window;
    if (WindowId === undefined) return;
    const own: Item<typeof EXECUTIONS>[] = [];
    const input = { WindowId, MaxResults: 100, ...aroundStarts(unplaced, context.takenAt) };
    try {
      for await (const page of recorder.reader.pages(EXECUTIONS, input)) {
        const items = itemsOf(EXECUTIONS, page);
        own.push(...items.filter(({ WindowExecutionId = "" }) => missing.delete(WindowExecutionId)));
        if (missing.size === 0) break;
      }
    } catch (error) {
      if (!isWindowpaneError(error)) throw error;
      gap ??= gapOf({ error });
    }
    if (own.length === 0) return;
    found.push(window);
    recorder.recordItems(EXECUTIONS, { WindowId }, own);
    registrations.push(handled(takeRegistration(context, WindowId)));
  };

  const looks: Promise<void>[] = [];
  const failed = await recorder.reader.list(WINDOWS, { MaxResults: 100 }, (windows) => {
    for (const window of windows) looks.push(handled(look(window)));
  });
  await Promise.all(looks);
  if (failed !== undefined) gap ??= gapOf(failed);
  await Promise.all(registrations);
  recorder.recordItems(WINDOWS, {}, found, missing.size === 0 ? undefined : (gap ?? notFound));
};

const notFound: SnapshotGap = {
  code: "not-found",
  message: "No window has this execution in its list. The window may have been deleted.",
};

/** A filter by start for the list of executions, or none if a start is unknown. */
const aroundStarts = (
  unplaced: readonly UnplacedExecution[],
  now: Date,
): { readonly Filters?: { Key: string; Values: string[] }[] } => {
  const starts = unplaced.map(({ StartTime }) => StartTime?.getTime() ?? Number.NaN);
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  if (Number.isNaN(first) || Number.isNaN(last)) return {};
  const text = `start>=${new Date(first).toISOString()} start<=${new Date(last).toISOString()}`;
  const { Filters } = planFilter(EXECUTIONS, parseFilter(text), { now });
  return Filters === undefined ? {} : { Filters };
};
