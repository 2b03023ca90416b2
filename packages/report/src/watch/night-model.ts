/** The events and options of a watch over everything that runs in a period. */
import type { AccountRegion, Gap } from "../model/report.ts";
import type { FailuresReport } from "../model/failures.ts";
import type { WatchEnded, WatchError, WatchFailed, WatchPace, WatchProgress, WatchStarted } from "./model.ts";

/** An event of a watch over everything that runs in a period. */
export type NightEvent = NightExecutionEvent | NightGap | NightError | NightLook | NightEnded;

/** An execution, with its window, account and region. */
export interface NightExecution {
  readonly WindowExecutionId: string;
  readonly WindowId: string;
  readonly Name?: string | undefined;
  /** The account and region, where several are read. */
  readonly origin?: AccountRegion | undefined;
}

/** An event of one execution. */
export interface NightExecutionEvent extends NightExecution {
  readonly kind: "execution";
  /** Time of the event. */
  readonly at: Date;
  /** What happened in the execution. */
  readonly event: WatchStarted | WatchProgress | WatchFailed | WatchError | WatchEnded;
}

/** Something that cannot be read. Each is sent once. */
export interface NightGap {
  readonly kind: "gap";
  readonly at: Date;
  readonly gap: Gap;
}

/** The windows could not be listed with a transient error. The watch continues. */
export type NightError = WatchError;

/** The windows have been read for executions that have started. */
export interface NightLook {
  readonly kind: "look";
  /** Time of the event. */
  readonly at: Date;
  /** Number of windows that were read. */
  readonly windows: number;
  /** Executions that have not ended. */
  readonly open: number;
  /** Executions that have ended. */
  readonly ended: number;
  /** The window that starts next, before `until`. */
  readonly next?: Omit<NightExecution, "WindowExecutionId"> & { readonly NextExecutionTime: Date };
  /** Time of the next read. */
  readonly nextRead: Date;
}

/** Everything has ended. The last event. */
export interface NightEnded {
  readonly kind: "ended";
  readonly at: Date;
  /** All executions of the period, as `reportFailures` gives it. */
  readonly report: FailuresReport;
}

/** Options to follow everything that runs in a period. */
export interface WatchNightOptions extends WatchPace {
  /** Start of the period: includes executions that were running at this time or began after it. */
  readonly since: Date;
  /** The watch ends when all executions have ended and no window is due to start before this time. */
  readonly until: Date;
}
