/** Decides whether windows started when they should have. Reads and writes nothing; says unknown instead of guessing. */
import type { Item } from "@windowpane/core";
import type { ListedRuns } from "./plan-look.ts";

export type ListedWindow = Item<"DescribeMaintenanceWindows">;

const MINUTE = 60_000;

/** Times of the judgement, in milliseconds. */
export const startTimes = {
  /** How much earlier than expected an execution may start, because clocks differ. */
  early: 5 * MINUTE,
  /** How much later than expected an execution may start. Until then, nothing is decided. */
  late: 60 * MINUTE,
  /** Longest time between the last look before the expected start and the start for the expectation to count. */
  observed: 24 * 60 * MINUTE,
  /** Time after the expected start at which it is unknown if the executions cannot be listed: AWS will forget them soon. */
  undecided: 29 * 24 * 60 * MINUTE,
} as const;

/** A start that a window's NextExecutionTime promised. */
export interface ExpectedStart {
  readonly WindowId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Last time at which the promise was seen, in milliseconds since 1970. */
  readonly seenAt: number;
  /** The schedule that promised it. */
  readonly schedule: string;
}

/** Whether a window started. `open`: it cannot be decided yet. `unknown`: it cannot be decided, with the reason. */
export type StartOutcome =
  | { readonly outcome: "started" | "open" | "missed" }
  | { readonly outcome: "unknown"; readonly reason: UnknownReason };

/** Why it is not known whether a window should have started. */
export type UnknownReason =
  | "deleted"
  | "disabled"
  | "changed"
  | "offset"
  | "unobserved"
  | "unlisted"
  | "no-tasks";

/** What each reason means, as a sentence. */
export const unknownReasons: Readonly<Record<UnknownReason, string>> = {
  deleted: "The window was deleted, perhaps before the expected start.",
  disabled: "The window is disabled, perhaps since before the expected start.",
  changed: "The window's schedule was changed, perhaps before the expected start.",
  offset:
    "The window has a schedule offset, and AWS does not document whether its next start includes the offset.",
  unobserved:
    "No collection in the 24 hours before the expected start, so the schedule at that time is not known.",
  unlisted: "The window's executions could not be listed.",
  "no-tasks": "The window has no registered tasks, so it has nothing to start.",
};

/** The schedule of a window as a text that changes with it. */
export const scheduleOf = ({
  Enabled,
  Schedule,
  ScheduleTimezone,
  ScheduleOffset,
  StartDate,
  EndDate,
}: ListedWindow): string =>
  JSON.stringify([Enabled !== false, Schedule, ScheduleTimezone, ScheduleOffset, StartDate, EndDate]);

/**
 * The next start of a window in milliseconds since 1970. AWS returns it in several formats. Undefined if the window is
 * disabled, has no next start, or its time has no zone.
 */
export const nextStartOf = ({ Enabled, NextExecutionTime = "" }: ListedWindow): number | undefined => {
  if (Enabled === false || !/(?:Z|[+-]\d\d:?\d\d)$/u.test(NextExecutionTime)) return undefined;
  const time = Date.parse(NextExecutionTime);
  return Number.isNaN(time) ? undefined : time;
};

/** Decides whether a window started as expected. */
export const judgeStart = (
  expected: ExpectedStart,
  {
    now,
    window,
    list,
  }: {
    readonly now: number;
    /** The window as it is listed now. Undefined if it is deleted. */
    readonly window: ListedWindow | undefined;
    /** Its executions. Undefined if they were not listed. */
    readonly list: ListedRuns | undefined;
  },
): StartOutcome => {
  const { at, seenAt, schedule } = expected;
  const hasStarted = list?.executions.some(({ StartTime }) => {
    const time = StartTime?.getTime() ?? Number.NaN;
    return time >= at - startTimes.early && time <= at + startTimes.late;
  });
  if (hasStarted === true) return { outcome: "started" };
  if (now < at + startTimes.late) return { outcome: "open" };
  if (window === undefined) return unknown("deleted");
  if (list?.isWhole !== true || list.since > at - startTimes.early)
    return now < at + startTimes.undecided ? { outcome: "open" } : unknown("unlisted");
  if (window.Enabled === false) return unknown("disabled");
  if (scheduleOf(window) !== schedule) return unknown("changed");
  if ((window.ScheduleOffset ?? 0) > 0) return unknown("offset");
  if (at - seenAt > startTimes.observed) return unknown("unobserved");
  return { outcome: "missed" };
};

const unknown = (reason: UnknownReason): StartOutcome => ({ outcome: "unknown", reason });

/** What to expect of a window after a look, and which expectation has become due. */
export const expectNext = (
  before: ExpectedStart | undefined,
  {
    now,
    lookedAt,
    window,
    WindowId,
  }: {
    readonly now: number;
    /** Time of the last complete look, when the earlier expectation was seen for the last time. */
    readonly lookedAt: number | undefined;
    readonly window: ListedWindow | undefined;
    readonly WindowId: string;
  },
): { readonly next: ExpectedStart | undefined; readonly due: ExpectedStart | undefined } => {
  const isDue = before !== undefined && before.at <= now;
  const due = isDue
    ? { ...before, seenAt: Math.max(before.seenAt, Math.min(lookedAt ?? 0, before.at)) }
    : undefined;
  const at = window === undefined ? undefined : nextStartOf(window);
  if (window === undefined || at === undefined || at <= now) return { next: undefined, due };
  const schedule = scheduleOf(window);
  const isSame = before !== undefined && before.at === at && before.schedule === schedule;
  return { next: isSame ? before : { WindowId, at, seenAt: now, schedule }, due };
};
