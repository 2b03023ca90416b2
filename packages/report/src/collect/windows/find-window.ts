import { createGate, type Client, type Signal } from "@windowpane/core";
import { createWaitGroup } from "../reading/wait-group.ts";
import { createGapReader } from "../reading/reader.ts";
import { findWindows, wholeSeconds, type WindowIdentity } from "./window-executions.ts";
import { foldGaps } from "../../model/gap.ts";
import type { Gap } from "../../model/report.ts";

/** Which execution to find the window of. */
export interface FindWindowOptions {
  readonly WindowExecutionId: string;
  /** When it began, as `GetMaintenanceWindowExecution` says: the windows are then asked for that minute only. Default: asked of AWS. */
  readonly StartTime?: Date | undefined;
  /** Most requests under way at once. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Aborts the search, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
}

/** What a search found. */
export interface FoundWindow {
  /** Absent when no window that could be asked has the execution; one that was deleted since is gone with its list. */
  readonly window?: WindowIdentity | undefined;
  /** What could not be asked: the window may be behind it. */
  readonly gaps: readonly Gap[];
}

/**
 * The window that an execution belongs to. AWS's answers about an execution do not name it, so the windows are asked, one
 * request each, for executions of that minute; the search ends with the first that has it.
 *
 * @throws `signal.reason` when aborted; what the client rejects with when the windows cannot be listed at all.
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

/** The filter takes whole seconds, and nothing says whether its bounds are within. */
const around = (time: Date) => [
  { Key: "ExecutedAfter", Values: [wholeSeconds(time.getTime() - 60_000)] },
  { Key: "ExecutedBefore", Values: [wholeSeconds(time.getTime() + 60_000)] },
];
