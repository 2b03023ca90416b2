/** The data of a timeline, ready to draw. As in `../model/report.ts`, `PascalCase` members are AWS's and `camelCase` ours. */
import type { MachineResult, Counts } from "../model/result.ts";
import type {
  AwsProgress,
  Cause,
  Gap,
  Judgement,
  MachineKind,
  ExecutionRef,
  Verdict,
} from "../model/report.ts";
import type { PatchResult } from "../model/patch.ts";

/**
 * Why something did not run. Never guessed: AWS's TIMED_OUT alone does not prove a cutoff.
 *
 * - `max-errors`: too many errors elsewhere, as AWS reports.
 * - `cutoff`: AWS reports TIMED_OUT, or it had not started, and the time fits the window's Duration and Cutoff.
 * - `cancelled`: the execution, the task or the command was cancelled.
 * - `not-started`: AWS did not start it; the reason has AWS's explanation.
 * - `unknown`: there is no proof of any of these.
 */
export type NotRunReason = "max-errors" | "cutoff" | "cancelled" | "not-started" | "unknown";

/** Why something did not run, with the reason. */
export interface NotRun {
  readonly why: NotRunReason;
  /** In one sentence. */
  readonly reason: string;
}

/** Number of rows and tasks that did not run for the same reason. */
export interface NotRunCount extends NotRun {
  /** Machines and calls, one per machine and invocation. */
  readonly rows: number;
  /** Tasks that did not run and have no rows. */
  readonly tasks: number;
}

/** A row of the timeline, in drawing order: the execution, a task, its invocations, their machines; each level by start time. */
export interface TimelineRow extends ExecutionRef, AwsProgress {
  /** The level that the row shows. */
  readonly level: "execution" | "task" | "invocation" | "machine";
  /** Indentation level: 0 for the execution, 3 for a machine. */
  readonly depth: 0 | 1 | 2 | 3;
  /** Unique among the rows, and stable when the execution is read again. */
  readonly key: string;
  /** The name of the window, document, function or machine. Untrusted text: remove control characters. */
  readonly name: string;
  readonly InstanceName?: string | undefined;
  readonly TaskType?: string | undefined;
  /** What a row of the level `machine` represents. */
  readonly kind?: MachineKind | undefined;
  /** The verdict of a level. */
  readonly verdict?: Verdict | undefined;
  /** The result of a machine. */
  readonly result?: MachineResult | undefined;
  /** The patch result of a machine. */
  readonly patch?: PatchResult | undefined;
  /** Why it has this verdict or result, in one sentence. */
  readonly reason: string;
  /** Why it did not pass. Absent if it passed, while it runs, and if a lower level has the cause. */
  readonly cause?: Cause | undefined;
  /** Whether it has started and not ended. Its bar ends at `now`. */
  readonly open: boolean;
  /** Present if it did not run. It has no bar, even if AWS reports times. */
  readonly notRun?: NotRun | undefined;
}

/** The end and cutoff of the window, from its registration. */
export interface TimelineLimits {
  /** The execution's start plus Duration. */
  readonly end: Date;
  /** No tasks start after this time: `end` minus Cutoff. Absent if Cutoff is unknown. */
  readonly cutoff?: Date | undefined;
  /** Whether the window was changed after the execution began, so that its limits may have been different. */
  readonly changedSince: boolean;
}

/** What ran when in an execution, and what did not run. */
export interface Timeline extends AwsProgress, Judgement {
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  readonly WindowExecutionId: string;
  /** The current time. Drawn as a line while `running`. */
  readonly now: Date;
  /** Whether anything has not ended. */
  readonly running: boolean;
  /** From the first start to the last end, or to `now` while it runs. Absent if nothing has started. */
  readonly from?: Date | undefined;
  /** The last end, or `now` while it runs. Absent if nothing has started. */
  readonly to?: Date | undefined;
  /** Absent if the window's Duration or the execution's start is unknown. */
  readonly limits?: TimelineLimits | undefined;
  /** The rows, in drawing order. */
  readonly rows: readonly TimelineRow[];
  /** What did not run, most frequent reason first. Its rows add up to the count of `notRun`. */
  readonly notRun: readonly NotRunCount[];
  /** Machines by result. */
  readonly counts: Counts;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** Whether reading had ended. */
  readonly done: boolean;
  /** Whether the report was complete. */
  readonly complete: boolean;
}

/** The times in a window's registration, as `GetMaintenanceWindow` returns them. */
export interface TimelineWindow {
  readonly WindowId?: string | undefined;
  readonly Name?: string | undefined;
  /** In hours. */
  readonly Duration?: number | undefined;
  /** In hours before the end. */
  readonly Cutoff?: number | undefined;
  /** When it was last changed. */
  readonly ModifiedDate?: Date | undefined;
  /** Its registered tasks, for their CutoffBehavior. Default: unknown. */
  readonly tasks?: readonly RegisteredTask[] | undefined;
}

/** A task's registration, as `DescribeMaintenanceWindowTasks` lists it. */
export interface RegisteredTask {
  readonly TaskArn?: string | undefined;
  readonly Type?: string | undefined;
  readonly CutoffBehavior?: string | undefined;
}

/** The time and window of a timeline. */
export interface TimelineOptions {
  /** The current time. */
  readonly now: Date;
  /** The window of the execution. Default: unknown, so no row has the reason `cutoff`. */
  readonly window?: TimelineWindow | undefined;
}
