/** The events and options of a watch. */
import type { Signal } from "@windowpane/core";
import type { ReadOptions } from "../collect/reading/options.ts";
import type { GroupMember } from "../model/group.ts";
import type { Cause, ExecutionReport } from "../model/report.ts";

/** An event of a watch. */
export type WatchEvent = WatchWaiting | WatchStarted | WatchProgress | WatchFailed | WatchError | WatchEnded;

/** No execution of the window is running. Sent first, and again when the window's schedule changes. */
export interface WatchWaiting {
  readonly kind: "waiting";
  /** Time of the event. */
  readonly at: Date;
  readonly WindowId: string;
  readonly Name?: string | undefined;
  readonly Enabled?: boolean | undefined;
  /** As AWS returns it. Absent if the window is disabled, has ended or has no next execution. */
  readonly NextExecutionTime?: string | undefined;
}

/** The execution that the watch follows from now on. */
export interface WatchStarted {
  readonly kind: "started";
  readonly at: Date;
  readonly WindowExecutionId: string;
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  readonly Status?: string | undefined;
  readonly StartTime?: Date | undefined;
}

/** A new report. Sent during the first read, and after each read that found a change. */
export interface WatchProgress {
  readonly kind: "progress";
  readonly at: Date;
  /** `done` is false only during the first read. */
  readonly report: ExecutionReport;
  /** Time of the next read. Absent during a read. */
  readonly nextRead?: Date | undefined;
}

/** A machine that did not pass, or a level that did not without a machine that shows it. Each is sent once. */
export interface WatchFailed {
  readonly kind: "failed";
  /** Time of the event. */
  readonly at: Date;
  /** What did not pass. */
  readonly member: GroupMember;
  /** Why it did not pass. */
  readonly cause: Cause;
}

/** A read that failed wholly or partly with a transient error: no network, throttling or an error of AWS. The watch continues. */
export interface WatchError {
  readonly kind: "error";
  readonly at: Date;
  /** AWS's error code, or `no-response`, `foreign`, `invalid-output`. */
  readonly code: string;
  /** What failed, in one sentence. */
  readonly why: string;
  readonly nextRead: Date;
}

/** The execution has ended and its report is final. The last event. */
export interface WatchEnded {
  readonly kind: "ended";
  readonly at: Date;
  readonly report: ExecutionReport;
}

/** Options of every watch. */
export interface WatchPace extends Omit<ReadOptions, "signal"> {
  /** Returns the current time. It may jump, for example after the machine was suspended. */
  readonly now: () => Date;
  /** Waits a number of milliseconds, at most five minutes. */
  readonly sleep: (milliseconds: number, signal: Signal | undefined) => Promise<void>;
  /** Aborts the watch, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
  /**
   * Minimum time between two reads, in milliseconds. Grows up to six times that while nothing changes, to three times the
   * duration of a read, and further while AWS throttles. Default: 5,000.
   */
  readonly interval?: number | undefined;
}

/** Options to follow an execution. */
export interface WatchExecutionOptions extends WatchPace {
  readonly WindowExecutionId: string;
  /** The window of the execution, if known. Default: none. */
  readonly window?:
    | { readonly WindowId?: string | undefined; readonly Name?: string | undefined }
    | undefined;
}

/** Options to follow the running execution of a window, or else the next one. */
export interface WatchWindowOptions extends WatchPace {
  readonly WindowId: string;
}

/** Options to follow an execution or a window. */
export type WatchOptions = WatchExecutionOptions | WatchWindowOptions;
