/** Decides what a look at the executions of a location's windows changes. Reads and writes nothing. */
import { isFinalStatus, type Item } from "@windowpane/core";

/** An execution as a window's list has it. */
export type ListedExecution = Item<"DescribeMaintenanceWindowExecutions">;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times and limits of the collector, in milliseconds. */
export const collectTimes = {
  /** How long AWS keeps executions. A first look goes back as far. */
  history: 30 * DAY,
  /** How far a look goes back before the last complete one: lists may be late, and clocks differ. */
  overlap: DAY,
  /** Longest time between two complete looks that is not recorded as a gap. */
  pause: DAY,
  /** First delay before an incomplete execution is read again. It doubles with every attempt. */
  firstDelay: 15 * MINUTE,
  /** Longest delay before an incomplete execution is read again. */
  lastDelay: 12 * HOUR,
  /** Time after its end was seen for which an incomplete execution is read again, at least `attempts` times. */
  readAgain: 3 * DAY,
  /** Least number of reads of an incomplete execution, also if nothing was collected for days. */
  attempts: 8,
  /** Time after the end in which machines may still report their patch state. */
  latePatches: DAY,
  /** Time after the first sight of the end until an incomplete execution is announced. */
  announce: HOUR,
} as const;

/** What the collector knows about an execution that it will read, or read again. */
export interface KnownRun {
  readonly WindowExecutionId: string;
  readonly WindowId: string;
  /** Milliseconds since 1970; absent if AWS lists no StartTime. */
  readonly startedAt?: number | undefined;
  /**
   * - `running`: it has not ended.
   * - `waiting`: it has ended and has not been read.
   * - `again`: it is stored, but incomplete, and is read again.
   */
  readonly state: "running" | "waiting" | "again";
  /** Number of reads so far. */
  readonly attempts: number;
  /** Earliest time of the next read, in milliseconds since 1970. */
  readonly nextAt: number;
  /** Time at which the end was first seen; for a running execution, when it was first listed. */
  readonly seenAt: number;
  /** Whether its messages are in the outbox. */
  readonly announced: boolean;
  /** Key of the document with what was read before the limit of a step was reached. */
  readonly draft?: string | undefined;
}

/** A window's list, as a look read it. */
export interface ListedRuns {
  readonly WindowId: string;
  /** The list has executions that began at this time or later, in milliseconds since 1970. */
  readonly since: number;
  /** Whether the list was read to its end. */
  readonly isWhole: boolean;
  readonly executions: readonly ListedExecution[];
}

/** What a look changes. */
export interface LookPlan {
  /** Executions to write down, because they are new or have ended. */
  readonly changed: readonly KnownRun[];
  /** Running executions that their window no longer lists. They are requested by their ID. */
  readonly unlisted: readonly KnownRun[];
  /** Number of rows without an ID, which nothing can be requested for. */
  readonly nameless: number;
}

/** Whether a time was written down while the clock was wrong: it is later than the differences of clocks explain. */
export const isLater = (time: number, now: number): boolean => time > now + collectTimes.overlap;

/** The start from which the executions of a window must be listed, in milliseconds since 1970. */
export const listFrom = ({
  now,
  coveredUntil,
  backlog = collectTimes.history,
  running,
  undecided = [],
}: {
  readonly now: number;
  /** Time of the last complete look at the window. Default: none. */
  readonly coveredUntil: number | undefined;
  /** How far the first look goes back, in milliseconds. Default: 30 days. */
  readonly backlog?: number | undefined;
  /** The window's executions that have not ended. */
  readonly running: readonly KnownRun[];
  /** Times at which the window should have started, and of which it is not decided whether it did. Default: none. */
  readonly undecided?: readonly number[] | undefined;
}): number => {
  const oldest = now - Math.min(backlog, collectTimes.history);
  const isKnown = coveredUntil !== undefined && !isLater(coveredUntil, now);
  const from = isKnown ? Math.max(coveredUntil - collectTimes.overlap, oldest) : oldest;
  // An execution can end days after its start, and AWS filters by the start only.
  return Math.max(0, Math.min(from, ...undecided, ...running.map(({ startedAt }) => startedAt ?? from)));
};

/**
 * Plans what a look changes.
 *
 * @param isStored - whether the archive has an execution.
 */
