import { mapAtMost, type Client, type Signal } from "@windowpane/core";
import { createGapReader } from "../reading/reader.ts";
import { findWindows, wholeSeconds, type WindowIdentity } from "./window-executions.ts";
import { foldGaps } from "../../model/gap.ts";
import { gapsIn, isSameOrigin, originOfItem } from "../../model/origin.ts";
import type { AccountRegion, Gap } from "../../model/report.ts";

/** The execution whose window to find. */
export interface FindWindowOptions {
  readonly WindowExecutionId: string;
  /** Start time of the execution; executions are searched within a minute of it. Default: read with `GetMaintenanceWindowExecution`. */
  readonly StartTime?: Date | undefined;
  /**
   * Account and region of the execution, where several are read: only their windows can have it. Default: those of the response of
   * `GetMaintenanceWindowExecution`, if it is requested.
   */
  readonly origin?: AccountRegion | undefined;
  /** Maximum number of concurrent requests. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Called after each window. Default: none. */
  readonly onProgress?:
    | ((progress: { readonly searched: number; readonly windows: number }) => void)
    | undefined;
  /** Aborts the search, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** The result of a search for a window. */
export interface FoundWindow {
  /** Absent if no window that could be read lists the execution. A deleted window has no list. */
  readonly window?: WindowIdentity | undefined;
  /** What could not be read; the window may be among it. */
  readonly gaps: readonly Gap[];
}

/**
 * Finds the window that an execution belongs to. AWS's responses about an execution do not name its window, so this lists
 * the executions of each window around the start time, one request per window, until one lists the execution. Windows that are
 * due at the same time of day come first.
 *
 * @throws `signal.reason` when aborted; the client's error when the windows cannot be listed.
 */
export const findWindow = async (client: Client, options: FindWindowOptions): Promise<FoundWindow> => {
  const { WindowExecutionId, concurrency = 4, signal, onProgress } = options;
  const reader = createGapReader(client, { concurrency, signal }, () => {});
  const gaps: Gap[] = [];
  let found: WindowIdentity | undefined;
  const execution =
    options.StartTime === undefined
      ? await client.call("GetMaintenanceWindowExecution", { WindowExecutionId }, { signal })
      : undefined;
  const at = options.StartTime ?? execution?.StartTime;
  const origin = options.origin ?? (execution && originOfItem(execution));
  const windows: WindowIdentity[] = [];
  const windowGaps = await findWindows(reader, undefined, (window) => {
    if (origin === undefined || isSameOrigin(origin, originOfItem(window))) windows.push(window);
  });
  let searched = 0;

  await mapAtMost(concurrency, inSearchOrder(windows, at), async (window) => {
    if (found !== undefined) return;
    const { WindowId } = window;
    const failed = await reader.list(
      "DescribeMaintenanceWindowExecutions",
      { WindowId, MaxResults: 100, ...(at === undefined ? {} : { Filters: around(at) }) },
      { ids: { WindowId }, what: "The executions of a window" },
      (items) => {
        if (items.some((item) => item.WindowExecutionId === WindowExecutionId)) found = window;
      },
    );
    if (failed !== undefined) gaps.push(failed.gap);
    searched += 1;
    onProgress?.({ searched, windows: windows.length });
  });
  if (found !== undefined) return { window: found, gaps: [] };
  return { gaps: foldGaps([...gapsIn(origin, windowGaps), ...gaps]) };
};

/**
 * Most schedules repeat at a time of day, so windows whose next start is at the time of day of the execution's start come first,
 * and those without a next start last.
 */
const inSearchOrder = (
  windows: readonly WindowIdentity[],
  start: Date | undefined,
): readonly WindowIdentity[] => {
  if (start === undefined) return windows;
  const distance = ({ NextExecutionTime = "" }: WindowIdentity): number => {
    const apart = Math.abs(Date.parse(NextExecutionTime) - start.getTime()) % DAY;
    return Number.isNaN(apart) ? DAY : Math.min(apart, DAY - apart);
  };
  return windows.toSorted((one, other) => distance(one) - distance(other));
};

const DAY = 86_400_000;

/** The filter takes whole seconds. AWS does not document whether its bounds are inclusive. */
const around = (time: Date) => [
  { Key: "ExecutedAfter", Values: [wholeSeconds(time.getTime() - 60_000)] },
  { Key: "ExecutedBefore", Values: [wholeSeconds(time.getTime() + 60_000)] },
];
