/** What a watch tells, and how to begin one. */
import type { Signal } from "@windowpane/core";
import type { ReadOptions } from "../collect/reading/options.ts";
import type { GroupMember } from "../model/group.ts";
import type { Cause, ExecutionReport } from "../model/report.ts";

/** One piece of news. */
export type WatchEvent =
  | WatchWaiting
  | WatchStarted
  | WatchProgress
  | WatchFailed
  | WatchTrouble
  | WatchEnded;

/** No execution of the window is under way; told at first, and again when the window's plan changes. */
export interface WatchWaiting {
  readonly kind: "waiting";
  readonly at: Date;
  readonly WindowId: string;
  readonly Name?: string | undefined;
  readonly Enabled?: boolean | undefined;
  /** As AWS writes it. Absent for a window that is disabled, at its end, or whose time has never come. */
  readonly NextExecutionTime?: string | undefined;
}

/** The execution that is followed from here on. */
export interface WatchStarted {
  readonly kind: "started";
  readonly at: Date;
  readonly WindowExecutionId: string;
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  readonly Status?: string | undefined;
  readonly StartTime?: Date | undefined;
}

/** More is known. Told while the first look goes on, and after each look that found a change. */
export interface WatchProgress {
  readonly kind: "progress";
  readonly at: Date;
  /** `done` is false only while the first look goes on. */
  readonly report: ExecutionReport;
  /** When it looks again; absent while a look goes on. */
  readonly nextLook?: Date | undefined;
}

/** A machine that came to a bad end, or a level that did without a machine that says so. Each is told once. */
export interface WatchFailed {
  readonly kind: "failed";
  readonly at: Date;
  readonly member: GroupMember;
  readonly cause: Cause;
}

/** A look that failed, wholly or in part, in a way that may pass: no network, throttling, AWS's own errors. It goes on. */
export interface WatchTrouble {
  readonly kind: "trouble";
  readonly at: Date;
  /** AWS's error code, or `no-response`, `foreign`, `invalid-output`. */
  readonly code: string;
  /** What is wrong, in one sentence. */
  readonly why: string;
  readonly nextLook: Date;
}

/** Nothing will change any more. The last event. */
export interface WatchEnded {
  readonly kind: "ended";
  readonly at: Date;
  readonly report: ExecutionReport;
}

/** How to watch. */
export interface WatchPace extends Omit<ReadOptions, "signal"> {
  /** Tells the time. It may jump, as a machine's clock does that was asleep. */
  readonly now: () => Date;
  /** Waits so many milliseconds, at most five minutes at a time. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** Ends the watch, which then rejects with `signal.reason`. Default: it cannot be aborted. */
  readonly signal?: Signal | undefined;
  /**
   * The shortest time between two looks, in milliseconds. It grows up to six times that while nothing changes, to three
   * times what a look takes, and further while AWS throttles. Default: 5,000.
   */
  readonly interval?: number | undefined;
}

/** Follows this execution. */
export interface WatchExecutionOptions extends WatchPace {
  readonly WindowExecutionId: string;
  /** The window it belongs to, as far as known. Default: unnamed. */
  readonly window?:
    | { readonly WindowId?: string | undefined; readonly Name?: string | undefined }
    | undefined;
}

/** Follows the execution of this window that is under way, else the next one that begins. */
export interface WatchWindowOptions extends WatchPace {
  readonly WindowId: string;
}

/** One or the other. */
export type WatchOptions = WatchExecutionOptions | WatchWindowOptions;