export const planLook = (
  lists: readonly ListedRuns[],
  {
    now,
    known,
    isStored,
  }: {
    readonly now: number;
    readonly known: ReadonlyMap<string, KnownRun>;
    readonly isStored: (WindowExecutionId: string) => boolean;
  },
): LookPlan => {
  const changed: KnownRun[] = [];
  const listed = new Set<string>();
  const isWhole = new Map<string, ListedRuns>();
  let nameless = 0;
  for (const list of lists) {
    if (list.isWhole) isWhole.set(list.WindowId, list);
    for (const execution of list.executions) {
      const { WindowExecutionId } = execution;
      if (WindowExecutionId === undefined) nameless += 1;
      // A list that grows while it is read can repeat an execution.
      if (WindowExecutionId === undefined || listed.has(WindowExecutionId)) continue;
      listed.add(WindowExecutionId);
      const before = known.get(WindowExecutionId);
      const { WindowId, since } = list;
      const seen = { ...execution, WindowExecutionId, WindowId };
      const isNew = before === undefined && isWanted(execution, since) && !isStored(WindowExecutionId);
      const change = before === undefined ? isNew && newRun(seen, now) : changedRun(seen, before, now);
      if (change !== false && change !== undefined) changed.push(change);
    }
  }
  const unlisted = [...known.values()].filter(({ WindowExecutionId, WindowId, startedAt, state, nextAt }) => {
    const list = isWhole.get(WindowId);
    const covers = list !== undefined && (startedAt ?? 0) >= list.since;
    return state === "running" && covers && !listed.has(WindowExecutionId) && isDue(nextAt, now);
  });
  return { changed, unlisted, nameless };
};

/** Not every endpoint applies the filter by start. Rows without a start are wanted. */
const isWanted = ({ StartTime }: ListedExecution, since: number): boolean =>
  StartTime === undefined || StartTime.getTime() >= since;

interface SeenExecution extends ListedExecution {
  readonly WindowExecutionId: string;
  readonly WindowId: string;
}

const newRun = ({ WindowExecutionId, WindowId, ...execution }: SeenExecution, now: number): KnownRun => ({
  WindowExecutionId,
  WindowId,
  startedAt: execution.StartTime?.getTime(),
  state: isFinalStatus(execution.Status) ? "waiting" : "running",
  attempts: 0,
  nextAt: 0,
  seenAt: now,
  announced: false,
});

/** Only the end of a running execution is news. */
const changedRun = ({ Status }: SeenExecution, before: KnownRun, now: number): KnownRun | undefined =>
  before.state === "running" && isFinalStatus(Status) ? endedRun(before, now) : undefined;

/** The row of an execution whose end was seen. */
export const endedRun = (run: KnownRun, now: number): KnownRun => ({
  ...run,
  state: "waiting",
  attempts: 0,
  nextAt: 0,
  seenAt: now,
});

/** Whether the time of the next read has come, or was written down while the clock was wrong. */
const isDue = (nextAt: number, now: number): boolean => nextAt <= now || isLater(nextAt, now);

/** The executions to read now, newest first: the next scan overwrites the patch state of their machines. */
export const dueRuns = (known: Iterable<KnownRun>, now: number): readonly KnownRun[] =>
  [...known]
    .filter(({ state, nextAt }) => (state === "waiting" || state === "again") && isDue(nextAt, now))
    .toSorted(
      (one, other) =>
        (other.startedAt ?? Infinity) - (one.startedAt ?? Infinity) ||
        (one.WindowExecutionId < other.WindowExecutionId ? -1 : 1),
    );

/** The row of an execution that was read and is not final. Undefined if it is not read again. */
export const afterIncompleteRead = (run: KnownRun, now: number): KnownRun | undefined => {
  if (now - run.seenAt >= collectTimes.readAgain && run.attempts + 1 >= collectTimes.attempts)
    return undefined;
  return { ...run, state: "again", ...delayed(run, now) };
};

/** The row of an execution that could not be read at all, or has not ended. It is tried again until AWS forgets it. */
export const afterFailedRead = (run: KnownRun, now: number): KnownRun => ({ ...run, ...delayed(run, now) });

const delayed = ({ attempts }: KnownRun, now: number): Pick<KnownRun, "attempts" | "nextAt"> => ({
  attempts: attempts + 1,
  nextAt: now + Math.min(collectTimes.lastDelay, collectTimes.firstDelay * 2 ** Math.min(attempts, 20)),
});

/** Whether an execution is announced although its report is not final yet. */
export const isAnnounced = ({ seenAt }: KnownRun, now: number): boolean =>
  now - seenAt >= collectTimes.announce;
