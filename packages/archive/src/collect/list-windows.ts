/** Lists the windows of a location, and their executions. */
import { errorMeaning, withoutSensitive, type Reader, type WindowpaneError } from "@windowpane/core";
import { wholeSeconds } from "@windowpane/report";
import { startTimes, type ExpectedStart, type ListedWindow } from "./expected-starts.ts";
import { listFrom, type KnownRun, type ListedExecution, type ListedRuns } from "./plan-look.ts";
import type { KnownWindow } from "./state.ts";

/** The windows that AWS lists. */
export interface WindowListing {
  /** By WindowId, without sensitive members. */
  readonly windows: ReadonlyMap<string, ListedWindow>;
  /** Why the list ended early. Then a window that is not in it may still exist. */
  readonly error?: WindowpaneError | undefined;
}

export const listWindows = async (reader: Reader): Promise<WindowListing> => {
  const windows = new Map<string, ListedWindow>();
  const operation = "DescribeMaintenanceWindows";
  const failed = await reader.list(operation, { MaxResults: 100 }, (items) => {
    for (const item of items) if (item.WindowId !== undefined) windows.set(item.WindowId, redacted(item));
  });
  return { windows, ...(failed === undefined ? {} : { error: failed.error }) };
};

const redacted = (item: ListedWindow): ListedWindow => {
  const copy = withoutSensitive("DescribeMaintenanceWindows", { WindowIdentities: [item] });
  const { WindowIdentities: [only = item] = [] } = copy as { WindowIdentities?: ListedWindow[] }; // A copy of the list.
  return only;
};

/** A window whose executions are listed in a look. */
export interface LookTarget {
  readonly WindowId: string;
  /** Absent if AWS no longer lists the window. */
  readonly item?: ListedWindow | undefined;
}

/**
 * The windows to look at: all that AWS lists, and windows that are not listed any more until they were looked at once after
 * that, and while they have executions that have not ended.
 */
export const targetsOf = (
  { windows }: WindowListing,
  known: ReadonlyMap<string, KnownWindow>,
  runs: ReadonlyMap<string, KnownRun>,
): readonly LookTarget[] => {
  const running = new Set(
    [...runs.values()].flatMap(({ state, WindowId }) => (state === "running" ? WindowId : [])),
  );
  const unlisted = [...known.values()].filter(
    ({ WindowId, isGone }) => !windows.has(WindowId) && (!isGone || running.has(WindowId)),
  );
  return [
    ...[...windows].map(([WindowId, item]) => ({ WindowId, item })),
    ...unlisted.map(({ WindowId }) => ({ WindowId })),
  ];
};

/** The executions of a window, and why not all of them could be listed. */
export interface WindowRuns extends ListedRuns {
  readonly error?: WindowpaneError | undefined;
}

/** Options of `listRuns`. */
export interface ListRunsOptions {
  readonly now: number;
  readonly backlog: number | undefined;
  /** Time of the last complete look at the location. */
  readonly lookedAt: number | undefined;
  readonly known: ReadonlyMap<string, KnownWindow>;
  readonly runs: ReadonlyMap<string, KnownRun>;
  readonly openStarts: readonly ExpectedStart[];
}

/** Lists the executions of a window that may be new or may have ended since the last look. */
export const listRuns = async (
  reader: Reader,
  { WindowId, item }: LookTarget,
  { now, backlog, lookedAt, known, runs, openStarts }: ListRunsOptions,
): Promise<WindowRuns> => {
  const since = listFrom({
    now,
    backlog,
    coveredUntil: coveredUntil(known.get(WindowId), lookedAt),
    running: [...runs.values()].filter((run) => run.WindowId === WindowId && run.state === "running"),
    undecided: openStarts.flatMap((start) =>
      start.WindowId === WindowId ? start.at - startTimes.early : [],
    ),
  });
  const executions: ListedExecution[] = [];
  const failed = await reader.list(
    "DescribeMaintenanceWindowExecutions",
    { WindowId, MaxResults: 100, Filters: [{ Key: "ExecutedAfter", Values: [wholeSeconds(since)] }] },
    (items) => executions.push(...items),
  );
  // AWS documents no error for a deleted window. If there is one, its list is empty.
  const isDeleted = failed !== undefined && item === undefined && errorMeaning(failed.error) === "not-found";
  const error = isDeleted ? undefined : failed?.error;
  return {
    WindowId,
    since,
    executions,
    isWhole: error === undefined,
    ...(error === undefined ? {} : { error }),
  };
};

/** Time of the last complete look at a window. Undefined if it was never looked at. */
export const coveredUntil = (
  known: KnownWindow | undefined,
  lookedAt: number | undefined,
): number | undefined => (known === undefined ? undefined : (known.coveredUntil ?? lookedAt));
