import { isWindowpaneError, itemsOf, parseFilter, planFilter, type Item } from "@windowpane/core";
import type { HeldGap } from "../file/snapshot.ts";
import { handled } from "./handled.ts";
import { gapOf } from "./recorder.ts";
import type { TakeContext } from "./take-context.ts";
import { takeRegistration } from "./window.ts";

const WINDOWS = "DescribeMaintenanceWindows";
const EXECUTIONS = "DescribeMaintenanceWindowExecutions";

/** An execution whose window is looked for. */
export interface Stray {
  readonly WindowExecutionId: string;
  readonly StartTime?: Date | undefined;
}

/** Takes the windows of executions. No operation names them, so each window's executions are read, filtered by time. */
export const takeWindowsOf = async (context: TakeContext, strays: readonly Stray[]): Promise<void> => {
  const { recorder } = context;
  const missing = new Set(strays.map(({ WindowExecutionId }) => WindowExecutionId));
  const found: Item<typeof WINDOWS>[] = [];
  const registrations: Promise<void>[] = [];
  let gap: HeldGap | undefined;

  const look = async (window: Item<typeof WINDOWS>): Promise<void> => {
    const { WindowId } = window;
    if (WindowId === undefined) return;
    const own: Item<typeof EXECUTIONS>[] = [];
    const input = { WindowId, MaxResults: 100, ...aroundStarts(strays, context.takenAt) };
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
    recorder.keepItems(EXECUTIONS, { WindowId }, own);
    registrations.push(handled(takeRegistration(context, WindowId)));
  };

  const looks: Promise<void>[] = [];
  const failed = await recorder.reader.walk(WINDOWS, { MaxResults: 100 }, (windows) => {
    for (const window of windows) looks.push(handled(look(window)));
  });
  await Promise.all(looks);
  if (failed !== undefined) gap ??= gapOf(failed);
  await Promise.all(registrations);
  recorder.keepItems(WINDOWS, {}, found, missing.size === 0 ? undefined : (gap ?? notFound));
};

const notFound: HeldGap = {
  code: "not-found",
  message: "No window lists the execution. It may have been deleted since.",
};

/** A filter for the list of executions; none where a start is not known. */
const aroundStarts = (
  strays: readonly Stray[],
  now: Date,
): { readonly Filters?: { Key: string; Values: string[] }[] } => {
  const starts = strays.map(({ StartTime }) => StartTime?.getTime() ?? Number.NaN);
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  if (Number.isNaN(first) || Number.isNaN(last)) return {};
  const text = `start>=${new Date(first).toISOString()} start<=${new Date(last).toISOString()}`;
  const { Filters } = planFilter(EXECUTIONS, parseFilter(text), { now });
  return Filters === undefined ? {} : { Filters };
};
