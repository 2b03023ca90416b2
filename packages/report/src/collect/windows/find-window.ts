import { createGate, type Client, type Signal } from "@windowpane/core";
import { createWaitGroup } from "../reading/wait-group.ts";
import { createGapReader } from "../reading/reader.ts";
import { findWindows, wholeSeconds, type WindowIdentity } from "./window-executions.ts";
import { foldGaps } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";

/** The execution whose window to find. */
export interface FindWindowOptions {
  readonly WindowExecutionId: string;
  /** Start time of the execution; executions are searched within a minute of it. Default: read with `GetMaintenanceWindowExecution`. */
  readonly StartTime?: Date | undefined;
  /** Maximum number of concurrent requests. Default: 4. */
  readonly concurrency?: number | undefined;
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
 * the executions of each window around the start time, one request per window, until one lists the execution.
 *
 * @throws `signal.reason` when aborted; the client's error when the windows cannot be listed.
 */
export const findWindow = async (client: Client, options: FindWindowOptions): Promise<FoundWindow> => {
  const { WindowExecutionId, concurrency = 4, signal } = options;
  const reader = createGapReader(client, { concurrency, signal }, () => {});
  const gate = createGate(concurrency);
  const gaps: Gap[] = [];
  let found: WindowIdentity | undefined;
  const at =
    options.StartTime ??
    (await client.call("GetMaintenanceWindowExecution", { WindowExecutionId }, { signal })).StartTime;

  const search = async (window: WindowIdentity): Promise<void> => {
    if (found !== undefined) return;
    const { WindowId } = window;
    const failed = await reader.list(
      "DescribeMaintenanceWindowExecutions",
      { WindowId, MaxResults: 100, ...(at === undefined ? {} : { Filters: around(at) }) },
      { ids: { WindowId }, what: "The executions of a window" },
      (items) => {
        if (items.some((execution) => execution.WindowExecutionId === WindowExecutionId)) found = window;
      },
    );
    if (failed !== undefined) gaps.push(failed.gap);
  };

  const work = createWaitGroup();
  const windowGaps = await findWindows(reader, undefined, (window) =>
    work.add(gate.run(() => search(window))),
  );
  await work.wait();
  if (found !== undefined) return { window: found, gaps: [] };
  return { gaps: foldGaps([...windowGaps, ...gaps]) };
};

/** The filter takes whole seconds. AWS does not document whether its bounds are inclusive. */
const around = (time: Date) => [
  { Key: "ExecutedAfter", Values: [wholeSeconds(time.getTime() - 60_000)] },
  { Key: "ExecutedBefore", Values: [wholeSeconds(time.getTime() + 60_000)] },
];
